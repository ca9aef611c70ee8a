package city.pishkhan.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

final class RefusedValues {
    private RefusedValues() {}

    /** The refusal, after a check that it names the rule in its id and in both languages. */
    static InvalidIdentifier refusal(String rule, Executable parse) {
        var refused = assertThrows(InvalidIdentifier.class, parse);
        assertEquals(rule, refused.rule());
        assertEquals(rule.substring(0, rule.indexOf('.')), refused.type());
        assertTrue(refused.english().contains(rule), refused.english());
        assertTrue(refused.persian().contains(rule), refused.persian());
        assertEquals(refused.english(), refused.getMessage());
        return refused;
    }
}
