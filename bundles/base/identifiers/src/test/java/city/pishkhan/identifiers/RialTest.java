package city.pishkhan.identifiers;

import static city.pishkhan.identifiers.RefusedValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RialTest {
    private static final Rial MOST = new Rial(Long.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({"12500000", "'12,500,000'", "۱۲٬۵۰۰٬۰۰۰", "١٢٥٠٠٠٠٠", "'12 500 000'", "00012500000"})
    void parsesAmount(String text) {
        assertEquals(new Rial(12_500_000), Rial.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, negative",
        "1.5, digits",
        "1e9, digits",
        "12t, digits",
        "1234567890123456789, length",
        "'', missing",
        "'-', negative",
        "',', digits"
    })
    void rejectsInvalidAmount(String text, String rule) {
        refusal("rial." + rule, () -> Rial.parse(text));
    }

    @Test
    void calculatesInWholeRials() {
        assertEquals(new Rial(30), new Rial(10).plus(new Rial(20)));
        assertEquals(Rial.ZERO, new Rial(10).minus(new Rial(10)));
        assertEquals(new Rial(123_762_240), new Rial(4_420_080).times(28));
        assertEquals(new Rial(2_600_000), new Rial(2_000_000).times(new BigDecimal("1.3")));
        assertEquals(new Rial(2), new Rial(3).times(new BigDecimal("0.5")));
        assertEquals(new Rial(1_000), new Rial(1_499).roundedToThousand());
        assertEquals(new Rial(2_000), new Rial(1_500).roundedToThousand());
        assertTrue(Rial.ZERO.isZero());
        assertTrue(Rial.of(1).compareTo(Rial.of(2)) < 0);
    }

    @Test
    void overflowAndNegativeResultsThrow() {
        assertThrows(ArithmeticException.class, () -> MOST.plus(new Rial(1)));
        assertThrows(ArithmeticException.class, () -> MOST.times(2));
        assertThrows(ArithmeticException.class, () -> MOST.times(new BigDecimal("1.1")));
        assertThrows(ArithmeticException.class, MOST::roundedToThousand);
        assertThrows(ArithmeticException.class, () -> Rial.ZERO.minus(new Rial(1)));
        assertThrows(ArithmeticException.class, () -> new Rial(1).times(-1));
        assertEquals(Rial.ZERO, MOST.times(0));
        refusal("rial.negative", () -> new Rial(-1));
    }

    @Test
    void formatsAmountInRialAndToman() {
        assertEquals("12,500,000 rial", new Rial(12_500_000).toString());
        assertEquals("۱۲٬۵۰۰٬۰۰۰ ریال", new Rial(12_500_000).persian());
        assertEquals("۱٬۲۵۰٬۰۰۰ تومان", new Rial(12_500_000).toman());
        assertEquals("۱٫۵ تومان", new Rial(15).toman());
        assertEquals("9,223,372,036,854,775,807 rial", MOST.toString());
    }
}
