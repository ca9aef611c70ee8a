package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.cases.internal.model.StoredTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An office that may not work can neither open nor continue cases; other parties can continue its cases. */
class OfficeSuspensionTest {
    private static final String OFFICE = "1204";
    private final CasesHarness hub = CasesHarness.shared();

    @AfterEach
    void reinstate() {
        hub.offices.suspended.clear();
        hub.offices.quota = null;
    }

    private static void assertSuspended(org.junit.jupiter.api.function.Executable act) {
        CasesHarness.assertRefused(Kind.FORBIDDEN, "office.suspended", act);
    }

    @Test
    void suspendedOfficeCannotOpenCases() {
        hub.offices.suspended.add(OFFICE);
        assertSuspended(() -> PermitCase.open(hub, 4));
        hub.cases.open(CasesHarness.OTHER_OFFICE, PermitCase.asked("building-permit", PermitCase.property(hub), 4));
    }

    @Test
    void suspendedOfficeCannotContinueCases() {
        PermitCase permit = PermitCase.open(hub, 4).add("deed").add("plan");
        long version = permit.version();
        hub.offices.suspended.add(OFFICE);
        assertSuspended(() -> permit.add("map"));
        assertSuspended(permit::submit);
        assertSuspended(() -> permit.revise(5, null));
        assertSuspended(() -> hub.cases.withdraw(CasesHarness.OFFICE, permit.id, version, "x"));
        for (String act : new String[] {"office.sheet.upload", "office.payment.begin"}) {
            assertSuspended(() -> hub.cases.find(CasesHarness.OFFICE, permit.id, act));
        }
        assertEquals(version, permit.version(), "it sees how its case stands, which has not moved");
        hub.offices.suspended.clear();
        permit.submit();
    }

    @Test
    void suspensionDoesNotStopAgenciesPaymentsAndDistricts() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        hub.offices.suspended.add(OFFICE);
        permit.approveAll().pay();
        CaseView view = permit.verify("approve", null, null);
        assertEquals(State.WAITING, view.state(), "all have said their word, but the office finishes nothing");
        assertEquals("permit", view.stage());
    }

    @Test
    void otherOfficeDoesNotLearnOfSuspension() {
        PermitCase permit = PermitCase.open(hub, 4);
        hub.offices.suspended.add(OFFICE);
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.cases.submit(CasesHarness.OTHER_OFFICE, permit.id, permit.version()));
    }

    @Test
    void dailyQuotaLimitsOpenings() {
        hub.offices.quota = hub.store
                        .openings()
                        .countOpenedSince(
                                OFFICE,
                                "building-permit",
                                city.pishkhan.identifiers.PersianDate.of(StoredTime.get())
                                        .atStartOfDay())
                + 1;
        PermitCase.open(hub, 4);
        CasesHarness.assertRefused(Kind.FORBIDDEN, "service.quota", () -> PermitCase.open(hub, 4));
    }
}
