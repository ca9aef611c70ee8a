package city.pishkhan.procedures.internal.checks;

import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.YamlFile;
import city.pishkhan.procedures.internal.tables.FactDefinition;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Validates the {@code tables} section of a procedure, which defines evaluation modes, against the tables and the
 * vocabulary.
 */
final class ModeCheck {
    private final YamlFile file;
    private final RuleSource source;
    private final Vocabulary vocabulary;
    private final RuleProblems ruleProblems;
    private final Set<String> asked = new TreeSet<>();

    ModeCheck(YamlFile file, RuleSource source, Vocabulary vocabulary, RuleProblems ruleProblems) {
        this.file = file;
        this.source = source;
        this.vocabulary = vocabulary;
        this.ruleProblems = ruleProblems;
        file.root()
                .path("stages")
                .forEach(stage -> asked.add(stage.path("table").asText()));
    }

    void check() {
        ProcedureReader.modes(file.root()).forEach(this::checkMode);
    }

    private void checkMode(String name, TableMode mode) {
        String at = "/tables/" + name;
        TableSource table = source.tables().get(name);
        if (table == null || !asked.contains(name)) {
            ruleProblems.add(file.name(), file.key(at), "no stage uses a table " + name);
            return;
        }
        for (String output : new String[] {mode.by(), mode.sum()}) {
            if (output != null && table.output(output).isEmpty()) {
                addProblem(at, "the table " + name + " has no output " + output);
            }
        }
        if (mode.after() != null) {
            checkBound(at + "/forEach/after", mode.after());
            checkBound(at + "/forEach/to", mode.to());
        }
        for (TableMode.Let let : mode.lets()) {
            checkNameFree(at + "/let/" + let.name(), let.name());
        }
        if (mode.isRepeated()) {
            checkNameFree(at + "/as", mode.as());
        }
        if (mode.forEach() != null) {
            FactDefinition elements = vocabulary.facts().get(mode.forEach());
            if (elements == null || !elements.list()) {
                addProblem(at + "/forEach", mode.forEach() + " is not a list of the vocabulary");
            }
        }
    }

    private void checkBound(String at, @Nullable String name) {
        FactDefinition fact = vocabulary.facts().get(name);
        if (fact == null || fact.type() != FactDefinition.Type.INTEGER) {
            addProblem(at, name + " is not a whole number of the vocabulary");
        }
    }

    private void checkNameFree(String at, @Nullable String name) {
        if (vocabulary.facts().containsKey(name) || source.values().containsKey(name)) {
            addProblem(at, "a fact or data is named " + name + " already");
        }
    }

    private void addProblem(String pointer, String message) {
        ruleProblems.add(file.name(), file.value(pointer), message);
    }
}
