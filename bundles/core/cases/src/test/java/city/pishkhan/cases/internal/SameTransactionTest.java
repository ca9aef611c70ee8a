package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Operations on cases inside transactions of other modules. */
class SameTransactionTest {
    private final CasesHarness hub = CasesHarness.shared();

    @Test
    void lockedCaseIsReadAgain() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        CaseView before = permit.view();
        Answer gas = Answer.of(permit.shown("gas"), Verdict.APPROVE, null, null);
        hub.tx.run(sql -> {
            hub.cases.find(CasesHarness.OFFICE, permit.id);
            hub.cases.findByNumber(CasesHarness.OFFICE, before.number());
            hub.tx.separate(other -> permit.answer(gas));
            CasesHarness.assertRefused(
                    Refusal.Kind.STALE,
                    "case.changed",
                    () -> hub.cases.withdraw(CasesHarness.OFFICE, permit.id, before.version(), "sold"));
            CaseView now = hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "sold");
            assertEquals(
                    "answered",
                    now.inquiries().stream()
                            .filter(i -> i.agency().equals("gas"))
                            .findFirst()
                            .orElseThrow()
                            .state());
        });
        assertEquals(State.WITHDRAWN, permit.view().state());
        assertEquals("answered", permit.inquiry("gas").state());
    }

    @Test
    void paymentThatLockedCaseAdvancesIt() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        hub.tx.run(sql -> {
            hub.signals.lock(permit.id);
            hub.payments.pay(permit.id);
            hub.signals.paymentChanged(permit.id);
        });
        assertEquals("final-verification", permit.view().stage());
        hub.signals.paymentChanged(permit.id);
        assertEquals("final-verification", permit.view().stage());
        // one entry for each of the stages plan-order, inquiries, duties and final-verification
        assertEquals(
                4,
                hub.events(permit.id).stream().filter("stage.entered"::equals).count());
    }

    @Test
    void concurrentPaymentsDoNotDeadlock() throws Exception {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4);
        hub.payments.pay(permit.id);
        Callable<Object> paid = () -> hub.tx.required(sql -> {
            hub.signals.lock(permit.id);
            hub.signals.paymentChanged(permit.id);
            return "ok";
        });
        assertEquals(Collections.nCopies(6, "ok"), ConcurrentCalls.all(Collections.nCopies(6, paid)));
        assertEquals("final-verification", permit.view().stage());
    }

    @Test
    void rejectedChangeLeavesCaseUnchanged() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        CaseView before = permit.view();
        CasesHarness.assertRefused(Refusal.Kind.NOT_FOUND, "sheet.unknown", () -> permit.revise(8, "none-1"));
        CasesHarness.assertRefused(Refusal.Kind.INVALID, "request.floors", () -> permit.revise(101, "plan-2-scanned"));
        assertEquals(before, permit.view());
    }
}
