package city.pishkhan.platform.dmn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operaton.bpm.dmn.feel.impl.FeelException;
import org.operaton.bpm.engine.variable.Variables;
import org.operaton.bpm.engine.variable.context.VariableContext;

class StrictFeelTest {
    private final StrictFeel feel = new StrictFeel();
    private final VariableContext facts = Variables.fromMap(Map.of(
                    "floors",
                    8L,
                    "uses",
                    List.of("residential", "shop"),
                    "known",
                    Map.of("flagged", List.of("shop")),
                    "land",
                    new BigDecimal("500.00"),
                    "cellInput",
                    8L))
            .asVariableContext();

    @Test
    void evaluatesFeelExpressions() {
        assertEquals(16L, feel.<Object>evaluateSimpleExpression("floors * 2", facts));
        assertEquals(
                List.of("shop"),
                feel.<Object>evaluateSimpleExpression("uses[list contains(known.flagged, item)]", facts));
        assertEquals(1.6, feel.<Object>evaluateSimpleExpression("floors / land * 100", facts));
        for (int again = 0; again < 2; again++) {
            assertTrue(feel.evaluateSimpleUnaryTests("> 6", "cellInput", facts));
            assertFalse(feel.evaluateSimpleUnaryTests("[1..7]", "cellInput", facts));
            assertTrue(feel.evaluateSimpleUnaryTests("count(uses) > 1 and ? = floors", "cellInput", facts));
            assertTrue(feel.evaluateSimpleUnaryTests("-", "cellInput", facts));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storeys + 1",
                "floors + \"a\"",
                "cuont(uses)",
                "known.flaged",
                "floors > \"six\"",
                "floors +",
                "now(1)",
                "land / 0",
                "(function(x) external {java: {class: \"java.lang.System\", method signature: \"exit(int)\"}})(1)"
            })
    void rejectsInvalidExpressions(String expression) {
        assertThrows(FeelException.class, () -> feel.evaluateSimpleExpression(expression, facts));
        assertThrows(FeelException.class, () -> feel.evaluateSimpleExpression(expression, facts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> \"six\"",
                "\"eight\"",
                "> storeys",
                "? = \"six\"",
                "[1..",
                "cuont(?) > 1",
                "list contains(known.flaged, ?)"
            })
    void rejectsTestsWithoutResult(String test) {
        assertThrows(FeelException.class, () -> feel.evaluateSimpleUnaryTests(test, "cellInput", facts));
    }
}
