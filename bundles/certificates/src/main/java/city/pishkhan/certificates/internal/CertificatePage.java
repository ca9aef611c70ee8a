package city.pishkhan.certificates.internal;

import city.pishkhan.api.Certificates.Certificate;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A certificate as a page to print: Persian, right to left, one file without scripts or anything from elsewhere. */
final class CertificatePage {
    private static final Map<String, String> TITLES = Map.of("building-permit", "پروانه ساختمانی");
    private static final Map<String, String> USES = Map.ofEntries(
            Map.entry("residential", "مسکونی"),
            Map.entry("commercial", "تجاری"),
            Map.entry("office", "اداری"),
            Map.entry("industrial", "صنعتی"),
            Map.entry("educational", "آموزشی"),
            Map.entry("medical", "درمانی"),
            Map.entry("hotel", "هتل"),
            Map.entry("assembly", "اجتماعات"),
            Map.entry("sport", "ورزشی"),
            Map.entry("storage", "انبار"),
            Map.entry("parking", "پارکینگ"));
    private static final Map<String, String> ROLES = Map.of("owner", "مالک", "co-owner", "شریک", "proxy", "وکیل");

    private static final String STYLE =
            """
            body{font-family:Vazirmatn,Tahoma,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;line-height:1.9;color:#111}
            header{border-bottom:3px double #444;margin-bottom:1rem}h1{font-size:1.6rem;margin:.2rem 0}
            table{border-collapse:collapse;width:100%}td{overflow-wrap:anywhere}th,td{border:1px solid #999;padding:.35rem .6rem;text-align:right;vertical-align:top}
            th{background:#f2f2f2;width:12rem;font-weight:600}code{direction:ltr;unicode-bidi:isolate;font-size:.95em}
            .revoked{color:#a00;border:2px solid #a00;padding:.5rem;font-weight:700}
            """;

    String render(Certificate certificate) {
        StringBuilder page = new StringBuilder();
        String title = TITLES.getOrDefault(certificate.template(), certificate.template());
        page.append("<!DOCTYPE html>\n<html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><header><p>شهرداری</p><h1>")
                .append(escape(title))
                .append("</h1></header>");
        if (!certificate.state().equals("valid")) {
            page.append("<p class=\"revoked\">این گواهی باطل شده است.</p>");
        }
        page.append("<table>");
        rows(certificate).forEach((name, value) -> page.append("<tr><th scope=\"row\">")
                .append(escape(name))
                .append("</th><td>")
                .append(value)
                .append("</td></tr>"));
        return page.append(
                        "</table><p>درستی این گواهی را با کد بالا در نشانی <code>/verify</code> بیازمایید؛ چکیده باید همان باشد.</p></body></html>\n")
                .toString();
    }

    private static Map<String, String> rows(Certificate certificate) {
        Map<String, Object> content = certificate.content();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("شماره پرونده", code(certificate.number()));
        rows.put("کد نوسازی", code(text(content.get("subject"))));
        rows.put("منطقه", number(content.get("district")));
        rows.put(
                "متقاضیان",
                lines(
                        content.get("applicants"),
                        a -> escape(text(a.get("name"))) + " (" + ROLES.getOrDefault(text(a.get("role")), "") + ")"));
        rows.put("تعداد طبقات", number(content.get("floors")));
        rows.put(
                "کاربری و مساحت",
                lines(
                        content.get("parts"),
                        p -> escape(USES.getOrDefault(text(p.get("use")), text(p.get("use")))) + "، "
                                + number(p.get("area")) + " متر مربع، " + number(p.get("units")) + " واحد"));
        rows.put(
                "شرط‌ها",
                lines(content.get("conditions"), c -> code(text(c.get("code"))) + " " + escape(text(c.get("text")))));
        rows.put("تاریخ صدور", escape(PersianDate.persian(certificate.issued())));
        rows.put("کد راستی‌آزمایی", code(certificate.code()));
        rows.put("چکیده", code(certificate.digest()));
        return rows;
    }

    private interface Line {
        String of(Map<?, ?> item);
    }

    private static String lines(Object list, Line line) {
        if (!(list instanceof List<?> items) || items.isEmpty()) {
            return "—";
        }
        return String.join(
                "<br>",
                items.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> line.of((Map<?, ?>) item))
                        .toList());
    }

    private static String number(Object value) {
        return escape(PersianText.persianDigits(text(value)));
    }

    private static String code(String text) {
        return "<code>" + escape(text) + "</code>";
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
