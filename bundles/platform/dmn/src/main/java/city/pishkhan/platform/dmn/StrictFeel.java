package city.pishkhan.platform.dmn;

import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.collection.immutable.List;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.feel.FeelEngine$;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.impl.parser.ExpressionValidator;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import org.operaton.bpm.dmn.feel.impl.FeelEngine;
import org.operaton.bpm.dmn.feel.impl.FeelException;
import org.operaton.bpm.dmn.feel.impl.scala.ContextVariableWrapper;
import org.operaton.bpm.engine.variable.context.VariableContext;

/**
 * The FEEL engine of the DMN engine with two differences.
 *
 * <p>It is fast. The library's own façade parses each text and builds its function library at every evaluation, which
 * takes 95% of the time of a decision. This class does both once and calls the interpreter behind the façade; therefore
 * the exact version of the library is pinned.
 *
 * <p>It is strict. FEEL returns null for unknown names or functions and for values that cannot be compared; this class
 * throws an exception. A rule that cannot be evaluated must stop the decision instead of silently not matching.
 *
 * <p>Functions outside FEEL cannot be called. Thread-safe.
 */
public final class StrictFeel implements FeelEngine {
    /**
     * Maximum number of checked expressions to cache. The rules of a city have far fewer expressions; only repeated
     * edits and tests come near this number.
     */
    private static final int MOST = 20_000;
    /** Name by which the interpreter finds the input of a unary test. */
    private static final String INPUT = "cellInput";

    private final FeelEngineApi parser = FeelEngineBuilder.forJava().build();
    private final ExpressionValidator validator = new ExpressionValidator(false);
    private final ValueMapper mapper = new ValueMapper.CompositeValueMapper(list(new JavaValueMapper()));
    private final FeelInterpreter interpreter = new FeelInterpreter(mapper);
    private final FunctionProvider functions = new BuiltinFunctions(FeelEngine$.MODULE$.defaultClock(), mapper);
    private final Map<String, Exp> expressions = new ConcurrentHashMap<>();
    private final Map<String, Exp> tests = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked") // the interface lets the caller determine the type
    public <T> T evaluateSimpleExpression(String text, VariableContext variables) {
        Exp expression = parsed(expressions, text, parser::parseExpression);
        return (T) value(text, expression, context(new Variables(variables)));
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String text, String input, VariableContext variables) {
        Exp test = parsed(tests, text, parser::parseUnaryTests);
        Object value =
                variables.containsVariable(input) ? variables.resolve(input).getValue() : null;
        EvalContext about =
                EvalContext.wrap(new Variables(variables), mapper).add(new Tuple2<>(INPUT, mapper.toVal(value)));
        return Boolean.TRUE.equals(value(text, test, context(about)));
    }

    private Exp parsed(Map<String, Exp> known, String text, Function<String, ParseResult> parse) {
        Exp found = known.get(text);
        if (found == null) {
            ParseResult result = parse.apply(text);
            if (result.isFailure()) {
                throw new FeelException(result.failure().message());
            }
            found = result.parsedExpression().expression();
            if (validator.validateExpression(found).isDefined()) {
                throw failed(text, "functions outside FEEL are not allowed");
            }
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, found);
        }
        return found;
    }

    private EvalContext context(org.camunda.feel.context.Context names) {
        return EvalContext.create(mapper, functions).merge(names);
    }

    private Object value(String text, Exp expression, EvalContext context) {
        Val value = interpreter.eval(expression, context);
        if (value instanceof ValError error) {
            throw failed(text, error.error());
        }
        if (value instanceof ValFatalError error) {
            throw failed(text, error.error());
        }
        java.util.List<EvaluationFailure> failures =
                CollectionConverters.asJava(context.failureCollector().failures());
        if (!failures.isEmpty()) {
            throw failed(text, failures.get(0).failureMessage());
        }
        return mapper.unpackVal(value);
    }

    private static FeelException failed(String text, String reason) {
        return new FeelException("failed to evaluate expression '" + text + "': " + reason);
    }

    private static List<CustomValueMapper> list(CustomValueMapper mapper) {
        return CollectionConverters.asScala(java.util.List.of(mapper)).toList();
    }

    /** The variables of one evaluation. */
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
