package city.pishkhan.procedures.internal.compiled;

import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.files.YamlFile;
import city.pishkhan.procedures.internal.tables.DecisionEngine;
import city.pishkhan.procedures.internal.tables.PersonalFacts;
import city.pishkhan.procedures.internal.tables.Table;
import city.pishkhan.procedures.internal.tables.TableMode;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.xml.sax.SAXParseException;

/**
 * Compiles the files of a rule set. It performs no checks beyond parsing: rule sets in force were checked before, and stricter checks of a
 * later release must not lock out the cases that are bound to them.
 */
public final class RuleCompiler {
    /** matches the line number in error messages of the engine's schema validation */
    private static final Pattern LINE = Pattern.compile("Line=(\\d+)");

    private final DecisionEngine engine;
    private final PersonalFacts personal;

    /** Creates a compiler for rule sets that do not depend on the personal facts of the rule set in force. */
    public RuleCompiler(DecisionEngine engine) {
        this(engine, new PersonalFacts());
    }

    public RuleCompiler(DecisionEngine engine, PersonalFacts personal) {
        this.engine = engine;
        this.personal = personal;
    }

    /**
     * @throws IllegalStateException if the files cannot be parsed, which must not happen for a rule set that was ever
     *     in force
     */
    public @Nullable CompiledRuleSet compile(RuleFiles files, int number) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource source = RuleSource.parse(files, ruleProblems);
        CompiledRuleSet rules = ruleProblems.isEmpty() ? compile(files, source, number, ruleProblems) : null;
        if (!ruleProblems.isEmpty()) {
            throw new IllegalStateException("Rule set " + files.hash() + " cannot be read: " + ruleProblems.texts());
        }
        return rules;
    }

    /** Compiles the files and reports parse errors as problems. The result must not be used if there are problems. */
    public CompiledRuleSet compile(RuleFiles files, RuleSource source, int number, RuleProblems ruleProblems) {
        Vocabulary vocabulary = Vocabulary.of(source.vocabulary());
        Map<String, Map<String, Object>> data = source.values();
        Map<String, Procedure> procedures = new LinkedHashMap<>();
        Map<String, TableMode> modes = new HashMap<>();
        for (YamlFile file : source.procedures()) {
            Procedure procedure = ProcedureReader.procedure(file.root());
            procedures.put(procedure.service(), procedure);
            modes.putAll(ProcedureReader.modes(file.root()));
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        decisions(files, source, ruleProblems)
                .forEach((id, decision) -> tables.put(
                        id,
                        new Table(
                                Objects.requireNonNull(source.tables().get(id)),
                                modes.getOrDefault(id, TableMode.PLAIN),
                                decision,
                                engine,
                                vocabulary,
                                new HashMap<>(data),
                                () -> personal.with(vocabulary.personal()),
                                number)));
        return new CompiledRuleSet(
                files.hash(), number, procedures, tables, data, vocabulary, source.calendar(), personal);
    }

    private Map<String, DmnDecision> decisions(RuleFiles files, RuleSource source, RuleProblems ruleProblems) {
        Map<String, DmnDecision> decisions = new LinkedHashMap<>();
        files.files().forEach((name, bytes) -> {
            if (name.endsWith(".dmn")) {
                try {
                    engine.parse(bytes).forEach(decision -> decisions.put(decision.getKey(), decision));
                } catch (RuntimeException e) {
                    ruleProblems.add(name, place(e), "is not valid DMN: " + cause(e));
                }
            }
        });
        decisions.keySet().retainAll(source.tables().keySet());
        return decisions;
    }

    private static Mark place(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SAXParseException xml && xml.getLineNumber() > 0) {
                return new Mark(xml.getLineNumber(), Math.max(1, xml.getColumnNumber()));
            }
        }
        Matcher line = LINE.matcher(cause(failure));
        return line.find() ? new Mark(Integer.parseInt(line.group(1)), 1) : Mark.START;
    }

    private static String cause(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf(at.getMessage());
    }
}
