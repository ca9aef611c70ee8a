package city.pishkhan.certificates.internal;

import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.certificates.internal.CertificateLines.Line;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.Sheet;
import java.util.List;

/** Layout of a certificate on a sheet of A4. */
final class CertificatePdf {
    private static final Messages MESSAGES = Messages.of(CertificatePdf.class);
    private static final int LETTERS = 10;

    private CertificatePdf() {}

    /** @param address verification address with the certificate's code */
    static byte[] of(Certificate certificate, Template template, List<Line> lines, String address) {
        Sheet sheet = new Sheet(template.title().fa(), certificate.issued())
                .size(LETTERS)
                .titled(
                        MESSAGES.persian("certificate-paper.city"),
                        template.title().fa(),
                        address);
        if (!certificate.state().equals("valid")) {
            sheet.warning(
                    certificate.state().equals("held")
                            ? MESSAGES.persian("certificate-paper.held")
                            : MESSAGES.persian("certificate-paper.revoked"));
        }
        if (template.text() != null) {
            sheet.paragraph(template.text());
        }
        return sheet.table(
                        new float[] {1, 3},
                        List.of(),
                        lines.stream()
                                .map(line -> List.of(line.name(), String.join("\n", line.values())))
                                .toList())
                .paragraph(MESSAGES.persian("certificate-paper.check-print"))
                .table(
                        new float[] {1, 3},
                        List.of(),
                        List.of(List.of(MESSAGES.persian("certificate-paper.check-address"), address)))
                .bytes();
    }
}
