package city.pishkhan.public_.internal;

import city.pishkhan.api.RuleTexts;
import city.pishkhan.contracts.visitor.RuleList.Item;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The city's rules as pages: Persian, from right to left, without a script, fit for narrow screens and for paper. */
final class RulePages {
    private static final List<String> ORDER = List.of("in-force", "coming", "proposed", "past");
    private static final Map<String, String> STATUS = Map.of(
            "in-force", "لازم‌الاجرا",
            "coming", "در راه",
            "proposed", "پیش‌نویس، هنوز تصویب نشده",
            "past", "پیشین");

    private final String template;

    RulePages() throws IOException {
        try (var in = RulePages.class.getResourceAsStream("rules.html")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String list(List<Item> items, Optional<RuleTexts.Text> inForce) {
        Html html = new Html();
        html.element("h1", "قواعد شهر");
        html.element(
                "p",
                "هر پرونده‌ای در هر منطقه با همین فرایندها و جدول‌ها بررسی می‌شود و تا پایان، قواعد روزی را دارد که در آن باز شده است.");
        html.raw("<p lang=\"en\" dir=\"ltr\" class=\"note\">")
                .text(
                        "The rules by which every case in every district is decided. The same as JSON: Accept: application/json.");
        html.raw("</p>");
        inForce.ifPresent(text -> {
            html.element("h2", "فرایندهای لازم‌الاجرا").raw("<ul>");
            text.procedures().forEach(p -> html.raw("<li>")
                    .link("/rules/" + text.hash() + "/" + p.service(), p.titleFa())
                    .raw("</li>"));
            html.raw("</ul>");
        });
        if (inForce.isEmpty()) {
            html.raw("<p class=\"banner\">")
                    .text("هنوز هیچ قاعده‌ای لازم‌الاجرا نیست.")
                    .raw("</p>");
        }
        for (String status : ORDER) {
            List<Item> those =
                    items.stream().filter(i -> i.status().equals(status)).toList();
            if (!those.isEmpty()) {
                html.element("h2", STATUS.get(status));
                those.forEach(item -> item(html, item, true));
            }
        }
        return page("قواعد شهر", html);
    }

    String ruleSet(RuleText text, boolean part) {
        RuleWords words = new RuleWords(text);
        Html html = new Html();
        String title = part
                ? text.procedures().get(0).titleFa()
                : "مجموعه قواعد " + PersianText.persianDigits(String.valueOf(text.number()));
        html.raw("<nav>").link("/rules", "همه‌ی قواعد");
        if (part) {
            html.text(" ‹ ").link("/rules/" + text.hash(), "مجموعه قواعد");
        }
        html.raw("</nav>")
                .element("h1", title)
                .raw("<p class=\"hash\">")
                .code(text.hash())
                .raw("</p>");
        text.decisions().forEach(item -> item(html, item, false));
        if (text.decisions().isEmpty()) {
            html.raw("<p class=\"banner\">")
                    .text("این قواعد لازم‌الاجرا نیست و نبوده است.")
                    .raw("</p>");
        }
        text.procedures().forEach(p -> new ProcedureSection(words).write(html, p));
        html.raw("<section>").element("h2", "جدول‌های تصمیم");
        text.tables().forEach(table -> new TableSection(words).write(html, table));
        html.raw("</section>");
        data(html, text.data(), words);
        CalendarSection.write(html, text.calendar());
        files(html, text);
        return page(title, html);
    }

    String unknown() {
        Html html = new Html().element("h1", "چنین قواعدی نیست");
        html.raw("<p>").link("/rules", "همه‌ی قواعد").raw("</p>");
        html.raw("<p lang=\"en\" dir=\"ltr\" class=\"note\">")
                .text("There are no such rules.")
                .raw("</p>");
        return page("چنین قواعدی نیست", html);
    }

    private static void item(Html html, Item item, boolean link) {
        html.raw("<article class=\"" + item.status() + "\"><p>").element("strong", STATUS.get(item.status()));
        html.text(item.status().equals("proposed") ? "، پیشنهاد برای " : "، از ")
                .text(PersianDate.of(item.day()).persianLong())
                .raw("</p>");
        if (item.title() != null) {
            html.element("p", item.title());
            html.element("p", "مستند: " + item.clause());
        }
        if (item.decision() != null) {
            html.raw("<p>").text("مصوبه‌ی ").code(item.decision());
            if (item.signed() != null) {
                html.text("، امضاشده در " + PersianDate.persian(item.signed()));
            }
            html.raw("</p>");
        }
        if (link) {
            html.raw("<p class=\"hash\"><a href=\"/rules/")
                    .text(item.hash())
                    .raw("\">")
                    .code(item.hash())
                    .raw("</a></p>");
        }
        html.raw("</article>");
    }

    private static void data(Html html, Map<String, Map<String, Object>> data, RuleWords words) {
        html.raw("<section id=\"data\">").element("h2", "عددها و فهرست‌ها");
        html.raw("<div class=\"wide\"><table><tbody>");
        data.forEach((name, values) -> values.forEach((key, value) -> {
            html.raw("<tr><th scope=\"row\">").code(name + "." + key).raw("</th>");
            html.element("td", value(value, words)).raw("</tr>");
        }));
        html.raw("</tbody></table></div></section>");
    }

    private static String value(Object value, RuleWords words) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(v -> value(v, words)).collect(Collectors.joining("، "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> words.word(e.getKey().toString()) + ": " + value(e.getValue(), words))
                    .collect(Collectors.joining("، "));
        }
        if (value instanceof BigDecimal number) {
            return PersianText.persianDigits(number.toPlainString());
        }
        return value instanceof Number number
                ? PersianText.persianDigits("%,d".formatted(number.longValue()).replace(',', '٬'))
                : words.word(String.valueOf(value));
    }

    private static void files(Html html, RuleText text) {
        html.raw("<section id=\"files\">").element("h2", "پرونده‌های این مجموعه");
        html.element("p", "شناسه‌ی مجموعه، SHA-256 همین فهرست است و هر کس می‌تواند آن را خود حساب کند.");
        html.raw("<div class=\"wide\"><table><tbody>");
        text.files().forEach(file -> html.raw("<tr><td><a href=\"/rules/")
                .text(text.hash() + "/files/" + file.name())
                .raw("\">")
                .code(file.name())
                .raw("</a></td><td>")
                .code(file.sha256())
                .raw("</td></tr>"));
        html.raw("</tbody></table></div></section>");
    }

    private String page(String title, Html body) {
        return template.replace("{{title}}", Pages.escaped(title)).replace("{{body}}", body.toString());
    }
}
