package city.pishkhan.public_.internal;

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

    private final RuleWords words;

    TableSection(RuleWords words) {
        this.words = words;
    }

    void write(Html html, Table table) {
        html.raw("<section class=\"table\" id=\"table-").text(table.name()).raw("\">");
        html.element("h3", table.titleFa() == null ? table.title() : table.titleFa());
        html.raw("<p class=\"note\">").text(POLICIES.getOrDefault(table.hitPolicy(), table.hitPolicy()) + ". ");
        if (table.forEach() != null) {
            html.text("برای هر یک از «" + words.word(table.forEach()) + "» جداگانه پرسیده می‌شود");
            html.text(table.sum() == null ? ". " : " و مبلغ‌ها جمع می‌شود. ");
        }
        html.text("پرونده: ").code(table.file()).raw("</p>");
        if (!table.lets().isEmpty()) {
            html.raw("<ul class=\"lets\">");
            table.lets().forEach(c -> html.raw("<li>")
                    .text(c.labelFa() == null ? words.word(c.label()) : c.labelFa())
                    .text(": ")
                    .code(c.expression())
                    .raw("</li>"));
            html.raw("</ul>");
        }
        html.raw("<div class=\"wide\"><table class=\"decision\"><thead><tr>");
        html.element("th scope=\"col\"", "قاعده");
        table.inputs().forEach(c -> head(html, c, "اگر"));
        table.outputs().forEach(c -> head(html, c, "آنگاه"));
        html.raw("</tr></thead><tbody>");
        table.rules().forEach(rule -> row(html, rule));
        html.raw("</tbody></table></div></section>");
    }

    private void head(Html html, Column column, String kind) {
        boolean test = kind.equals("اگر");
        html.raw("<th scope=\"col\" class=\"" + (test ? "if" : "then") + "\">").element("small", kind);
        html.raw("<span>")
                .text(column.labelFa() == null ? words.word(column.label()) : column.labelFa())
                .raw("</span>");
        if (test) {
            html.code(column.expression());
        }
        html.raw("</th>");
    }

    private void row(Html html, Rule rule) {
        html.raw("<tr><th scope=\"row\">").code(rule.id()).raw("</th>");
        cells(html, rule.tests(), "if");
        cells(html, rule.values(), "then");
        html.raw("</tr>");
    }

    private void cells(Html html, List<String> cells, String kind) {
        for (String cell : cells) {
            String persian = words.cell(cell);
            html.raw("<td class=\"" + kind + (cell.equals("-") ? " any" : "") + "\">");
            if (persian != null) {
                html.raw("<span dir=\"auto\">").text(persian).raw("</span>");
            }
            if (persian == null || !RuleWords.whole(cell, persian)) {
                html.code(cell);
            }
            html.raw("</td>");
        }
    }
}
