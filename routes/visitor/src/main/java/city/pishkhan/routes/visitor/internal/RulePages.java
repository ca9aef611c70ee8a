package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.visitor.RuleList.Item;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The city's rules as pages: Persian, from right to left, without a script, fit for narrow screens and for paper. */
final class RulePages {
    private static final List<String> ORDER = List.of("in-force", "coming", "proposed", "past");
    private static final Messages MESSAGES = Messages.of(RulePages.class);

    private final String template;

    RulePages() throws IOException {
        template = PageFrame.template("rules.html");
    }

    String list(List<Item> items, Optional<RuleTexts.Text> inForce) {
        HtmlPage htmlPage = new HtmlPage();
        htmlPage.element("h1", MESSAGES.persian("rules-page.title"));
        htmlPage.element("p", MESSAGES.persian("rules-page.intro"));
        htmlPage.raw("<p lang=\"en\" dir=\"ltr\" class=\"note\">").text(MESSAGES.english("rules-page.note"));
        htmlPage.raw("</p>");
        inForce.ifPresent(text -> {
            htmlPage.element("h2", MESSAGES.persian("rules-page.procedures-in-force"))
                    .raw("<ul>");
            text.procedures().forEach(p -> htmlPage.raw("<li>")
                    .link("/rules/" + text.hash() + "/" + p.service(), p.titleFa())
                    .raw("</li>"));
            htmlPage.raw("</ul>");
        });
        if (inForce.isEmpty()) {
            htmlPage.raw("<p class=\"banner\">")
                    .text(MESSAGES.persian("rules-page.none-in-force"))
                    .raw("</p>");
        }
        for (String status : ORDER) {
            List<Item> those =
                    items.stream().filter(i -> i.status().equals(status)).toList();
            if (!those.isEmpty()) {
                htmlPage.element("h2", RuleSentences.coded("rule-status", status));
                those.forEach(item -> item(htmlPage, item, true));
            }
        }
        return page(MESSAGES.persian("rules-page.title"), htmlPage);
    }

    String ruleSet(RuleText text, boolean part) {
        RuleSentences words = new RuleSentences(text);
        HtmlPage htmlPage = new HtmlPage();
        String title = part
                ? text.procedures().get(0).titleFa()
                : MESSAGES.persian(
                        "rules-page.rule-set/number", PersianText.persianDigits(String.valueOf(text.number())));
        htmlPage.raw("<nav>").link("/rules", MESSAGES.persian("rules-page.all"));
        if (part) {
            htmlPage.text(" ‹ ").link("/rules/" + text.hash(), MESSAGES.persian("rules-page.rule-set"));
        }
        htmlPage.raw("</nav>")
                .element("h1", title)
                .raw("<p class=\"hash\">")
                .code(text.hash())
                .raw("</p>");
        text.decisions().forEach(item -> item(htmlPage, item, false));
        if (text.decisions().isEmpty()) {
            htmlPage.raw("<p class=\"banner\">")
                    .text(MESSAGES.persian("rules-page.never-in-force"))
                    .raw("</p>");
        }
        text.procedures().forEach(p -> new ProcedureSection(words).write(htmlPage, p));
        htmlPage.raw("<section>").element("h2", MESSAGES.persian("rules-page.tables"));
        text.tables().forEach(table -> new TableSection(words).write(htmlPage, table));
        htmlPage.raw("</section>");
        data(htmlPage, text.data(), words);
        CalendarSection.write(htmlPage, text.calendar());
        files(htmlPage, text);
        return page(title, htmlPage);
    }

    String unknown() {
        HtmlPage htmlPage = new HtmlPage().element("h1", MESSAGES.persian("rules-page.unknown"));
        htmlPage.raw("<p>").link("/rules", MESSAGES.persian("rules-page.all")).raw("</p>");
        htmlPage.raw("<p lang=\"en\" dir=\"ltr\" class=\"note\">")
                .text(MESSAGES.english("rules-page.unknown"))
                .raw("</p>");
        return page(MESSAGES.persian("rules-page.unknown"), htmlPage);
    }

    private static void item(HtmlPage htmlPage, Item item, boolean link) {
        HtmlPage status = new HtmlPage().element("strong", RuleSentences.coded("rule-status", item.status()));
        String day = PersianDate.of(item.day()).persianLong();
        htmlPage.raw("<article class=\"" + item.status() + "\"><p>")
                .raw(
                        item.status().equals("proposed")
                                ? MESSAGES.persian("rule-item.proposed-for", status, day)
                                : MESSAGES.persian("rule-item.since", status, day))
                .raw("</p>");
        if (item.title() != null) {
            htmlPage.element("p", item.title());
            htmlPage.element("p", MESSAGES.persian("rule-item.clause", item.clause()));
        }
        if (item.decision() != null) {
            HtmlPage number = new HtmlPage().code(item.decision());
            htmlPage.raw("<p>")
                    .raw(
                            item.signed() == null
                                    ? MESSAGES.persian("rule-item.decision", number)
                                    : MESSAGES.persian(
                                            "rule-item.decision/signed", number, PersianDate.persian(item.signed())))
                    .raw("</p>");
        }
        if (link) {
            htmlPage.raw("<p class=\"hash\"><a href=\"/rules/")
                    .text(item.hash())
                    .raw("\">")
                    .code(item.hash())
                    .raw("</a></p>");
        }
        htmlPage.raw("</article>");
    }

    private static void data(HtmlPage htmlPage, Map<String, Map<String, Object>> data, RuleSentences words) {
        htmlPage.raw("<section id=\"data\">").element("h2", MESSAGES.persian("rules-page.data"));
        htmlPage.raw("<div class=\"wide\"><table><tbody>");
        data.forEach((name, values) -> values.forEach((key, value) -> {
            htmlPage.raw("<tr><th scope=\"row\">").code(name + "." + key).raw("</th>");
            htmlPage.element("td", value(value, words)).raw("</tr>");
        }));
        htmlPage.raw("</tbody></table></div></section>");
    }

    private static String value(Object value, RuleSentences words) {
        if (value instanceof Collection<?> list) {
            return list.stream()
                    .map(v -> value(v, words))
                    .collect(Collectors.joining(Messages.comma().persian()));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> words.word(e.getKey().toString()) + ": " + value(e.getValue(), words))
                    .collect(Collectors.joining(Messages.comma().persian()));
        }
        if (value instanceof BigDecimal number) {
            return PersianText.persianDigits(number.toPlainString());
        }
        return value instanceof Number number
                ? PersianText.persianDigits("%,d".formatted(number.longValue()).replace(',', '٬'))
                : words.word(String.valueOf(value));
    }

    private static void files(HtmlPage htmlPage, RuleText text) {
        htmlPage.raw("<section id=\"files\">").element("h2", MESSAGES.persian("rules-page.files"));
        htmlPage.element("p", MESSAGES.persian("rules-page.files-hash"));
        htmlPage.raw("<div class=\"wide\"><table><tbody>");
        text.files().forEach(file -> htmlPage.raw("<tr><td><a href=\"/rules/")
                .text(text.hash() + "/files/" + file.name())
                .raw("\">")
                .code(file.name())
                .raw("</a></td><td>")
                .code(file.sha256())
                .raw("</td></tr>"));
        htmlPage.raw("</tbody></table></div></section>");
    }

    private String page(String title, HtmlPage body) {
        return template.replace("{{title}}", VisitorPages.escaped(title)).replace("{{body}}", body.toString());
    }
}
