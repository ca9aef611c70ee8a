package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.RuleSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Tests the shipped procedures related to the permit: completion, no-violation certificate, transfer and connections. Expected duties are
 * computed by hand.
 */
class ConstructionDutiesTest {
    private static final RuleSet RULES = ShippedRules.rules();

    private static Map<String, Object> facts() {
        Map<String, Object> facts = ShippedRules.facts(5, "residential", 1200);
        facts.put("units", 16L);
        facts.put("certifiedFloors", 5L);
        facts.put("certifiedArea", 1200L);
        facts.put("certifiedUnits", 16L);
        facts.put("builtFloors", 5L);
        facts.put("builtArea", 1224L);
        facts.put("foundationSound", true);
        facts.put("structureSound", true);
        facts.put("renovationYears", 3L);
        return facts;
    }

    private static Map<String, Long> duties(String table, Map<String, Object> facts) {
        Map<String, Long> duties = new TreeMap<>();
        RULES.decide(table, facts)
                .rows()
                .forEach(row -> duties.put((String) row.get("duty"), ((Number) row.get("amount")).longValue()));
        return duties;
    }

    private static List<Map<String, Object>> refusals(String table, String fact, Object value) {
        Map<String, Object> facts = facts();
        facts.put(fact, value);
        return RULES.decide(table, facts).rows();
    }

    @Test
    void shippedServicesAreValid() {
        assertEquals(List.of(), ShippedRules.problems(ShippedRules.files()));
        assertTrue(RULES.services()
                .containsAll(List.of("completion", "no-violation", "transfer-clearance", "utility-connection")));
        assertEquals(
                List.of("building-permit"),
                RULES.procedure("completion").orElseThrow().requires());
        assertEquals(
                List.of("violation-report"),
                RULES.procedure("no-violation").orElseThrow().excludes());
    }

    /** 3 years x 1.5% x 4,420,080 rial/m² x 500 m² = 99,451,800 rial. */
    @Test
    void transferPaysOutstandingRenovationDuty() {
        assertEquals(
                Map.of("renovation", 99_451_800L, "clearance", 1_500_000L),
                duties("transfer-clearance-duties", facts()));
        Map<String, Object> nothingOwed = facts();
        nothingOwed.put("renovationYears", 0L);
        assertEquals(Map.of("clearance", 1_500_000L), duties("transfer-clearance-duties", nothingOwed));
        Map<String, Object> odd = facts();
        odd.put("landArea", new BigDecimal("123.45"));
        odd.put("renovationYears", 1L);
        // 0.015 x 4,420,080 x 123.45 = 8,184,883.14
        assertEquals(8_184_883L, duties("transfer-clearance-duties", odd).get("renovation"));
    }

    /** Connections are charged per unit. Expected for 16 units: 28, 35 and 19 million rial each. */
    @Test
    void connectionFeeIsPerUnitWithMinimumOfOne() {
        assertEquals(
                Map.of(
                        "water-connection", 448_000_000L,
                        "electricity-connection", 560_000_000L,
                        "gas-connection", 304_000_000L),
                duties("utility-connection-fees", facts()));
        Map<String, Object> none = facts();
        none.put("units", 0L);
        assertEquals(28_000_000L, duties("utility-connection-fees", none).get("water-connection"));
        assertEquals(
                new TreeSet<>(List.of("water", "electricity", "gas")),
                new TreeSet<>(RULES.decide("utility-connection-agencies", facts()).rows().stream()
                        .map(row -> (String) row.get("agency"))
                        .toList()));
    }

    @Test
    void connectionCannotExceedPermit() {
        assertEquals(
                List.of(), RULES.decide("utility-connection-check", facts()).rows());
        assertEquals(1, refusals("utility-connection-check", "floors", 6L).size());
        assertEquals(1, refusals("utility-connection-check", "area", 1201L).size());
        List<Map<String, Object>> units = refusals("utility-connection-check", "units", 17L);
        assertEquals(1, units.size());
        assertTrue(units.get(0).get("reasonFa").toString().contains("16 واحد"), units.toString());
    }

    /** The expected duty is 12,000 rial x 1,224 m². */
    @Test
    void completionAllowsTwoPercentMoreArea() {
        assertEquals(Map.of("completion", 14_688_000L), duties("completion-duties", facts()));
        assertEquals(List.of(), refusals("completion-finish", "builtArea", 1224L));
        assertEquals(1, refusals("completion-finish", "builtArea", 1225L).size());
        assertEquals(1, refusals("completion-finish", "builtFloors", 6L).size());
        assertEquals(1, refusals("completion-check", "floors", 6L).size());
        assertEquals(1, refusals("completion-check", "area", 1201L).size());
        assertEquals(List.of(), refusals("completion-check", "floors", 5L));
        assertEquals(
                1, refusals("completion-foundation", "foundationSound", false).size());
        assertEquals(List.of(), refusals("completion-structure", "structureSound", true));
        assertTrue(refusals("completion-structure", "structureSound", false)
                .get(0)
                .get("reasonFa")
                .toString()
                .contains("اسکلت"));
    }

    @Test
    void completionAsksFireDepartmentLikePermit() {
        assertEquals(List.of(), RULES.decide("completion-agencies", facts()).rows());
        assertEquals(
                List.of("fire"),
                RULES.decide("completion-agencies", ShippedRules.facts(7, "residential", 900)).rows().stream()
                        .map(row -> row.get("agency"))
                        .toList());
    }

    @Test
    void rejectsUnknownRequiredOrExcludedService() {
        assertMistake(
                "completion.yaml",
                "requires: [building-permit]",
                "requires: [marriage]",
                "no procedure issues the certificate marriage");
        assertMistake(
                "completion.yaml", "excludes: [violation-report]", "excludes: [nothing]", "unknown service nothing");
        assertMistake(
                "completion.yaml",
                "findings: [foundationSound]",
                "findings: [renovationYears]",
                "renovationYears is not a fact of the vocabulary that a lookup of engineering provides");
        assertMistake(
                "completion.yaml",
                "requires: [building-permit]\n",
                "",
                "is known only where a certificate is required");
    }

    @Test
    void rejectsFactUsedBeforeItsReport() {
        assertMistake(
                "completion-foundation.dmn",
                "<text>foundationSound</text>",
                "<text>structureSound</text>",
                "uses structureSound, which is not known before engineering has answered");
    }

    private static void assertMistake(String file, String text, String by, String mistake) {
        List<String> problems = ShippedRules.problems(ShippedRules.with(file, text, by));
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(mistake)), problems.toString());
    }

    @Test
    void reportMustStateRequiredFindings() {
        assertEquals(
                Map.of("builtFloors", 5L, "builtArea", 1224L),
                RULES.convertStated(List.of("builtFloors", "builtArea"), Map.of("builtFloors", 5, "builtArea", 1224)));
        Refusal refusal =
                assertThrows(Refusal.class, () -> RULES.convertStated(List.of("builtArea"), Map.of("builtArea", -1)));
        assertEquals("builtArea", refusal.field());
    }
}
