package city.pishkhan.procedures.internal.checks;

import city.pishkhan.api.rules.Remark;
import city.pishkhan.identifiers.BeyondCalendar;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.messages.Messages;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.compiled.ProcedureReader;
import city.pishkhan.procedures.internal.compiled.RuleCompiler;
import city.pishkhan.procedures.internal.files.DmnElements;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.files.RuleProblem;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.YamlFile;
import city.pishkhan.procedures.internal.tables.DataConstants;
import city.pishkhan.procedures.internal.tables.DecisionEngine;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.TableSpace;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks staged files completely before they can come into force. */
public final class RuleCheck {
    private static final Messages MESSAGES = Messages.of(RuleCheck.class);

    private final Clock clock;
    private final DecisionEngine engine;
    private final RuleCompiler compiler;
    private final SchemaCheck vocabulary = new SchemaCheck("vocabulary.schema.json");
    private final SchemaCheck procedure = new SchemaCheck("procedure.schema.json");
    private final SchemaCheck data = new SchemaCheck("data.schema.json");

    public RuleCheck(DecisionEngine engine) {
        this(engine, Clock.systemUTC());
    }

    RuleCheck(DecisionEngine engine, Clock clock) {
        this.clock = clock;
        this.engine = engine;
        this.compiler = new RuleCompiler(engine);
    }

    /**
     * Result of a check.
     *
     * @param problems errors; empty if the files form a valid rule set
     * @param rules the compiled rule set, or empty if there are problems
     * @param remarks likely mistakes that do not make the files invalid
     */
    public record Outcome(List<String> problems, Optional<CompiledRuleSet> rules, List<Remark> remarks) {}

    public Outcome check(RuleFiles files, int number) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource source = RuleSource.parse(files, ruleProblems);
        vocabulary.check(source.vocabulary(), ruleProblems);
        source.procedures().forEach(file -> procedure.check(file, ruleProblems));
        source.data().values().forEach(file -> data.check(file, ruleProblems));
        List<Remark> remarks = new ArrayList<>();
        CompiledRuleSet rules = ruleProblems.isEmpty() ? compile(files, source, number, ruleProblems, remarks) : null;
        return new Outcome(
                ruleProblems.texts(), Optional.ofNullable(ruleProblems.isEmpty() ? rules : null), List.copyOf(remarks));
    }

    /** Returns likely mistakes in files that were already checked. This is cheap, because the files are not compiled. */
    public List<Remark> remarks(RuleFiles files) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource source = RuleSource.parse(files, ruleProblems);
        List<Remark> remarks = new ArrayList<>();
        if (ruleProblems.isEmpty()) {
            review(source, Vocabulary.of(source.vocabulary()), ruleProblems, remarks);
        }
        return List.copyOf(remarks);
    }

    /** Runs the checks in order. Each step requires that the previous ones found no problems. */
    private @Nullable CompiledRuleSet compile(
            RuleFiles files, RuleSource source, int number, RuleProblems ruleProblems, List<Remark> remarks) {
        Vocabulary words = Vocabulary.of(source.vocabulary());
        source.procedures().forEach(file -> new ModeCheck(file, source, words, ruleProblems).check());
        new PersonalFactCheck(source, words, ruleProblems).check();
        if (ruleProblems.isEmpty()) {
            new TableCheck(engine, source, words, ruleProblems).check();
        }
        CompiledRuleSet rules = ruleProblems.isEmpty() ? compiler.compile(files, source, number, ruleProblems) : null;
        if (ruleProblems.isEmpty()) {
            DmnElements.check(files, ruleProblems);
            source.procedures().forEach(file -> new ProcedureCheck(file, source, words, rules, ruleProblems).check());
        }
        if (rules != null && ruleProblems.isEmpty()) {
            checkCalendarRange(source, rules, ruleProblems);
            new PersianCheck(source, ruleProblems).check();
            review(source, words, ruleProblems, remarks);
        }
        if (rules != null && ruleProblems.isEmpty()) {
            source.tables().values().forEach(table -> checkDecision(table, words, rules, ruleProblems));
        }
        return rules;
    }

    /** Checks that the working calendar covers every agency deadline that would be set for an inquiry sent now. */
    private void checkCalendarRange(RuleSource source, CompiledRuleSet rules, RuleProblems ruleProblems) {
        Instant now = clock.instant();
        for (YamlFile file : source.procedures()) {
            ProcedureReader.procedure(file.root()).stages().forEach(stage -> stage.agencies()
                    .forEach((name, rule) -> {
                        try {
                            if (rule.clock() == null) {
                                Objects.requireNonNull(rules.calendar()).due(now, WorkingTime.parse(rule.time()));
                            }
                        } catch (BeyondCalendar e) {
                            ruleProblems.add(
                                    RuleFiles.CALENDAR,
                                    RuleProblem.Mark.START,
                                    MESSAGES.bilingual(
                                            "rule-check.agency-time", rule.time(), name, file.name(), e.getMessage()));
                        }
                    }));
        }
    }

    private void review(RuleSource source, Vocabulary words, RuleProblems ruleProblems, List<Remark> remarks) {
        DataConstants constants = new DataConstants(engine, source.values());
        Set<String> asked = new HashSet<>();
        for (YamlFile file : source.procedures()) {
            Map<String, TableMode> modes = ProcedureReader.modes(file.root());
            Set<String> seen = new HashSet<>();
            ProcedureReader.procedure(file.root()).stages().forEach(stage -> {
                TableSource table = source.tables().get(stage.table());
                if (table != null && seen.add(table.id())) {
                    TableMode mode = modes.getOrDefault(table.id(), TableMode.PLAIN);
                    TableSpace space = new TableSpace(List.of(table), mode, words, constants);
                    new TableReview(table, mode, stage, space, ruleProblems, remarks).review();
                }
                asked.add(stage.table());
            });
        }
        source.tables().values().stream()
                .filter(table -> !asked.contains(table.id()))
                .forEach(table -> remarks.add(new Remark(
                        Remark.WARNING, MESSAGES.text("rule-check.table-never-asked", table.id(), table.file()))));
    }

    /**
     * Evaluates a table with sample facts. Cells that are valid on their own can still conflict, such as rules that must not match together
     * or outputs of the wrong type.
     */
    private static void checkDecision(
            TableSource table, Vocabulary words, CompiledRuleSet rules, RuleProblems ruleProblems) {
        Map<String, Object> sample = new HashMap<>();
        words.facts().values().forEach(fact -> sample.put(fact.name(), fact.sample()));
        try {
            rules.decide(table.id(), sample);
        } catch (RuntimeException e) {
            ruleProblems.add(table.file(), table.mark(), e.getMessage());
        }
    }
}
