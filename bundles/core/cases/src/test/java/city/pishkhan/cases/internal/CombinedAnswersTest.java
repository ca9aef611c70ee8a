package city.pishkhan.cases.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls that would wait for a case's lock in turn are combined into one transaction, with the same results. */
class CombinedAnswersTest {
    private final CasesHarness hub = CasesHarness.shared();

    /**
     * Makes the calls while the case is locked. The first call waits for the lock, and the others wait for the first.
     */
    private <T> List<Object> callWhileLocked(UUID caseId, List<java.util.function.Supplier<T>> calls) {
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<Object>> outcomes = new ArrayList<>();
        hub.tx.run(sql -> {
            sql.execute("select from cases.case_file where id = ? for no key update", caseId);
            for (var call : calls) {
                CompletableFuture<Object> outcome = new CompletableFuture<>();
                outcomes.add(outcome);
                Thread thread = new Thread(() -> {
                    try {
                        outcome.complete(call.get());
                    } catch (RuntimeException e) {
                        outcome.complete(e);
                    }
                });
                thread.start();
                threads.add(thread);
                hub.awaitBlocked(1);
            }
            await().until(() -> threads.stream()
                            .filter(thread -> thread.getState() == Thread.State.WAITING)
                            .count()
                    >= calls.size() - 1);
        });
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private java.util.function.Supplier<Receipt> answers(PermitCase permit, String agency, Answer answer) {
        return () -> hub.inquiries.answer(Caller.HUB, answer);
    }

    private static Answer approval(PermitCase permit, String agency) {
        return Answer.of(permit.shown(agency), Verdict.APPROVE, null, null);
    }

    /** Number of answers to the inquiries of the four agencies; planning's answer is not counted. */
    private long answered(PermitCase permit) {
        return hub.events(permit.id).stream().filter("inquiry.answered"::equals).count() - 1;
    }

    private int transactions(PermitCase permit) {
        return hub.tx.required(sql -> sql.createQuery(
                        "select count(distinct tx) from journal.entry where case_id = :case and event = 'inquiry.answered'"
                                + " and position > (select min(position) from journal.entry where case_id = :case"
                                + " and event = 'inquiry.answered')")
                .bind("case", permit.id)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void combinesConcurrentAnswersIntoTwoTransactions() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water", "electricity", "gas");
        List<Object> receipts = callWhileLocked(
                permit.id,
                Stream.of("fire", "water", "electricity", "gas")
                        .map(agency -> answers(permit, agency, approval(permit, agency)))
                        .toList());
        receipts.forEach(receipt -> assertEquals("answered", ((Receipt) receipt).state()));
        assertEquals("duties", permit.view().stage());
        assertEquals(2, transactions(permit), "the first by itself, and the three that waited for it");
        assertEquals(List.of(), hub.journal.check(permit.id));
        assertEquals(4, answered(permit));
    }

    @Test
    void rejectedAnswerDoesNotAffectOthers() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water", "electricity", "gas");
        Answer right = approval(permit, "water");
        Answer wrong = new Answer(
                right.inquiry(),
                "0".repeat(64),
                Verdict.APPROVE,
                List.of(),
                java.util.Map.of(),
                null,
                null,
                null,
                List.of());
        List<Object> outcomes = callWhileLocked(
                permit.id,
                List.of(
                        answers(permit, "fire", approval(permit, "fire")),
                        answers(permit, "electricity", approval(permit, "electricity")),
                        answers(permit, "water", wrong),
                        answers(permit, "gas", approval(permit, "gas"))));
        assertInstanceOf(Refusal.class, outcomes.get(2), () -> "" + outcomes.get(2));
        assertEquals("answer.digest", ((Refusal) outcomes.get(2)).code());
        assertEquals(3, outcomes.stream().filter(Receipt.class::isInstance).count());
        assertEquals(List.of("agency:water"), permit.view().waitsFor());
        permit.answer(right);
        assertEquals("duties", permit.view().stage());
    }

    @Test
    void concurrentEqualAnswersAreRecordedOnce() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water", "electricity", "gas");
        Answer answer = approval(permit, "fire");
        List<Object> outcomes = callWhileLocked(
                permit.id,
                List.of(
                        answers(permit, "water", approval(permit, "water")),
                        answers(permit, "fire", answer),
                        answers(permit, "fire", answer)));
        assertEquals(
                List.of(false, true),
                outcomes.subList(1, 3).stream()
                        .map(outcome -> ((Receipt) outcome).repeated())
                        .sorted()
                        .toList());
        assertEquals(2, answered(permit));
    }

    /** Inquiries of a case that dispatchers claim at the same moment are claimed by one statement. */
    @Test
    void concurrentClaimsAreOneStatement() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        List<UUID> ids = Stream.of("fire", "water", "electricity", "gas")
                .map(agency -> permit.inquiry(agency).id())
                .toList();
        PermitCase slow = PermitCase.inquiring(hub, 8);
        UUID held = slow.inquiry("gas").id();
        List<CompletableFuture<Optional<?>>> claims = new ArrayList<>();
        hub.tx.run(sql -> {
            sql.execute("update cases.inquiry set reminders = reminders where id = ?", held);
            CompletableFuture<?> kept = CompletableFuture.supplyAsync(() -> hub.inquiries.claim(held));
            hub.awaitBlocked(1);
            ids.forEach(id -> claims.add(CompletableFuture.supplyAsync(() -> hub.inquiries.claim(id))));
            claims.forEach(one -> assertTrue(one.join().isPresent(), "one that is held keeps nobody else waiting"));
            assertTrue(!kept.isDone());
        });
        assertEquals(
                List.of("dispatched"),
                permit.view().inquiries().stream()
                        .filter(inquiry -> ids.contains(inquiry.id()))
                        .map(inquiry -> inquiry.state())
                        .distinct()
                        .toList());
    }
}
