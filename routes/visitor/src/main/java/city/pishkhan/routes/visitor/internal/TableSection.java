package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Column;
import city.pishkhan.contracts.visitor.RuleText.Rule;
import city.pishkhan.contracts.visitor.RuleText.Table;
import city.pishkhan.messages.Messages;
import java.util.List;

/** HTML section with a decision table: conditions first, then results. */
final class TableSection {
    private static final Messages MESSAGES = Messages.of(TableSection.class);

    private final RuleSentences words;
    private final PageLanguage language;

    TableSection(RuleSentences words) {
        this.words = words;
        this.language = words.language();
    }

    void write(HtmlPage htmlPage, Table table) {
        htmlPage.raw("<section class=\"table\" id=\"table-").text(table.name()).raw("\">");
        htmlPage.element("h3", table.titleFa() == null ? table.title() : language.of(table.title(), table.titleFa()));
        htmlPage.raw("<p class=\"note\">").raw(note(table)).raw("</p>");
        if (!table.lets().isEmpty()) {
            htmlPage.raw("<ul class=\"lets\">");
            table.lets().forEach(c -> htmlPage.raw("<li>")
                    .text(label(c))
                    .text(": ")
                    .code(c.expression())
                    .raw("</li>"));
            htmlPage.raw("</ul>");
        }
        htmlPage.raw("<div class=\"wide\"><table class=\"decision\"><thead><tr>");
        htmlPage.element("th scope=\"col\"", language.of(MESSAGES.text("table-section.rule")));
        table.inputs().forEach(c -> head(htmlPage, c, true));
        table.outputs().forEach(c -> head(htmlPage, c, false));
        htmlPage.raw("</tr></thead><tbody>");
        table.rules().forEach(rule -> row(htmlPage, rule));
        htmlPage.raw("</tbody></table></div></section>");
    }

    /** Describes the hit policy, the iteration and the source file of a table, as markup. */
    private String note(Table table) {
        HtmlPage policy = new HtmlPage().text(RuleSentences.codeName(language, "hit-policy", table.hitPolicy()));
        HtmlPage file = new HtmlPage().code(table.file());
        if (table.forEach() == null) {
            return language.of(MESSAGES.text("table-section.note", policy, file));
        }
        HtmlPage each = new HtmlPage().text(words.word(table.forEach()));
        return table.sum() == null
                ? language.of(MESSAGES.text("table-section.note/for-each", policy, each, file))
                : language.of(MESSAGES.text("table-section.note/sum", policy, each, file));
    }

    private void head(HtmlPage htmlPage, Column column, boolean test) {
        htmlPage.raw("<th scope=\"col\" class=\"" + (test ? "if" : "then") + "\">")
                .element(
                        "small",
                        test
                                ? language.of(MESSAGES.text("table-section.if"))
                                : language.of(MESSAGES.text("table-section.then")));
        htmlPage.raw("<bdi>").text(label(column)).raw("</bdi>");
        if (test) {
            htmlPage.code(column.expression());
        }
        htmlPage.raw("</th>");
    }

    private String label(Column column) {
        String known = words.word(column.label());
        return column.labelFa() == null ? known : language.of(known, column.labelFa());
    }

    private void row(HtmlPage htmlPage, Rule rule) {
        htmlPage.raw("<tr><th scope=\"row\">").code(rule.id()).raw("</th>");
        cells(htmlPage, rule.tests(), "if");
        cells(htmlPage, rule.values(), "then");
        htmlPage.raw("</tr>");
    }

    private void cells(HtmlPage htmlPage, List<String> cells, String kind) {
        for (String cell : cells) {
            String persian = words.cell(cell);
            htmlPage.raw("<td class=\"" + kind + (cell.equals("-") ? " any" : "") + "\">");
            if (persian != null) {
                htmlPage.raw("<bdi>").text(persian).raw("</bdi>");
            }
            if (persian == null || !RuleSentences.isComplete(cell, persian)) {
                htmlPage.code(cell);
            }
            htmlPage.raw("</td>");
        }
    }
}
