package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RuleText.Column;
import city.pishkhan.contracts.visitor.RuleText.Rule;
import city.pishkhan.contracts.visitor.RuleText.Table;
import java.util.List;
import java.util.Map;

/** A decision table to be read: conditions on the right, what follows from them on the left. */
final class TableSection {
    private static final Map<String, String> POLICIES = Map.of(
            "UNIQUE", "تنها یک سطر می‌تواند صادق باشد",
            "FIRST", "نخستین سطر صادق به کار می‌رود",
            "ANY", "سطرهای صادق نتیجه‌ی یکسان دارند",
            "RULE ORDER", "همه‌ی سطرهای صادق به ترتیب به کار می‌روند",
            "COLLECT", "همه‌ی سطرهای صادق به کار می‌روند");

    private final RuleSentences words;

    TableSection(RuleSentences words) {
        this.words = words;
    }

    void write(HtmlPage htmlPage, Table table) {
        htmlPage.raw("<section class=\"table\" id=\"table-").text(table.name()).raw("\">");
        htmlPage.element("h3", table.titleFa() == null ? table.title() : table.titleFa());
        htmlPage.raw("<p class=\"note\">").text(POLICIES.getOrDefault(table.hitPolicy(), table.hitPolicy()) + ". ");
        if (table.forEach() != null) {
            htmlPage.text("برای هر یک از «" + words.word(table.forEach()) + "» جداگانه پرسیده می‌شود");
            htmlPage.text(table.sum() == null ? ". " : " و مبلغ‌ها جمع می‌شود. ");
        }
        htmlPage.text("پرونده: ").code(table.file()).raw("</p>");
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
        htmlPage.element("th scope=\"col\"", "قاعده");
        table.inputs().forEach(c -> head(htmlPage, c, "اگر"));
        table.outputs().forEach(c -> head(htmlPage, c, "آنگاه"));
        htmlPage.raw("</tr></thead><tbody>");
        table.rules().forEach(rule -> row(htmlPage, rule));
        htmlPage.raw("</tbody></table></div></section>");
    }

    private void head(HtmlPage htmlPage, Column column, String kind) {
        boolean test = kind.equals("اگر");
        htmlPage.raw("<th scope=\"col\" class=\"" + (test ? "if" : "then") + "\">")
                .element("small", kind);
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
