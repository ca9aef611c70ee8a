package city.pishkhan.certificates.internal;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.certificates.internal.CertificateLines.Line;
import city.pishkhan.html.HtmlTemplates;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate as an HTML page: Persian, right to left, self-contained and without scripts. */
final class CertificatePage {
    private static final HtmlTemplates TEMPLATES = new HtmlTemplates(CertificatePage.class);

    private CertificatePage() {}

    static String render(Certificate certificate, Template template, CertificateLines rules, Identity city) {
        List<Line> lines = new ArrayList<>(rules.lines(certificate, template));
        lines.addAll(CertificateLines.identifyingLines(certificate, template));
        return TEMPLATES.render(
                "certificate.ftlh",
                Text::persian,
                Map.of(
                        "title",
                        template.title().fa(),
                        "city",
                        city,
                        "warning",
                        certificate.state().equals("valid") ? "" : CertificateLines.warning(certificate),
                        "introduction",
                        template.text() == null ? "" : template.text(),
                        "lines",
                        lines));
    }
}
