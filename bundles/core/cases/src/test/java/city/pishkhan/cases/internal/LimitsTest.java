package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.money.Payments.Bill;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All violated limits are reported together, and nothing is changed. */
class LimitsTest {
    private static CasesHarness hub;

    @BeforeAll
    static void start() {
        hub = CasesHarness.shared();
    }

    private static Request request(int floors, Part... parts) {
        return new Request(floors, List.of(parts));
    }

    private static List<String> violationTexts(Refusal refusal) {
        return refusal.violations().stream()
                .map(v -> v.rule() + " " + v.field() + ": " + v.value() + ", " + v.limit())
                .toList();
    }

    @Test
    void invalidRevisionOfPaidCaseChangesNothing() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 8).pay();
        CaseView before = permit.view();
        List<Bill> bills = hub.payments.bills(permit.id);
        List<String> events = hub.events(permit.id);
        Refusal refusal = CasesHarness.assertRefused(Kind.INVALID, "rules.not-allowed", () -> permit.revise(80, null));
        assertEquals(List.of("check/check-1 request.floors: 80, 10"), violationTexts(refusal));
        assertEquals("request.floors", refusal.field());
        assertEquals("Too many floors", refusal.english());
        assertEquals("بیش از مجاز", refusal.persian());
        assertEquals(before, permit.view());
        assertEquals(bills, hub.payments.bills(permit.id));
        assertEquals(events, hub.events(permit.id));
        permit.verify("approve", null, null);
        assertEquals(State.APPROVED, permit.view().state());
    }

    @Test
    void reportsAllViolatedLimits() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Request wrong = request(800, new Part("residential", 900, 8), new Part("commercial", 1_000_001, 10_001));
        Refusal refusal = CasesHarness.assertRefused(
                Kind.INVALID,
                "request.floors",
                () -> hub.cases.revise(CasesHarness.OFFICE, permit.id, permit.version(), wrong, null));
        assertEquals(
                List.of(
                        "request.floors request.floors: 800, 1-100",
                        "request.area request.parts[1].area: 1000001, 1-1000000",
                        "request.units request.parts[1].units: 10001, 0-10000",
                        "check/check-1 request.floors: 800, 10",
                        "check/check-2 request.parts: 1000901, 5000"),
                violationTexts(refusal));
    }

    /**
     * A limit of the plan order is reported when the case is opened, because the door has already requested the plan
     * order.
     */
    @Test
    void planOrderLimitIsReportedAtOpening() {
        String property = PermitCase.property(hub);
        OpenCase wanted = new OpenCase(
                "building-permit", property, List.of(PermitCase.OWNER), request(80, new Part("residential", 900, 8)));
        Map<String, Object> order = Map.of("allowedFloors", 10L, "floors", 1L);
        Refusal refusal = CasesHarness.assertRefused(
                Kind.INVALID, "rules.not-allowed", () -> hub.cases.open(CasesHarness.OFFICE, wanted.lookedUp(order)));
        assertEquals(List.of("check/check-1 request.floors: 80, 10"), violationTexts(refusal));
        CaseView opened = hub.cases.open(
                CasesHarness.OFFICE,
                new OpenCase(
                                "building-permit",
                                property,
                                List.of(PermitCase.OWNER),
                                request(8, new Part("residential", 900, 8)))
                        .lookedUp(order));
        assertFalse(opened.facts().containsKey("allowedFloors"), "the case's own look-up gives it");
    }

    @Test
    void reportsInvalidBuildingAtOpening() {
        String property = PermitCase.property(hub);
        Request wrong = request(0, new Part(null, 0, -1), new Part("Wohnen", 1, 0));
        Refusal refusal = CasesHarness.assertRefused(
                Kind.INVALID,
                "request.floors",
                () -> hub.cases.open(
                        CasesHarness.OFFICE,
                        new OpenCase("building-permit", property, List.of(PermitCase.OWNER), wrong)));
        assertEquals(
                List.of(
                        "request.floors request.floors: 0, 1-100",
                        "request.use request.parts[0].use: null, null",
                        "request.area request.parts[0].area: 0, 1-1000000",
                        "request.units request.parts[0].units: -1, 0-10000",
                        "request.use request.parts[1].use: Wohnen, null"),
                violationTexts(refusal));
    }

    @Test
    void limitsApplyToRevisionOfReturnedCase() {
        PermitCase permit = PermitCase.submitted(hub, 8).planned(5);
        assertEquals("papers", permit.view().stage());
        CasesHarness.assertRefused(Kind.INVALID, "rules.not-allowed", () -> permit.revise(80, null));
        permit.revise(5, null);
        assertTrue(permit.view().note().contains("Too many floors"), "it stays until the office submits");
    }

    @Test
    void resubmissionRequestsPlanOrderAgain() {
        PermitCase permit = PermitCase.submitted(hub, 8).planned(5);
        permit.submit();
        assertEquals("plan-order", permit.view().stage());
        permit.planned(5);
        assertEquals("papers", permit.view().stage());
        permit.submit();
        permit.planned(8);
        assertEquals("inquiries", permit.view().stage());
        assertEquals(
                List.of("superseded", "superseded", "answered"),
                permit.view().inquiries().stream()
                        .filter(i -> i.agency().equals("planning"))
                        .map(i -> i.state())
                        .toList());
    }
}
