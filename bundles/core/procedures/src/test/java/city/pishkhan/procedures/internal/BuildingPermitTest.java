package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.StageKind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the decisions of the shipped rules on building permits. */
class BuildingPermitTest {
    private static final String AGENCIES = "building-permit-agencies";
    private static final RuleSet RULES = ShippedRules.rules();

    @Test
    void shippedFilesAreValid() {
        assertEquals(List.of(), ShippedRules.problems(ShippedRules.files()));
    }

    @Test
    void asksFireDepartmentFromSevenFloors() {
        assertEquals(List.of("water", "electricity", "gas"), agencies(ShippedRules.facts(6, "residential", 900)));
        assertEquals(
                List.of("fire", "water", "electricity", "gas"), agencies(ShippedRules.facts(7, "residential", 900)));
    }

    @Test
    void explanationNamesRuleAndReason() {
        Decision decision = RULES.decide(AGENCIES, ShippedRules.facts(8, "residential", 900));
        assertEquals(
                "fire asked: floors = 8 > 6, rule fire-1, version 1",
                decision.explanation().get(0));
        assertEquals(
                "water asked: always, rule water-1, version 1",
                decision.explanation().get(1));
        assertEquals(
                "تعداد طبقات بیش از حد معاف از استعلام آتش‌نشانی",
                decision.rows().get(0).get("reasonFa"));
    }

    @Test
    void flaggedUseOfAnyPartAsksFireDepartment() {
        Decision decision = RULES.decide(AGENCIES, ShippedRules.facts(3, "residential", 600, "commercial", 90));
        assertEquals(
                "fire asked: flagged uses = commercial, rule fire-2, version 1",
                decision.explanation().get(0));
    }

    @Test
    void unlistedUseAsksFireDepartment() {
        Decision decision = RULES.decide(AGENCIES, ShippedRules.facts(2, "residential", 600, "zeppelin-hangar", 90));
        assertEquals(
                "fire asked: unlisted uses = zeppelin-hangar, rule fire-3, version 1",
                decision.explanation().get(0));
    }

    @Test
    void severalReasonsMakeOneInquiry() {
        Decision decision = RULES.decide(AGENCIES, ShippedRules.facts(9, "commercial", 600));
        assertEquals(4, decision.rows().size());
        assertEquals(
                "fire asked: floors = 9 > 6, rule fire-1, version 1;"
                        + " fire asked: flagged uses = commercial, rule fire-2, version 1",
                decision.explanation().get(0));
    }

    @Test
    void requiresProxyPaperOnlyWithProxy() {
        Map<String, Object> facts = ShippedRules.facts(4, "residential", 400);
        List<Object> papers = List.of(
                "deed",
                "request-form",
                "national-card",
                "birth-certificate",
                "location-map",
                "renovation-receipt",
                "utility-bill",
                "plan");
        assertEquals(papers, column(RULES.decide("building-permit-papers", facts), "paper"));
        facts.put("proxy", true);
        Decision decision = RULES.decide("building-permit-papers", facts);
        assertEquals("proxy", decision.rows().get(8).get("paper"));
        assertEquals(
                "proxy needed: by proxy = true, rule paper-9, version 1",
                decision.explanation().get(8));
    }

    @ParameterizedTest
    @CsvSource({
        "residential, 4, 1, 3536064",
        "residential, 5, 1, 5304096",
        "residential, 6, 1, 5304096",
        "residential, 7, 1, 7956144",
        "residential, 8, 1, 7956144",
        "residential, 9, 1, 11492208",
        "commercial, 3, 1, 123762240",
        "commercial, 3, 900, 111386016000",
        "parking, 3, 1, 1768032",
        "zeppelin-hangar, 1, 1, 123762240"
    })
    void buildingDutyIsMultiplierTimesAreaTimesRegionalValue(String use, int floors, long area, long rial) {
        Decision decision = RULES.decide("building-permit-duties", ShippedRules.facts(floors, use, area));
        assertEquals(List.of("building", "supervision"), column(decision, "duty"));
        assertEquals(List.of(rial, area * 45_000), column(decision, "amount"));
    }

    @Test
    void everyPartOwesOneBuildingDuty() {
        for (String use : List.of("residential", "commercial", "office", "parking", "storage", "zeppelin-hangar")) {
            for (int floors = 1; floors <= 20; floors++) {
                Decision decision = RULES.decide("building-permit-duties", ShippedRules.facts(floors, use, 100));
                assertEquals(1, decision.explanation().get(0).split("; ").length, use + " " + floors + " " + decision);
                assertEquals("building", decision.rows().get(0).get("duty"));
            }
        }
    }

    @Test
    void dutiesOfPartsAreSummed() {
        Decision decision =
                RULES.decide("building-permit-duties", ShippedRules.facts(3, "residential", 600, "commercial", 90));
        assertEquals(List.of(3_536_064L * 600 + 123_762_240L * 90, 690L * 45_000), column(decision, "amount"));
        assertEquals("عوارض زیربنا و پذیره", decision.rows().get(0).get("titleFa"));
        assertEquals(
                "building duty owed: use = residential, floors = 3 <= 4, rule duty-residential-1, version 1;"
                        + " building duty owed: use = commercial, rule duty-commercial, version 1",
                decision.explanation().get(0));
        assertEquals(
                "عوارض زیربنا و پذیره: «کاربری» مسکونی است، «طبقات روی زمین» ۳ است، حداکثر ۴؛ ضابطهٔ \u2066duty-residential-1\u2069، نسخهٔ ۱؛"
                        + " عوارض زیربنا و پذیره: «کاربری» تجاری است؛ ضابطهٔ \u2066duty-commercial\u2069، نسخهٔ ۱",
                decision.explanationFa().get(0));
    }

    @Test
    void rejectsDutyAboveMaximum() {
        Map<String, Object> facts = ShippedRules.facts(3, "commercial", 1_000_000_000_000L);
        assertThrows(IllegalStateException.class, () -> RULES.decide("building-permit-duties", facts));
    }

    @Test
    void planOrderAllowsUpToItsLimits() {
        Map<String, Object> facts = ShippedRules.facts(8, "residential", 2000);
        assertEquals(List.of(), RULES.decide("building-permit-check", facts).rows());
        facts.put("landArea", new BigDecimal("499.99"));
        Decision dense = RULES.decide("building-permit-check", facts);
        assertEquals(List.of("building-permit-check/check-3"), dense.rules());
        assertEquals("2000", dense.rows().get(0).get("value"));
        assertEquals("400% × 499.99 m²", dense.rows().get(0).get("limit"));
        assertEquals(
                "The floor area exceeds the density of 400 percent that the plan order allows.",
                dense.rows().get(0).get("reasonEn"));
    }

    @Test
    void planOrderRefusesExtraFloorsAndForbiddenUses() {
        Decision decision = RULES.decide(
                "building-permit-check", ShippedRules.facts(9, "industrial", 600, "residential", 600, "hotel", 10));
        assertEquals(
                "The plan order allows 8 storeys, 9 are asked for.",
                decision.rows().get(0).get("reasonEn"));
        assertEquals(
                "not allowed: floors = 9 > allowedFloors = 8, rule check-1, version 1",
                decision.explanation().get(0));
        assertEquals(
                "The plan order does not permit the use industrial, hotel.",
                decision.rows().get(1).get("reasonEn"));
        assertTrue(decision.rows().get(1).get("reasonFa").toString().endsWith("industrial، hotel"));
    }

    @Test
    void rejectsMissingOrMistypedFact() {
        Map<String, Object> facts = ShippedRules.facts(8, "residential", 900);
        facts.remove("floors");
        assertEquals(
                "The fact floors must be integer and is missing",
                assertThrows(IllegalArgumentException.class, () -> RULES.decide(AGENCIES, facts))
                        .getMessage());
        facts.put("floors", "8");
        assertThrows(IllegalArgumentException.class, () -> RULES.decide(AGENCIES, facts));
        assertThrows(IllegalArgumentException.class, () -> RULES.decide("no-such-table", new HashMap<>()));
    }

    @Test
    void stagesFollowConfiguredOrder() {
        Procedure permit = RULES.procedure("building-permit").orElseThrow();
        assertEquals(
                List.of("papers", "plan-order", "inquiries", "duties", "final-verification", "permit"),
                permit.stages().stream().map(s -> s.id()).toList());
        assertEquals(StageKind.LOOKUP, permit.stage("plan-order").kind());
        assertEquals(
                Silence.ESCALATE,
                permit.stage("inquiries").agencies().get("fire").silence());
        assertEquals(
                List.of("plan"),
                permit.stage("inquiries").agencies().get("fire").attachments());
        assertEquals(
                Silence.CONSENT, permit.stage("inquiries").agencies().get("gas").silence());
        assertEquals(List.of("papers"), permit.stage("final-verification").sendBack());
        assertEquals("صدور پروانه", permit.stage("permit").titleFa());
        assertTrue(RULES.procedure("fortune-telling").isEmpty());
        assertEquals(45_000L, RULES.data("duties").get("supervisionPerSquareMetre"));
        assertEquals("sim-1404-1406-1", RULES.calendar().version());
    }

    private static List<Object> agencies(Map<String, Object> facts) {
        return column(RULES.decide(AGENCIES, facts), "agency");
    }

    private static List<Object> column(Decision decision, String name) {
        return decision.rows().stream().map(row -> row.get(name)).toList();
    }
}
