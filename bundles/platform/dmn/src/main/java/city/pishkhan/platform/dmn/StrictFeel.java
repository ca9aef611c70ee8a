package city.pishkhan.platform.dmn;

import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.operaton.bpm.dmn.feel.impl.FeelEngine;
import org.operaton.bpm.dmn.feel.impl.FeelException;
import org.operaton.bpm.dmn.feel.impl.scala.ContextVariableWrapper;
import org.operaton.bpm.engine.variable.context.VariableContext;

/**
 * The FEEL engine of the DMN engine with two differences. Each expression is parsed once, not at every evaluation. And what FEEL
 * answers with null while it keeps the reason to itself (a name or function that is not there, things that cannot be compared) is an
 * exception here: a rule that cannot be evaluated must stop the decision, not quietly fail to fire. Safe from any thread.
 */
public final class StrictFeel implements FeelEngine {
    /** far more than the expressions of a city's rules; only files that are tried and mended again and again come near it */
    private static final int MOST = 20_000;

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, ParsedExpression> expressions = new ConcurrentHashMap<>();
    private final Map<String, ParsedExpression> tests = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked") // the caller says what it expects, as the interface has it
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        ParsedExpression parsed = parsed(expressions, expression, feel::parseExpression);
        return (T) result(expression, feel.evaluate(parsed, new Variables(variables)));
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String test, String input, VariableContext variables) {
        ParsedExpression parsed = parsed(tests, test, feel::parseUnaryTests);
        Object value = variables.containsVariable(input) ? variables.resolve(input).getValue() : null;
        return Boolean.TRUE.equals(result(test, feel.evaluateWithInput(parsed, value, new Variables(variables))));
    }

    private static ParsedExpression parsed(Map<String, ParsedExpression> known, String text, Function<String, ParseResult> parser) {
        ParsedExpression found = known.get(text);
        if (found == null) {
            ParseResult parse = parser.apply(text);
            if (parse.isFailure()) {
                throw new FeelException(parse.failure().message());
            }
            if (known.size() >= MOST) {
                known.clear();
            }
            found = parse.parsedExpression();
            known.put(text, found);
        }
        return found;
    }

    private static Object result(String text, EvaluationResult result) {
        if (result.isFailure()) {
            throw new FeelException(result.failure().message());
        }
        if (result.hasSuppressedFailures()) {
            List<EvaluationFailure> failures = CollectionConverters.asJava(result.suppressedFailures());
            throw new FeelException("failed to evaluate expression '" + text + "': " + failures.get(0).failureMessage());
        }
        return result.result();
    }

    /** The names of one evaluation. */
    private static final class Variables extends CustomContext {
        private final VariableProvider provider;

        Variables(VariableContext variables) {
            provider = new ContextVariableWrapper(variables);
        }

        @Override
        public VariableProvider variableProvider() {
            return provider;
        }
    }
}
