package city.pishkhan.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrackingCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Test
    void codesAreUniqueAndParseUnchanged() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String code = TrackingCode.next().value();
            assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"), code);
            assertEquals(code, TrackingCode.parse(code).value());
            assertTrue(seen.add(code), code);
        }
    }

    @Test
    void detectsEveryMistypedOrSwappedSymbol() {
        String code = TrackingCode.next().value().replace("-", "");
        for (int at = 0; at < code.length(); at++) {
            for (char other : ALPHABET.toCharArray()) {
                if (other != code.charAt(at)) {
                    assertRefused(code.substring(0, at) + other + code.substring(at + 1), "tracking-code.check-digit");
                }
            }
            for (int with = at + 1; with < code.length(); with++) {
                if (code.charAt(at) != code.charAt(with)) {
                    char[] swapped = code.toCharArray();
                    swapped[at] = code.charAt(with);
                    swapped[with] = code.charAt(at);
                    assertRefused(new String(swapped), "tracking-code.check-digit");
                }
            }
        }
    }

    @Test
    void parsesUsualSpellings() {
        TrackingCode code = TrackingCode.next();
        String plain = code.value().replace("-", "");
        assertEquals(code, TrackingCode.parse(plain.toLowerCase()));
        assertEquals(code, TrackingCode.parse(" " + code.value().replace('-', ' ') + " "));
        assertEquals(code, TrackingCode.parse(code.value().replace('-', '–')));
        assertEquals(code, TrackingCode.parse(PersianText.persianDigits(code.value())));
        assertEquals(code, TrackingCode.parse(code.value().replace('0', 'o').replace('1', 'l')));
    }

    @Test
    void rejectsInvalidCodes() {
        assertRefused("", "tracking-code.missing");
        assertRefused(null, "tracking-code.missing");
        assertRefused("7K3M", "tracking-code.shape");
        assertRefused("22-1405-0000123-2", "tracking-code.shape");
        assertRefused("7K3M-9PQ2-WX4A-0TU1", "tracking-code.shape");
        assertRefused("x".repeat(65), "tracking-code.length");
    }

    private static void assertRefused(String text, String rule) {
        assertEquals(
                rule,
                assertThrows(InvalidIdentifier.class, () -> TrackingCode.parse(text), text)
                        .rule());
    }
}
