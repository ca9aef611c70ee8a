package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.identifiers.PersianDate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests vehicle duties against the examples in the shipped {@code EXAMPLES.md}. */
class VehicleDutyTest {
    private static final RuleSet RULES = ShippedRules.rules();
    private static final int COLUMNS = 11;

    @TestFactory
    Stream<DynamicTest> dutiesMatchManualCalculation() throws IOException {
        List<String[]> examples = Files.readAllLines(ShippedRules.DIRECTORY.resolve("EXAMPLES.md")).stream()
                .filter(line -> line.startsWith("| ") && line.contains("dena-plus"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
        assertTrue(examples.size() > 10, "examples: " + examples.size());
        return examples.stream()
                .map(e -> DynamicTest.dynamicTest(e[0], () -> {
                    assertEquals(COLUMNS, e.length);
                    Decision decision = RULES.decide(
                            "vehicle-duty",
                            facts(e[1], Integer.parseInt(e[2]), e[3], e[4], Integer.parseInt(e[5]), e[6]));
                    assertEquals(
                            List.of(rial(e[7]), rial(e[8]), rial(e[9]), rial(e[10])),
                            List.of(
                                    sum(decision, "vehicle-"),
                                    sum(decision, "age-"),
                                    sum(decision, "late-"),
                                    sum(decision, "")));
                }));
    }

    @Test
    void eachDutyLineIsExplained() {
        Decision decision =
                RULES.decide("vehicle-duty", facts("dena-plus", 1390, "petrol", "private", 1403, "1405/09/04"));
        assertEquals(
                List.of("vehicle-1404", "age-1404", "late-1404", "vehicle-1405", "age-1405"),
                decision.rows().stream().map(row -> row.get("duty")).toList());
        assertEquals(
                "penalty for late payment owed: exempt = false, months late = 8 > 0, penalty = 448000 > 0,"
                        + " rule vehicle-late, version 1",
                decision.explanation().get(2));
        assertEquals("جریمهٔ دیرکرد، سال 1404", decision.rows().get(2).get("titleFa"));
        assertEquals("municipality-income", decision.rows().get(2).get("account"));
    }

    @Test
    void exemptionIsSeparateLine() {
        Decision decision =
                RULES.decide("vehicle-duty", facts("dena-plus", 1390, "electric", "private", 1404, "1405/09/04"));
        assertEquals("exempt-1405", decision.rows().get(0).get("duty"));
        assertEquals(
                "exempt from the duty: exempt = true, rule vehicle-exempt, version 1",
                decision.explanation().get(0));
    }

    @Test
    void refusesVehiclesWithoutTariff() {
        assertEquals(List.of(), refusals(facts("dena-plus", 1390, "petrol", "private", 1399, "1405/09/04")));
        assertEquals(
                List.of("Duties before 1400 are settled at the district municipality."),
                refusals(facts("dena-plus", 1390, "petrol", "private", 1398, "1405/09/04")));
        assertEquals(
                List.of(
                        "The tariff of 1405 has no price for the model zeppelin; the district municipality computes it."),
                refusals(facts("zeppelin", 1390, "petrol", "private", 1404, "1405/09/04")));
        Map<String, Object> unknown = facts("zeppelin", 1390, "petrol", "private", 1404, "1405/09/04");
        assertThrows(IllegalStateException.class, () -> RULES.decide("vehicle-duty", unknown));
    }

    @Test
    void rejectsAbsurdNumberOfYears() {
        Map<String, Object> facts = facts("dena-plus", 1390, "petrol", "private", 3, "1405/09/04");
        assertThrows(IllegalStateException.class, () -> RULES.decide("vehicle-duty", facts));
    }

    private static List<Object> refusals(Map<String, Object> facts) {
        return RULES.decide("vehicle-duty-check", facts).rows().stream()
                .map(row -> row.get("reasonEn"))
                .toList();
    }

    private static Map<String, Object> facts(
            String model, int modelYear, String fuel, String use, int paidThrough, String day) {
        PersianDate date = PersianDate.parse(day);
        Map<String, Object> facts = new HashMap<>();
        facts.put("plate", "12ب14547");
        facts.put("year", (long) date.year());
        facts.put("month", (long) date.month());
        facts.put("vehicleModel", model);
        facts.put("modelYear", (long) modelYear);
        facts.put("vehicleFuel", fuel);
        facts.put("vehicleUse", use);
        facts.put("paidThrough", (long) paidThrough);
        return facts;
    }

    private static long sum(Decision decision, String duty) {
        return decision.rows().stream()
                .filter(row -> row.get("duty").toString().startsWith(duty))
                .mapToLong(row -> ((Number) row.get("amount")).longValue())
                .sum();
    }

    private static long rial(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
