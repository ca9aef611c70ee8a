package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Column;
import city.pishkhan.contracts.visitor.RuleText.Rule;
import city.pishkhan.contracts.visitor.RuleText.Table;
import city.pishkhan.messages.Messages;
import java.util.List;

/** A decision table to be read: conditions on the right, what follows from them on the left. */
final class TableSection {
    private static final Messages MESSAGES = Messages.of(TableSection.class);

    private final RuleSentences words;

    TableSection(RuleSentences words) {
        this.words = words;
    }

    void write(HtmlPage htmlPage, Table table) {
        htmlPage.raw("<section class=\"table\" id=\"table-").text(table.name()).raw("\">");
        htmlPage.element("h3", table.titleFa() == null ? table.title() : table.titleFa());
        htmlPage.raw("<p class=\"note\">").text(RuleSentences.coded("hit-policy", table.hitPolicy()) + ". ");
        if (table.forEach() != null) {
            String each = words.word(table.forEach());
            htmlPage.text(
                    table.sum() == null
                            ? MESSAGES.persian("table-section.for-each", each)
                            : MESSAGES.persian("table-section.for-each/sum", each));
            htmlPage.text(" ");
        }
        htmlPage.text(MESSAGES.persian("table-section.file") + " ")
                .code(table.file())
                .raw("</p>");
        if (!table.lets().isEmpty()) {
            htmlPage.raw("<ul class=\"lets\">");
            table.lets().forEach(c -> htmlPage.raw("<li>")
                    .text(c.labelFa() == null ? words.word(c.label()) : c.labelFa())
                    .text(": ")
                    .code(c.expression())
                    .raw("</li>"));
            htmlPage.raw("</ul>");
        }
        htmlPage.raw("<div class=\"wide\"><table class=\"decision\"><thead><tr>");
        htmlPage.element("th scope=\"col\"", MESSAGES.persian("table-section.rule"));
        table.inputs().forEach(c -> head(htmlPage, c, true));
        table.outputs().forEach(c -> head(htmlPage, c, false));
        htmlPage.raw("</tr></thead><tbody>");
        table.rules().forEach(rule -> row(htmlPage, rule));
        htmlPage.raw("</tbody></table></div></section>");
    }

    private void head(HtmlPage htmlPage, Column column, boolean test) {
        htmlPage.raw("<th scope=\"col\" class=\"" + (test ? "if" : "then") + "\">")
                .element("small", test ? MESSAGES.persian("table-section.if") : MESSAGES.persian("table-section.then"));
        htmlPage.raw("<span>")
                .text(column.labelFa() == null ? words.word(column.label()) : column.labelFa())
                .raw("</span>");
        if (test) {
            htmlPage.code(column.expression());
        }
        htmlPage.raw("</th>");
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
                htmlPage.raw("<span dir=\"auto\">").text(persian).raw("</span>");
            }
            if (persian == null || !RuleSentences.whole(cell, persian)) {
                htmlPage.code(cell);
            }
            htmlPage.raw("</td>");
        }
    }
}
