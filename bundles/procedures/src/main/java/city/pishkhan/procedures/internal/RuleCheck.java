package city.pishkhan.procedures.internal;

import java.util.List;
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
        if (!problems.none()) {
            return new Outcome(problems.texts(), Optional.empty());
        }
        CompiledRuleSet rules = compiler.compile(files, source, number, problems);
        Vocabulary words = Vocabulary.of(source.vocabulary());
        new TableCheck(engine, source, words, rules, problems).check();
        if (problems.none()) {
            source.procedures().forEach(file -> new ProcedureCheck(file, source, words, rules, problems).check());
        }
        return new Outcome(problems.texts(), problems.none() ? Optional.of(rules) : Optional.empty());
    }
}
