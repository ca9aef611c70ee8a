package city.pishkhan.procedures.internal.checks;

import city.pishkhan.procedures.internal.files.RuleProblem;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Rule;
import city.pishkhan.procedures.internal.files.YamlFile;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Requires Persian for everything that a rule set says to people, because Persian pages show no English. */
final class PersianCheck {
    private static final String TITLE = "fa";
    private static final String SUFFIX = "Fa";

    private final RuleSource source;
    private final RuleProblems ruleProblems;

    PersianCheck(RuleSource source, RuleProblems ruleProblems) {
        this.source = source;
        this.ruleProblems = ruleProblems;
    }

    void check() {
        source.tables().values().forEach(this::checkTable);
        checkTitles(source.vocabulary(), source.vocabulary().root(), "");
        source.procedures().forEach(file -> checkTitles(file, file.root(), ""));
    }

    private void checkTable(TableSource table) {
        require(table.file(), table.mark(), "the description of " + table.id(), table.titleFa());
        table.inputs()
                .forEach(input -> require(
                        table.file(),
                        input.expression().mark(),
                        "the description of the input " + input.label(),
                        input.labelFa()));
        table.outputs()
                .forEach(output -> require(
                        table.file(),
                        output.mark(),
                        "the description of the output " + output.name(),
                        output.labelFa()));
        for (Rule rule : table.rules()) {
            for (int i = 0; i < Math.min(rule.outputs().size(), table.outputs().size()); i++) {
                String name = table.outputs().get(i).name();
                String text = rule.outputs().get(i).text();
                if (name.endsWith(SUFFIX) && text.contains("\"")) {
                    require(table.file(), rule.outputs().get(i).mark(), name + " of the rule " + rule.id(), text);
                }
            }
        }
    }

    private void checkTitles(YamlFile file, JsonNode node, String pointer) {
        node.properties().forEach(property -> {
            String at = pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode value = property.getValue();
            if (value.isTextual()
                    && (property.getKey().equals(TITLE) || property.getKey().endsWith(SUFFIX))) {
                require(file.name(), file.value(at), property.getKey(), value.asText());
            }
            checkTitles(file, value, at);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            checkTitles(file, node.get(i), pointer + "/" + i);
        }
    }

    private void require(String file, RuleProblem.Mark mark, String what, @Nullable String text) {
        if (text == null
                || text.codePoints().noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC)) {
            ruleProblems.add(file, mark, what + " needs Persian words");
        }
    }
}
