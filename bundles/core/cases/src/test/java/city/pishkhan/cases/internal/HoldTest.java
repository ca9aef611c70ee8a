package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.cases.internal.model.StoredTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A suspended office completes no case, not even one in progress; nothing is lost while cases are held. */
class HoldTest {
    private static final String OFFICE = "1204";
    private final CasesHarness hub = CasesHarness.shared();

    @AfterEach
    void reinstate() {
        hub.offices.suspended.clear();
        hub.holdScheduler.sweep(StoredTime.get());
    }

    private PermitCase openHeldCase() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        hub.offices.suspended.add(OFFICE);
        permit.pay().verify("approve", null, null);
        return permit;
    }

    private int count(PermitCase permit, String event) {
        return (int) hub.events(permit.id).stream().filter(event::equals).count();
    }

    @Test
    void suspendedOfficeHoldsCertificateWithReason() {
        PermitCase permit = openHeldCase();
        CaseView view = permit.view();
        assertEquals(State.WAITING, view.state());
        assertEquals("office.suspended", view.held().code());
        assertEquals("en", view.held().english());
        assertEquals("fa", view.held().persian());
        assertNotNull(view.held().since());
        assertEquals(List.of("office:" + OFFICE), view.waitsFor());
        assertTrue(hub.certificates.findByCase(permit.id).isEmpty());
        assertEquals(1, count(permit, "case.held"));
        assertEquals("paid", hub.payments.bills(permit.id).get(0).state(), "the money stays where it was booked");
        hub.holdScheduler.sweep(StoredTime.get());
        assertEquals(view.version(), permit.version(), "nothing happens while nothing changed");
    }

    @Test
    void reinstatementIssuesCertificate() {
        PermitCase permit = openHeldCase();
        hub.offices.suspended.clear();
        hub.holdScheduler.sweep(StoredTime.get());
        CaseView view = permit.view();
        assertEquals(State.APPROVED, view.state());
        assertNull(view.held());
        assertNotNull(view.certificate());
        hub.holdScheduler.sweep(StoredTime.get());
        assertEquals(1, count(permit, "certificate.issued"));
        assertEquals(1, count(permit, "case.released"));
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void concurrentSweepsReleaseCaseOnce() throws Exception {
        PermitCase permit = openHeldCase();
        hub.offices.suspended.clear();
        Callable<Object> sweep = () -> {
            hub.holdScheduler.sweep(StoredTime.get());
            return "done";
        };
        ConcurrentCalls.all(List.of(sweep, sweep, sweep, sweep)).forEach(o -> assertEquals("done", o));
        assertEquals(1, count(permit, "certificate.issued"));
        assertEquals(1, count(permit, "case.approved"));
    }

    @Test
    void revisionReleasesHold() {
        PermitCase permit = openHeldCase();
        // the office may work again, so its change re-evaluates the stages
        hub.offices.suspended.clear();
        permit.revise(5, null);
        CaseView view = permit.view();
        assertNull(view.held());
        assertEquals("inquiries", view.stage());
        assertEquals(1, count(permit, "case.released"));
    }

    @Test
    void procedureWithoutCertificateIsHeldAtEnd() {
        PermitCase permit = PermitCase.open(hub, "handed-over", 4);
        hub.cases.verify(CasesHarness.OFFICE, permit.id, permit.version(), "approve", null, null);
        hub.offices.suspended.add(OFFICE);
        assertEquals(
                "office.suspended", permit.verify("approve", null, null).held().code());
        hub.offices.suspended.clear();
        hub.holdScheduler.sweep(StoredTime.get());
        assertEquals(State.APPROVED, permit.view().state());
    }

    @Test
    void suspendedOfficeCannotDecide() {
        PermitCase permit = PermitCase.open(hub, "handed-over", 4);
        hub.offices.suspended.add(OFFICE);
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "office.suspended",
                () -> hub.cases.verify(CasesHarness.OFFICE, permit.id, permit.version(), "approve", null, null));
        assertEquals("hand-over", permit.view().stage());
    }

    @Test
    void suspensionDuringPaymentIssuesOneCertificate() throws Exception {
        for (int i = 0; i < 20; i++) {
            PermitCase permit = PermitCase.open(hub, "paid-permit", 4);
            ConcurrentCalls.all(List.<Callable<Object>>of(permit::pay, () -> hub.offices.suspended.add(OFFICE)));
            CaseView view = permit.view();
            boolean ended = view.state() == State.APPROVED;
            assertEquals(
                    ended ? null : "office.suspended",
                    ended ? null : view.held().code());
            assertEquals(ended, view.certificate() != null);
            assertEquals("paid", hub.payments.bills(permit.id).get(0).state());
            hub.offices.suspended.clear();
            hub.holdScheduler.sweep(StoredTime.get());
            assertEquals(State.APPROVED, permit.view().state());
            assertEquals(1, count(permit, "certificate.issued"));
            assertEquals(List.of(), hub.journal.check(permit.id));
        }
    }
}
