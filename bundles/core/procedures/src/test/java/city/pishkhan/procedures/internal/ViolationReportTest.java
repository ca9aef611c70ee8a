package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the shipped procedure in which the municipality has buildings inspected. */
class ViolationReportTest {
    private static final RuleSet RULES = ShippedRules.rules();

    @Test
    void reportKindsHaveTitles() {
        List<Choice> choices = RULES.choices("reported");
        assertEquals(
                List.of("no-permit", "extra-floor", "extra-area", "changed-use", "setback", "unsafe"),
                choices.stream().map(Choice::code).toList());
        assertTrue(choices.contains(new Choice("extra-floor", "extra storey", "طبقهٔ اضافه")), choices.toString());
        assertEquals(List.of(), RULES.choices("floors"));
        assertEquals(List.of(), RULES.choices("nothing"));
    }

    @Test
    void municipalityIsCustomerAndPayer() {
        Procedure procedure = RULES.procedure("violation-report").orElseThrow();
        assertTrue(procedure.hasMunicipalCustomer());
        assertEquals("municipality", procedure.stage("fees").payer());
        assertEquals(
                List.of("violation", "violationArea", "violationUse"),
                procedure.stage("inspection").findings());
        assertFalse(RULES.procedure("building-permit").orElseThrow().hasMunicipalCustomer());
    }

    @Test
    void collectsPhotosButReplacesPlan() {
        assertTrue(RULES.isCollected("inspection-photo"));
        assertFalse(RULES.isCollected("plan"));
    }
}
