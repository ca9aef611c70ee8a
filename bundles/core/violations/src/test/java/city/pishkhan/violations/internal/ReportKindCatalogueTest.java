package city.pishkhan.violations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ViolationReports.Kind;
import org.junit.jupiter.api.Test;

class ReportKindCatalogueTest {
    private final ReportKindCatalogue reportKindCatalogue = new ReportKindCatalogue(new ReportableRules());

    @Test
    void listsReportKindsOfRules() {
        assertEquals(
                new Kind("extra-floor", "extra storey", "طبقهٔ اضافه"),
                reportKindCatalogue.all().get(1));
        assertEquals(
                "extra-floor", reportKindCatalogue.validate(" extra-floor ").code());
    }

    @Test
    void rejectsUnknownKindButShowsOldKindByCode() {
        for (String wrong : new String[] {null, "", "noise", "EXTRA-FLOOR"}) {
            Refusal refused = assertThrows(Refusal.class, () -> reportKindCatalogue.validate(wrong));
            assertEquals("kind", refused.field());
            assertTrue(refused.english().contains("no-permit, extra-floor"), refused.english());
            assertTrue(refused.persian().contains("unsafe"), refused.persian());
        }
        assertEquals(new Kind("noise", "noise", "noise"), reportKindCatalogue.get("noise"));
    }
}
