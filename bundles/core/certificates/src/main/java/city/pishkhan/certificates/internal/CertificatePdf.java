package city.pishkhan.certificates.internal;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.certificates.CertificatePapers.Fact;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.certificates.internal.CertificateLines.Line;
import city.pishkhan.certificates.internal.Template.ValueFormat;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.Emblem;
import city.pishkhan.pdf.Letterhead;
import city.pishkhan.pdf.PersianPdf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Layout of a certificate on a sheet of A4. */
final class CertificatePdf {
    private static final Messages MESSAGES = Messages.of(CertificatePdf.class);
    private static final int LETTERS = 11;
    private static final float[] PAIR = {1, 3};

    /** identifying marks in the head of the page; the remaining marks are next to the QR code */
    private static final Set<String> HEAD = Set.of("number", "issued", "validUntil");

    private CertificatePdf() {}

    /** @param address verification address with the certificate's code */
    static byte[] render(
            Certificate certificate, Template template, CertificateLines lines, Identity city, String address) {
        String title = template.title().fa();
        List<Line> marks = CertificateLines.identifyingLines(certificate, template);
        List<Line> rows = lines.lines(certificate, template);
        PersianPdf sheet = new PersianPdf(title, certificate.issued())
                .size(LETTERS)
                .letterhead(new Letterhead(
                        city.name().persian(),
                        city.unit().persian(),
                        city.emblem() == null ? null : Emblem.read(city.emblem()),
                        title,
                        marks.stream()
                                .filter(mark -> HEAD.contains(mark.key()))
                                .map(CertificatePdf::pair)
                                .toList(),
                        MESSAGES.persian("certificate-paper.foot", title, certificate.number())));
        if (!certificate.state().equals("valid")) {
            sheet.warning(CertificateLines.warning(certificate));
        }
        if (template.text() != null) {
            sheet.paragraph(template.text());
        }
        List<Fact> figures = lines.figures(certificate, template);
        if (!figures.isEmpty()) {
            sheet.figures(figures.stream()
                    .map(figure ->
                            List.of(figure.label().persian(), figure.value().persian()))
                    .toList());
        }
        List<Line> plates =
                rows.stream().filter(row -> row.as() == ValueFormat.plate).toList();
        plates.forEach(row -> row.values().forEach(sheet::plate));
        sheet.pairs(
                PAIR,
                rows.stream()
                        .filter(row -> !row.key().equals(CertificateLines.CONDITIONS) && row.as() != ValueFormat.plate)
                        .map(CertificatePdf::pair)
                        .toList());
        rows.stream()
                .filter(row -> row.key().equals(CertificateLines.CONDITIONS) && !row.isEmpty())
                .forEach(row -> sheet.section(row.name()).numbered(row.values()));
        return addClosing(sheet, marks, city, address).bytes();
    }

    private static List<String> pair(Line line) {
        return List.of(line.name(), String.join("\n", line.values()));
    }

    private static PersianPdf addClosing(PersianPdf sheet, List<Line> marks, Identity city, String address) {
        List<String> signed = new ArrayList<>();
        if (!city.signatoryName().isEmpty()) {
            signed.add(city.signatoryName());
        }
        if (!city.signatoryTitle().isEmpty()) {
            signed.add(city.signatoryTitle());
        }
        signed.add(MESSAGES.persian("certificate-paper.signed"));
        List<String> below = new ArrayList<>(List.of(address));
        marks.stream()
                .filter(mark -> mark.key().equals("digest"))
                .forEach(mark -> below.add("SHA-256: " + String.join("", mark.values())));
        return sheet.closing(address, MESSAGES.persian("certificate-paper.check-print"), below, signed);
    }
}
