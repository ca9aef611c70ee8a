package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.procedures.internal.compiled.RuleCompiler;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that tables decide on personal facts without revealing them. */
class PersonalDecisionsTest {
    private static final String DUTY = "vehicle-duty";
    private static final RuleFiles BUILT_IN =
            ShippedRules.with("vocabulary.yaml", "modelYear:       {", "modelYear:       {personal: true, ");
    private static final RuleSet RULES = rules(BUILT_IN);

    private static RuleSet rules(RuleFiles files) {
        assertEquals(List.of(), ShippedRules.problems(files));
        return new RuleCompiler(ShippedRules.ENGINE).compile(files, 1);
    }

    private static Map<String, Object> facts(Object modelYear) {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "vehicleModel",
                "dena-plus",
                "vehicleFuel",
                "petrol",
                "vehicleUse",
                "private",
                "paidThrough",
                1404L,
                "year",
                1405L,
                "month",
                9L));
        facts.put("modelYear", modelYear);
        return facts;
    }

    @Test
    void vocabularyDefinesPersonalFacts() {
        assertEquals(Set.of("modelYear", "certifiedModelYear"), RULES.personal());
        assertEquals(Set.of(), ShippedRules.rules().personal());
    }

    @Test
    void explanationHidesPersonalValues() {
        Decision open = ShippedRules.rules().decide(DUTY, facts(1371L));
        Decision hidden = RULES.decide(DUTY, facts(1371L));
        assertEquals(open.rows(), hidden.rows(), "it is decided alike");
        assertTrue(open.explanation().toString().contains("surcharge = 2000000 > 0"), open.explanation()::toString);
        assertTrue(hidden.explanation().toString().contains("surcharge = ***"), hidden.explanation()::toString);
        assertFalse(
                hidden.explanation().toString().contains("surcharge = 2000000 > 0"), hidden.explanation()::toString);
        assertTrue(hidden.explanation().toString().contains("exempt = false"), "what is not personal is told as ever");
        assertTrue(open.explanationFa().toString().contains("۲۰۰۰۰۰۰"), open.explanationFa()::toString);
        assertFalse(hidden.explanationFa().toString().contains("۲۰۰۰۰۰۰"), hidden.explanationFa()::toString);
        assertTrue(hidden.explanationFa().toString().contains("***"), hidden.explanationFa()::toString);
    }

    @Test
    void decisionsOnPersonalFactsAreNotCached() {
        RuleSet shipped = ShippedRules.rules();
        assertSame(shipped.decide(DUTY, facts(1390L)), shipped.decide(DUTY, facts(1390L)));
        assertNotSame(RULES.decide(DUTY, facts(1390L)), RULES.decide(DUTY, facts(1390L)));
    }

    @Test
    void rejectsOutputThatRevealsPersonalData() {
        Map<String, byte[]> files = new HashMap<>(BUILT_IN.files());
        String table = new String(files.get("vehicle-duty.dmn"), StandardCharsets.UTF_8);
        files.put(
                "vehicle-duty.dmn",
                table.replace("\"Surcharge for age, \" +", "string(age) +").getBytes(StandardCharsets.UTF_8));
        List<String> problems = ShippedRules.problems(new RuleFiles(files));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0)
                        .startsWith("vehicle-duty.dmn:61:51: the output titleEn would reveal personal data: age;"),
                problems::toString);
    }

    @Test
    void sealedCertificateFactCannotBePersonal() {
        List<String> problems = ShippedRules.problems(ShippedRules.with(
                "vocabulary.yaml",
                "  vin:             {",
                "  certifiedVin: {type: text, from: certificate, title: {en: e, fa: f}}\n  vin: {personal: true, "));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).startsWith("vocabulary.yaml:29:19: vin cannot be personal together with certifiedVin"),
                problems::toString);
    }

    @Test
    void failureMessageHidesPersonalValues() {
        // The rule check would reject these files, because another table writes the personal model into an output. The
        // compiler does not repeat that check.
        RuleSet rules = new RuleCompiler(ShippedRules.ENGINE)
                .compile(
                        ShippedRules.with(
                                "vocabulary.yaml", "vehicleModel:    {", "vehicleModel:    {personal: true, "),
                        1);
        Map<String, Object> zeppelin = facts(1390L);
        zeppelin.put("vehicleModel", "zeppelin");
        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> rules.decide(DUTY, zeppelin));
        assertEquals(
                "Table vehicle-duty cannot be evaluated; the cause is not reported because of these personal facts:"
                        + " [base, penalty, price, surcharge, vehicleModel]",
                failed.getMessage());
        assertEquals(null, failed.getCause(), "it would be logged");
    }
}
