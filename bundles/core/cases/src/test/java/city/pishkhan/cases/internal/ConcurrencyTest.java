package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Filter;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Concurrent changes of one case. */
class ConcurrencyTest {
    private final CasesHarness hub = CasesHarness.shared();

    private boolean isNotified(String agency, UUID inquiry) {
        return hub.sentTo("notice." + agency).stream()
                .flatMap(n -> hub.inquiries.notice(n).stream())
                .anyMatch(n -> n.inquiry().equals(inquiry));
    }

    @Test
    void concurrentAnswersCreateOneBill() throws Exception {
        for (int i = 0; i < 5; i++) {
            PermitCase permit = PermitCase.inquiring(hub, 8);
            List<Callable<Receipt>> answers = Stream.of("fire", "water", "electricity", "gas")
                    .map(a -> Answer.of(permit.shown(a), Verdict.APPROVE, null, null))
                    .map(a -> (Callable<Receipt>) () -> permit.answer(a))
                    .toList();
            ConcurrentCalls.all(answers).forEach(r -> assertInstanceOf(Receipt.class, r, String.valueOf(r)));
            assertEquals("duties", permit.view().stage());
            assertEquals(1, hub.payments.bills(permit.id).size());
            assertEquals(
                    1,
                    hub.journal.entries(permit.id).stream()
                            .filter(e -> e.event().equals("stage.entered")
                                    && e.details().contains("duties"))
                            .count());
            assertEquals(List.of(), hub.journal.check(permit.id));
        }
    }

    @Test
    void concurrentEqualAnswersAreAcceptedOnce() throws Exception {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        Answer answer = Answer.of(permit.shown("fire"), Verdict.APPROVE, null, null);
        List<Object> receipts = ConcurrentCalls.all(Collections.nCopies(8, () -> permit.answer(answer)));
        assertEquals(7, receipts.stream().filter(r -> ((Receipt) r).repeated()).count());
        assertEquals(
                1, receipts.stream().map(r -> ((Receipt) r).at()).distinct().count());
    }

    @Test
    void oneOfManyConcurrentOpeningsSucceeds() throws Exception {
        OpenCase asked = PermitCase.asked("building-permit", PermitCase.property(hub), 4);
        List<Object> outcomes =
                ConcurrentCalls.all(Collections.nCopies(20, () -> hub.cases.open(CasesHarness.OFFICE, asked)));
        assertEquals(1, outcomes.stream().filter(CaseView.class::isInstance).count());
        List<Refusal> refusals = outcomes.stream()
                .filter(o -> !(o instanceof CaseView))
                .map(o -> assertInstanceOf(Refusal.class, o, String.valueOf(o)))
                .toList();
        assertTrue(refusals.stream().allMatch(r -> r.code().equals("case.already-open")), refusals.toString());
        assertEquals(
                1,
                hub.cases.list(CasesHarness.OFFICE, new Filter(null, null, null, null), null, 200).items().stream()
                        .filter(s -> s.subject().equals(asked.subject()))
                        .count());
    }

    @Test
    void concurrentCasesOfSamePersonsDoNotDeadlock() throws Exception {
        String low = nationalId(100_000_000 + hub.houses.incrementAndGet() * 3);
        String middle = nationalId(200_000_000 + hub.houses.incrementAndGet() * 3);
        String high = nationalId(300_000_000 + hub.houses.incrementAndGet() * 3);
        // both requests name the same people in opposite order, which would deadlock without a common lock order
        List<OpenCase> asked = List.of(
                OpeningTest.by(PermitCase.property(hub), List.of(low, middle, high)),
                OpeningTest.by(PermitCase.property(hub), List.of(high, middle, low)));
        List<Object> outcomes = ConcurrentCalls.callWhileOpen(
                hub,
                () -> hub.cases.open(CasesHarness.OFFICE, OpeningTest.by(PermitCase.property(hub), List.of(middle))),
                asked.stream()
                        .map(a -> (Callable<CaseView>) () -> hub.cases.open(CasesHarness.OFFICE, a))
                        .toList());
        outcomes.forEach(o -> assertInstanceOf(CaseView.class, o, String.valueOf(o)));
    }

    static String nationalId(int nine) {
        String digits = String.valueOf(nine);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        int rest = sum % 11;
        return digits + (rest < 2 ? rest : 11 - rest);
    }

    @Test
    void claimDuringRevisionFindsNothing() throws Exception {
        PermitCase permit = PermitCase.inquiring(hub, 6);
        UUID gas = permit.inquiry("gas").id();
        assertEquals(
                Optional.empty(),
                ConcurrentCalls.overlapping(hub, () -> permit.revise(8, null), () -> hub.inquiries.claim(gas)));
        assertTrue(!isNotified("gas", gas));
    }

    @Test
    void revisionDuringClaimNotifiesAgency() throws Exception {
        PermitCase permit = PermitCase.inquiring(hub, 6);
        InquiryView gas = permit.inquiry("gas");
        long version = permit.version();
        Object revised = ConcurrentCalls.overlapping(
                hub,
                () -> hub.inquiries.claim(gas.id()).orElseThrow(),
                () -> hub.cases.revise(CasesHarness.OFFICE, permit.id, version, PermitCase.building(8), null));
        assertInstanceOf(CaseView.class, revised, String.valueOf(revised));
        assertTrue(isNotified("gas", gas.id()));
    }

    @Test
    void secondChangeOfSameVersionIsStale() throws Exception {
        PermitCase permit = PermitCase.open(hub, 4);
        long version = permit.version();
        List<Object> outcomes = ConcurrentCalls.all(List.of(
                () -> hub.cases.addPaper(CasesHarness.OFFICE, permit.id, version, "deed", "deed-1"),
                () -> hub.cases.withdraw(CasesHarness.OFFICE, permit.id, version, "sold")));
        Refusal stale = (Refusal)
                outcomes.stream().filter(Refusal.class::isInstance).findFirst().orElseThrow();
        assertEquals(Refusal.Kind.STALE, stale.kind());
        assertEquals(1, outcomes.stream().filter(CaseView.class::isInstance).count());
    }
}
