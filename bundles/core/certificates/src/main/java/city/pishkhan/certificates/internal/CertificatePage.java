package city.pishkhan.certificates.internal;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.certificates.internal.CertificateLines.Line;
import city.pishkhan.certificates.internal.Template.ValueFormat;
import city.pishkhan.messages.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A certificate as an HTML page: Persian, right to left, self-contained and without scripts. */
final class CertificatePage {
    private static final Messages MESSAGES = Messages.of(CertificatePage.class);

    private static final String STYLE =
            """
            body{font-family:Vazirmatn,Tahoma,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;line-height:1.9;color:#111}
            header{border-bottom:3px double #444;margin-bottom:1rem}h1{font-size:1.6rem;margin:.2rem 0}header svg{float:left;width:4.5rem}
            table{border-collapse:collapse;width:100%}td{overflow-wrap:anywhere}th,td{border:1px solid #999;padding:.35rem .6rem;text-align:right;vertical-align:top}
            th{background:#f2f2f2;width:12rem;font-weight:600}code{direction:ltr;unicode-bidi:isolate;font-size:.95em}
            .revoked{color:#a00;border:2px solid #a00;padding:.5rem;font-weight:700}
            """;

    private CertificatePage() {}

    static String render(Certificate certificate, Template template, CertificateLines rules, Identity city) {
        List<Line> lines = new ArrayList<>(rules.lines(certificate, template));
        lines.addAll(CertificateLines.identifyingLines(certificate, template));
        StringBuilder page = new StringBuilder();
        String title = escape(template.title().fa());
        page.append("<!DOCTYPE html>\n<html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><header>")
                .append(city.emblem() == null ? "" : city.emblem())
                .append("<p>")
                .append(escape(city.name().persian()))
                .append("</p><h1>")
                .append(title)
                .append("</h1></header>");
        if (!certificate.state().equals("valid")) {
            page.append("<p class=\"revoked\">")
                    .append(CertificateLines.warning(certificate))
                    .append("</p>");
        }
        if (template.text() != null) {
            page.append("<p>").append(escape(template.text())).append("</p>");
        }
        page.append("<table>");
        lines.forEach(line -> page.append("<tr><th scope=\"row\">")
                .append(escape(line.name()))
                .append("</th><td>")
                .append(cell(line))
                .append("</td></tr>"));
        return page.append("</table><p>")
                .append(MESSAGES.persian("certificate-paper.check-page", "<code>/verify</code>"))
                .append("</p></body></html>\n")
                .toString();
    }

    private static String cell(Line line) {
        if (line.as() == ValueFormat.plate) {
            return line.values().stream().map(CertificatePage::plate).collect(Collectors.joining("<br>"));
        }
        String values = String.join(
                "<br>", line.values().stream().map(CertificatePage::escape).toList());
        return line.isCode() ? "<code>" + values + "</code>" : values;
    }

    /** Isolates the parts of a plate, whose Persian letter would otherwise move the digits behind it. */
    private static String plate(String value) {
        return Arrays.stream(value.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)"))
                .map(part -> "<bdi>" + escape(part) + "</bdi>")
                .collect(Collectors.joining(" ", "<bdi dir=\"ltr\">", "</bdi>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
