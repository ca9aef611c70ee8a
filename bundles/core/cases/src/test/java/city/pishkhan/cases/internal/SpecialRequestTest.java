package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.OpenCase;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A granted special request opens one case, which then follows the normal procedure. */
class SpecialRequestTest {
    private static final String DECISION = "S-1405-00";
    private final CasesHarness hub = CasesHarness.shared();
    private final String property = PermitCase.property(hub);
    private final String decision = DECISION + hub.houses.get();

    @AfterEach
    void reinstate() {
        hub.offices.quota = null;
        hub.offices.suspended.clear();
    }

    private OpenCase asked(String service, String subject) {
        return new OpenCase(service, subject, List.of(PermitCase.OWNER), PermitCase.building(4), decision);
    }

    @Test
    void specialRequestOpensCaseDespiteQuota() {
        hub.offices.granted.add(decision + " building-permit " + property);
        hub.offices.quota = 0;
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "service.quota",
                () -> hub.cases.open(CasesHarness.OFFICE, PermitCase.asked("building-permit", property, 4)));
        CaseView view = hub.cases.open(CasesHarness.OFFICE, asked("building-permit", property));
        assertEquals(decision, view.specialRequest());
        assertEquals("papers", view.stage(), "from its start");
        hub.offices.quota = null;
        CaseView other = PermitCase.open(hub, 4).view();
        assertEquals(other.ruleSet(), view.ruleSet());
        assertEquals(other.procedureVersion(), view.procedureVersion());
        assertNull(other.specialRequest());
        assertTrue(hub.journal.entries(view.id()).get(0).details().contains(decision), "the case cites it");
    }

    @Test
    void specialRequestIsUsedOnce() throws Exception {
        hub.offices.granted.add(decision + " building-permit " + property);
        CaseView view = hub.cases.open(CasesHarness.OFFICE, asked("building-permit", property));
        hub.cases.withdraw(CasesHarness.OFFICE, view.id(), view.version(), "x");
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "special-request.used",
                () -> hub.cases.open(CasesHarness.OFFICE, asked("building-permit", property)));
    }

    @Test
    void oneOfManyConcurrentOpeningsUsesRequest() throws Exception {
        hub.offices.granted.add(decision + " building-permit " + property);
        List<Object> outcomes = ConcurrentCalls.all(
                Collections.nCopies(8, () -> hub.cases.open(CasesHarness.OFFICE, asked("building-permit", property))));
        assertEquals(1, outcomes.stream().filter(CaseView.class::isInstance).count());
        assertTrue(
                outcomes.stream().allMatch(o -> o instanceof CaseView || o instanceof city.pishkhan.api.Refusal),
                outcomes.toString());
    }

    @Test
    void specialRequestCoversItsPropertyAndServiceOnly() {
        hub.offices.granted.add(decision + " building-permit " + property);
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "special-request.unknown",
                () -> hub.cases.open(CasesHarness.OFFICE, asked("building-permit", PermitCase.property(hub))));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "special-request.unknown",
                () -> hub.cases.open(CasesHarness.OFFICE, asked("quick-permit", property)));
        hub.offices.suspended.add("1204");
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "office.suspended",
                () -> hub.cases.open(CasesHarness.OFFICE, asked("building-permit", property)));
    }
}
