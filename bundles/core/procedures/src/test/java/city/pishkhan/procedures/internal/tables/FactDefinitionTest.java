package city.pishkhan.procedures.internal.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.procedures.internal.tables.FactDefinition.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values that people state, compared with the definition of their fact. */
class FactDefinitionTest {
    private static final FactDefinition AREA =
            new FactDefinition("area", Type.DECIMAL, null, "request", Map.of(), Set.of(), 1_000, false);
    private static final FactDefinition PARTS = new FactDefinition(
            "parts",
            Type.RECORDS,
            null,
            "request",
            Map.of("area", Type.DECIMAL, "use", Type.TEXT),
            Set.of(),
            1_000,
            false);
    private static final FactDefinition USES =
            new FactDefinition("uses", Type.TEXTS, null, "request", Map.of(), Set.of("office", "shop"), 1_000, false);

    private static void assertRefused(FactDefinition fact, Object value) {
        assertEquals(
                "fact.value",
                assertThrows(Refusal.class, () -> fact.stated(value)).code(),
                value.toString());
    }

    @Test
    void checksRangeOfDecimals() {
        for (Object good : List.of(0L, 12, new BigDecimal("999.99"), 1_000.0, new BigDecimal("1000.00"))) {
            AREA.stated(good);
        }
        for (Object bad : List.of(
                -1L,
                1_001,
                new BigDecimal("-0.01"),
                new BigDecimal("1000.01"),
                -0.5,
                1_000.5,
                Double.NaN,
                Double.POSITIVE_INFINITY)) {
            assertRefused(AREA, bad);
        }
    }

    @Test
    void checksRangeInRecordsAndLists() {
        PARTS.stated(List.of(Map.of("area", new BigDecimal("3.5"), "use", "shop")));
        assertRefused(PARTS, List.of(Map.of("area", new BigDecimal("-3.5"), "use", "shop")));
        assertRefused(PARTS, List.of(Map.of("area", 1_001L, "use", "shop")));
        assertRefused(PARTS, List.of(Map.of("area", 1L, "use", "x".repeat(201))));
        USES.stated(List.of("office", "shop"));
        assertRefused(USES, List.of("office", "casino"));
    }
}
