package city.pishkhan.procedures.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds staged files against everything that can be known about them before they decide anything. */
final class RuleCheck {
    private final DecisionEngine engine;
    private final RuleCompiler compiler;
    private final SchemaCheck vocabulary = new SchemaCheck("vocabulary.schema.json");
    private final SchemaCheck procedure = new SchemaCheck("procedure.schema.json");
    private final SchemaCheck data = new SchemaCheck("data.schema.json");

    RuleCheck(DecisionEngine engine) {
        this.engine = engine;
        this.compiler = new RuleCompiler(engine);
    }

    /** @param problems empty if the files form a valid rule set */
    record Outcome(List<String> problems, Optional<CompiledRuleSet> rules) {}

    Outcome check(RuleFiles files, int number) {
        Problems problems = new Problems();
        RuleSource source = RuleSource.parse(files, problems);
        vocabulary.check(source.vocabulary(), problems);
        source.procedures().forEach(file -> procedure.check(file, problems));
        source.data().values().forEach(file -> data.check(file, problems));
        CompiledRuleSet rules = problems.none() ? compiled(files, source, number, problems) : null;
        return new Outcome(problems.texts(), Optional.ofNullable(problems.none() ? rules : null));
    }

    /** Each step relies on what the one before found right. */
    private CompiledRuleSet compiled(RuleFiles files, RuleSource source, int number, Problems problems) {
        Vocabulary words = Vocabulary.of(source.vocabulary());
        source.procedures().forEach(file -> new ModeCheck(file, source, words, problems).check());
        if (problems.none()) {
            new TableCheck(engine, source, words, problems).check();
        }
        CompiledRuleSet rules = problems.none() ? compiler.compile(files, source, number, problems) : null;
        if (problems.none()) {
            source.procedures().forEach(file -> new ProcedureCheck(file, source, words, rules, problems).check());
        }
        if (problems.none()) {
            source.tables().values().forEach(table -> decides(table, words, rules, problems));
        }
        return rules;
    }

    /** What is right cell by cell may still not go together: rules that must not fire at once, types that a conversion refuses. */
    private static void decides(TableSource table, Vocabulary words, CompiledRuleSet rules, Problems problems) {
        Map<String, Object> sample = new HashMap<>();
        words.facts().values().forEach(fact -> sample.put(fact.name(), fact.sample()));
        try {
            rules.decide(table.id(), sample);
        } catch (RuntimeException e) {
            problems.add(table.file(), table.mark(), e.getMessage());
        }
    }
}
