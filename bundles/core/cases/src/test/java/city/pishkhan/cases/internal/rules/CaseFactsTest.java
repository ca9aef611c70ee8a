package city.pishkhan.cases.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.cases.internal.CasesHarness;
import city.pishkhan.cases.internal.PermitCase;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.spi.Answer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Facts of cases: protection against look-up data, digests independent of number formats, and revisions that change
 * nothing.
 */
class CaseFactsTest {
    private final CasesHarness hub = CasesHarness.shared();

    @Test
    void lookUpDoesNotChangeRequestedFacts() {
        PermitCase permit = PermitCase.submitted(hub, 8);
        hub.inquiries.answer(
                CasesHarness.agency("planning"),
                Answer.data(
                        permit.shown("planning"),
                        new HashMap<>(Map.of(
                                "allowedFloors",
                                10L,
                                "floors",
                                2L,
                                "property",
                                "1-1-1-1-1-1-1",
                                "owners",
                                List.of("0499370899")))));
        Map<String, Object> facts = permit.view().facts();
        assertEquals(8L, facts.get("floors"));
        assertEquals(1L, facts.get("owners"));
        assertEquals(permit.view().subject(), facts.get("property"));
        assertEquals("agency:fire", permit.view().waitsFor().get(0));
    }

    @Test
    void numberFormatDoesNotChangeDigest() {
        PermitCase permit = PermitCase.submitted(hub, 8);
        hub.inquiries.answer(
                CasesHarness.agency("planning"),
                Answer.data(
                        permit.shown("planning"),
                        Map.of(
                                "allowedFloors",
                                10L,
                                "landArea",
                                new BigDecimal("3E+2"),
                                "density",
                                1.80e2,
                                "ratio",
                                new BigDecimal("1.50"))));
        String first = FactsJson.write(permit.view().facts());
        assertEquals(300L, permit.view().facts().get("landArea"));
        assertEquals(180L, permit.view().facts().get("density"));
        List<InquiryView> before = permit.view().inquiries();
        permit.revise(8, null);
        assertEquals(first, FactsJson.write(permit.view().facts()));
        assertEquals(before, permit.view().inquiries());
        assertEquals(FactsJson.digest(Map.of("a", new BigDecimal("1.50"))), FactsJson.digest(Map.of("a", 1.5)));
    }

    @Test
    void revisionBeforeSubmissionAsksNoAgency() {
        PermitCase permit = PermitCase.open(hub, 4).revise(5, null);
        assertEquals(List.of(), permit.view().inquiries());
        assertEquals(5, permit.view().request().floors());
        assertEquals("papers", permit.view().stage());
    }

    @Test
    void unchangedRevisionAsksNoAgency() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        List<InquiryView> before = permit.view().inquiries();
        permit.revise(8, null);
        assertEquals(before, permit.view().inquiries());
    }
}
