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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.xml.sax.SAXParseException;

/**
 * Parses a rule set once, for good. Checks no more than parsing does: what was put in force was checked then, and a stricter check of
 * a later release must not lock out the cases that are bound to it.
 */
public final class RuleCompiler {
    /** how the schema check of the engine's model names a place */
    private static final Pattern LINE = Pattern.compile("Line=(\\d+)");

    private final DecisionEngine engine;
    private final PersonalFacts personal;

    /** For rule sets by themselves, whatever is in force. */
    public RuleCompiler(DecisionEngine engine) {
        this(engine, new PersonalFacts());
    }

    public RuleCompiler(DecisionEngine engine, PersonalFacts personal) {
        this.engine = engine;
        this.personal = personal;
    }

    /** @throws IllegalStateException if the files, once in force, cannot be read any more */
    public CompiledRuleSet compile(RuleFiles files, int number) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource source = RuleSource.parse(files, ruleProblems);
        CompiledRuleSet rules = ruleProblems.none() ? compile(files, source, number, ruleProblems) : null;
        if (!ruleProblems.none()) {
            throw new IllegalStateException("Rule set " + files.hash() + " cannot be read: " + ruleProblems.texts());
        }
        return rules;
    }

    /** What cannot be parsed is among the problems; the result is then of no use. */
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
                                source.tables().get(id),
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
                    ruleProblems.add(name, place(e), "is no DMN: " + cause(e));
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
