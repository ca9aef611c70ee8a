package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.visitor.RuleList.Item;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** HTML pages of the city's rules in Persian or English, without scripts, for narrow screens and print. */
final class RulePages {
    private static final List<String> ORDER = List.of("in-force", "coming", "proposed", "past");
    private static final Messages MESSAGES = Messages.of(RulePages.class);

    private final PageFrame frame;

    RulePages() throws IOException {
        frame = new PageFrame("rules.html");
    }

    String list(PageLanguage language, List<Item> items, Optional<RuleTexts.Text> inForce) {
        HtmlPage htmlPage = new HtmlPage();
        htmlPage.element("h1", language.of(MESSAGES.text("rules-page.title")));
        htmlPage.element("p", language.of(MESSAGES.text("rules-page.intro")));
        htmlPage.element("p class=\"note\"", language.of(MESSAGES.text("rules-page.note")));
        inForce.ifPresent(text -> {
            htmlPage.element("h2", language.of(MESSAGES.text("rules-page.procedures-in-force")))
                    .raw("<ul>");
            text.procedures().forEach(p -> htmlPage.raw("<li>")
                    .link(
                            language.path("/rules/" + text.hash() + "/" + p.service()),
                            language.of(p.titleEn(), p.titleFa()))
                    .raw("</li>"));
            htmlPage.raw("</ul>");
        });
        if (inForce.isEmpty()) {
            htmlPage.raw("<p class=\"banner\">")
                    .text(language.of(MESSAGES.text("rules-page.none-in-force")))
                    .raw("</p>");
        }
        for (String status : ORDER) {
            List<Item> those =
                    items.stream().filter(i -> i.status().equals(status)).toList();
            if (!those.isEmpty()) {
                htmlPage.element("h2", RuleSentences.codeName(language, "rule-status", status));
                those.forEach(item -> item(language, htmlPage, item, true));
            }
        }
        return page(language, "/rules", language.of(MESSAGES.text("rules-page.title")), htmlPage);
    }

    /**
     * @param here path of the page
     * @param part {@code true} if {@code text} contains a single procedure
     */
    String ruleSet(PageLanguage language, String here, RuleText text, boolean part) {
        RuleSentences words = new RuleSentences(language, text);
        HtmlPage htmlPage = new HtmlPage();
        String title = part
                ? language.of(
                        text.procedures().get(0).titleEn(),
                        text.procedures().get(0).titleFa())
                : language.of(MESSAGES.text("rules-page.rule-set/number", language.digits(text.number())));
        htmlPage.raw("<nav>").link(language.path("/rules"), language.of(MESSAGES.text("rules-page.all")));
        if (part) {
            htmlPage.text(language.of(" › ", " ‹ "))
                    .link(language.path("/rules/" + text.hash()), language.of(MESSAGES.text("rules-page.rule-set")));
        }
        htmlPage.raw("</nav>")
                .element("h1", title)
                .raw("<p class=\"hash\">")
                .code(text.hash())
                .raw("</p>");
        text.decisions().forEach(item -> item(language, htmlPage, item, false));
        if (text.decisions().isEmpty()) {
            htmlPage.raw("<p class=\"banner\">")
                    .text(language.of(MESSAGES.text("rules-page.never-in-force")))
                    .raw("</p>");
        }
        text.procedures().forEach(p -> new ProcedureSection(words).write(htmlPage, p));
        htmlPage.raw("<section>").element("h2", language.of(MESSAGES.text("rules-page.tables")));
        text.tables().forEach(table -> new TableSection(words).write(htmlPage, table));
        htmlPage.raw("</section>");
        data(htmlPage, text.data(), words);
        CalendarSection.write(language, htmlPage, Objects.requireNonNull(text.calendar()));
        files(language, htmlPage, text);
        return page(language, here, title, htmlPage);
    }

    String unknown(PageLanguage language) {
        HtmlPage htmlPage = new HtmlPage().element("h1", language.of(MESSAGES.text("rules-page.unknown")));
        htmlPage.raw("<p>")
                .link(language.path("/rules"), language.of(MESSAGES.text("rules-page.all")))
                .raw("</p>");
        return page(language, "/rules", language.of(MESSAGES.text("rules-page.unknown")), htmlPage);
    }

    private static void item(PageLanguage language, HtmlPage htmlPage, Item item, boolean link) {
        HtmlPage status =
                new HtmlPage().element("strong", RuleSentences.codeName(language, "rule-status", item.status()));
        String day = language.dayInWords(item.day());
        htmlPage.raw("<article class=\"" + item.status() + "\"><p>")
                .raw(
                        item.status().equals("proposed")
                                ? language.of(MESSAGES.text("rule-item.proposed-for", status, day))
                                : language.of(MESSAGES.text("rule-item.since", status, day)))
                .raw("</p>");
        if (item.title() != null) {
            HtmlPage clause = new HtmlPage()
                    .raw("<bdi>")
                    .text(language.digits(item.clause()))
                    .raw("</bdi>");
            htmlPage.raw("<p><bdi>").text(item.title()).raw("</bdi></p><p>");
            htmlPage.raw(language.of(MESSAGES.text("rule-item.clause", clause))).raw("</p>");
        }
        if (item.decision() != null) {
            HtmlPage number =
                    new HtmlPage().code(language.of(item.decision(), PersianText.persianDigits(item.decision())));
            htmlPage.raw("<p>")
                    .raw(
                            item.signed() == null
                                    ? language.of(MESSAGES.text("rule-item.decision", number))
                                    : language.of(MESSAGES.text(
                                            "rule-item.decision/signed", number, language.moment(item.signed()))))
                    .raw("</p>");
        }
        if (link) {
            htmlPage.raw("<p class=\"hash\"><a href=\"")
                    .text(language.path("/rules/" + item.hash()))
                    .raw("\">")
                    .code(item.hash())
                    .raw("</a></p>");
        }
        htmlPage.raw("</article>");
    }

    private static void data(HtmlPage htmlPage, Map<String, Map<String, Object>> data, RuleSentences words) {
        htmlPage.raw("<section id=\"data\">").element("h2", words.language().of(MESSAGES.text("rules-page.data")));
        htmlPage.raw("<div class=\"wide\"><table><tbody>");
        data.forEach((name, values) -> values.forEach((key, value) -> {
            htmlPage.raw("<tr><th scope=\"row\">").code(name + "." + key).raw("</th>");
            htmlPage.element("td", value(value, words)).raw("</tr>");
        }));
        htmlPage.raw("</tbody></table></div></section>");
    }

    private static String value(Object value, RuleSentences words) {
        if (value instanceof Collection<?> list) {
            return words.language()
                    .joined(list.stream().map(v -> value(v, words)).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return words.language()
                    .joined(map.entrySet().stream()
                            .map(e -> words.word(e.getKey().toString()) + ": " + value(e.getValue(), words))
                            .toList());
        }
        if (value instanceof BigDecimal number) {
            return words.language().digits(number.toPlainString());
        }
        return value instanceof Number number
                ? formatNumber(words.language(), number.longValue())
                : words.word(String.valueOf(value));
    }

    private static String formatNumber(PageLanguage language, long number) {
        String grouped = "%,d".formatted(number);
        return language.of(grouped, PersianText.persianDigits(grouped.replace(',', '٬')));
    }

    private static void files(PageLanguage language, HtmlPage htmlPage, RuleText text) {
        htmlPage.raw("<section id=\"files\">").element("h2", language.of(MESSAGES.text("rules-page.files")));
        htmlPage.element("p", language.of(MESSAGES.text("rules-page.files-hash")));
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

    private String page(PageLanguage language, String here, String title, HtmlPage body) {
        return frame.render(language, here)
                .replace("{{title}}", VisitorPages.escaped(title))
                .replace("{{body}}", body.toString());
    }
}
