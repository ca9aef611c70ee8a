package city.pishkhan.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;

final class RefusedValues {
    private static final Pattern ASCII_DIGIT = Pattern.compile("[0-9]");
    private static final Pattern ISOLATED = Pattern.compile("[\u2066-\u2068][^\u2069]*\u2069");

    private RefusedValues() {}

    /**
     * Parses a value that must be refused, checks the violated rule and the texts of the refusal, and returns the
     * refusal.
     */
    static InvalidIdentifier refusal(String rule, Executable parse) {
        var refused = assertThrows(InvalidIdentifier.class, parse);
        assertEquals(rule, refused.rule());
        assertEquals(rule.substring(0, rule.indexOf('.')), refused.type());
        // the name of the rule is for machines and not part of the texts
        assertFalse(refused.english().contains(rule), refused.english());
        assertFalse(refused.persian().contains(rule), refused.persian());
        assertFalse(
                ASCII_DIGIT
                        .matcher(ISOLATED.matcher(refused.persian()).replaceAll(""))
                        .find(),
                refused.persian());
        assertEquals(refused.english(), refused.getMessage());
        return refused;
    }
}
