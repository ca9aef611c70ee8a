package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.messages.Messages;
import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.tables.FactDefinition;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.TableNames;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rejects personal facts whose values the hub could not protect: facts that are also stored elsewhere in plain text, and facts that a table
 * writes into its outputs. Outputs are passed unencrypted to bills, agencies and applicants.
 */
final class PersonalFactCheck {
    private static final Messages MESSAGES = Messages.of(PersonalFactCheck.class);

    /**
     * sources of facts, besides look-ups, whose values are stored only among the case's facts and can therefore be
     * encrypted
     */
    private static final Set<String> SOURCES = Set.of("request", "inspection");

    /** name of the only output that may depend on personal facts, because every bill shows its amount */
    private static final String AMOUNT = "amount";

    private final RuleSource source;
    private final Vocabulary vocabulary;
    private final RuleProblems ruleProblems;

    PersonalFactCheck(RuleSource source, Vocabulary vocabulary, RuleProblems ruleProblems) {
        this.source = source;
        this.vocabulary = vocabulary;
        this.ruleProblems = ruleProblems;
    }

    void check() {
        if (vocabulary.personal().isEmpty()) {
            return;
        }
        vocabulary.facts().values().stream().filter(FactDefinition::personal).forEach(this::checkFact);
        Map<String, TableMode> modes = new HashMap<>();
        source.procedures().forEach(file -> modes.putAll(ProcedureReader.modes(file.root())));
        source.tables().values().forEach(table -> checkOutputs(table, modes.getOrDefault(table.id(), TableMode.PLAIN)));
    }

    private void checkFact(FactDefinition fact) {
        boolean own = fact.lookup() != null || fact.from() != null && SOURCES.contains(fact.from());
        if (!own || Procedures.BUILDING_FACTS.contains(fact.name()) || Certificates.OWN.contains(fact.name())) {
            addProblem(fact.name(), MESSAGES.bilingual("personal-fact-check.in-the-clear", fact.name()));
        }
        String certified = Procedures.certifiedFact(fact.name());
        if (vocabulary.facts().containsKey(certified)) {
            addProblem(fact.name(), MESSAGES.bilingual("personal-fact-check.certified", fact.name(), certified));
        }
    }

    private void addProblem(String fact, String message) {
        ruleProblems.add(
                source.vocabulary().name(), source.vocabulary().value("/facts/" + fact + "/personal"), message);
    }

    private void checkOutputs(TableSource table, TableMode mode) {
        Set<String> personal = mode.withDependentNames(vocabulary.personal());
        for (TableSource.Rule rule : table.rules()) {
            for (int i = 0; i < rule.outputs().size(); i++) {
                TableSource.Cell cell = rule.outputs().get(i);
                Set<String> personalNames = new TreeSet<>(TableNames.collect(cell));
                personalNames.retainAll(personal);
                if (!personalNames.isEmpty() && !table.outputs().get(i).name().equals(AMOUNT)) {
                    ruleProblems.add(
                            table.file(),
                            cell.mark(),
                            MESSAGES.bilingual(
                                    "personal-fact-check.output",
                                    table.outputs().get(i).name(),
                                    personalNames));
                }
            }
        }
    }
}
