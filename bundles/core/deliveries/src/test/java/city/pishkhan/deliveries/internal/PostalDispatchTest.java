package city.pishkhan.deliveries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries.Delivery;
import city.pishkhan.api.certificates.Deliveries.Row;
import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.spi.PostalService.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A postal service that is unavailable, loses orders, or is called by two nodes at the same time. */
class PostalDispatchTest {
    private final DeliveriesHarness harness = new DeliveriesHarness();
    private final DeliveryService deliveryService = harness.deliveryService;

    @AfterEach
    void stop() {
        harness.close();
    }

    private Row row() {
        return deliveryService.list(null, null, 10).items().get(0);
    }

    @Test
    void unavailablePostIsRetriedWithGrowingDelay() {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        harness.post.down = true;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            deliveryService.advance(ordered.id());
            assertEquals(i + 1, row().waits());
            pauses.add(Math.round(
                    Duration.between(harness.watch.instant(), row().next()).toMillis() / 10_000.0));
        }
        assertEquals(List.of(3L, 6L, 12L, 24L, 48L, 96L, 192L, 360L, 360L), pauses, "tens of seconds");
    }

    @Test
    void oneNodeClaimsDueDelivery() {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        int before = harness.db.sent().size();
        assertEquals(0, harness.sweep.sweep());
        harness.watch.advance(Duration.ofHours(1));
        assertEquals(1, harness.sweep.sweep());
        assertEquals(0, harness.sweep.sweep(), "whoever takes it has time");
        assertEquals(before + 1, harness.db.sent().size());
        assertEquals(ordered.id(), harness.db.sent().get(before).id());
    }

    @Test
    void lostReplyDoesNotDuplicateOrder() {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        harness.post.down = true;
        harness.post.hears = true;
        deliveryService.advance(ordered.id());
        assertEquals(State.ORDERED, harness.current().state());
        harness.post.down = false;
        assertEquals(State.ACCEPTED, harness.advance().state());
        assertEquals(List.of(ordered.id()), List.copyOf(harness.post.journeys.keySet()));
        assertEquals(0, row().waits());
        assertEquals(1, harness.countEvents("delivery.accepted"));
    }

    @Test
    void forgottenLetterIsOrderedAgain() {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        harness.advance();
        harness.post.journeys.clear();
        assertEquals(State.ORDERED, harness.advance().state());
        assertEquals(State.ACCEPTED, harness.advance().state());
        assertEquals(List.of(ordered.id()), List.copyOf(harness.post.journeys.keySet()));
        assertEquals(State.IN_TRANSIT, harness.advance(Step.IN_TRANSIT).state());
        harness.post.journeys.clear();
        assertEquals(State.IN_TRANSIT, harness.advance().state(), "what is on its way has to be remembered");
    }

    private void assertStoppedOnce() {
        harness.db.tx().run(sql -> {
            harness.engine.lock(harness.caseId);
            deliveryService.stop(harness.caseId, DeliveriesHarness.CLERK);
            deliveryService.stop(harness.caseId, DeliveriesHarness.CLERK);
        });
        assertEquals(1, harness.countEvents("delivery.stopped"));
    }

    @Test
    void revocationRecallsLetterOnceAccepted() {
        harness.arrange(DeliveriesHarness.HOME);
        assertStoppedOnce();
        assertEquals(State.ACCEPTED, harness.advance().state(), "somebody slow may be telling the post just now");
        assertFalse(row().next().isAfter(harness.watch.instant()), "and nobody waits until the post is asked again");
        assertEquals(State.CANCELLED, harness.advance().state());
        assertNotNull(harness.current().stopped());
    }

    @Test
    void officeKeepsDeliveredLetterOfRevokedCertificate() {
        Delivery ordered = harness.arrange(DeliveriesHarness.OTHER);
        harness.advance();
        harness.advance(Step.IN_TRANSIT);
        assertStoppedOnce();
        assertEquals(State.IN_TRANSIT, harness.current().state());
        assertEquals(State.CANCELLED, harness.advance(Step.DELIVERED).state());
        assertEquals(
                0,
                deliveryService
                        .listReady(DeliveriesHarness.ELSEWHERE, null, 10)
                        .items()
                        .size());
        assertEquals(
                "delivery.stopped",
                assertThrows(
                                Refusal.class,
                                () -> deliveryService.handOver(
                                        DeliveriesHarness.ELSEWHERE, ordered.id(), DeliveriesHarness.OWNER))
                        .code());
    }

    @Test
    void officeKeepsReturnedLetterOfRevokedCertificate() {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        harness.advance();
        harness.advance(Step.IN_TRANSIT);
        assertStoppedOnce();
        assertEquals(State.RETURNED, harness.advance(Step.RETURNED).state());
        assertEquals(
                0,
                deliveryService
                        .listReady(DeliveriesHarness.CLERK, null, 10)
                        .items()
                        .size());
        assertEquals(
                "delivery.stopped",
                assertThrows(
                                Refusal.class,
                                () -> deliveryService.handOver(
                                        DeliveriesHarness.CLERK, ordered.id(), DeliveriesHarness.OWNER))
                        .code());
    }

    @Test
    void heldCertificateIsNotOrdered() {
        harness.engine.held = true;
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        assertEquals(State.ORDERED, harness.advance().state());
        assertEquals(0, row().waits(), "the post has no part in it");
        assertTrue(row().next().isAfter(harness.watch.instant()));
        harness.engine.held = false;
        assertEquals(State.ACCEPTED, harness.advance().state());
        assertEquals(List.of(ordered.id()), List.copyOf(harness.post.journeys.keySet()));
    }

    @Test
    void heldCertificateIsNotHandedOver() {
        Delivery lies = harness.arrange(DeliveriesHarness.OFFICE);
        harness.db.tx().run(sql -> harness.deliveryService.start(harness.caseId, "1204"));
        harness.engine.held = true;
        assertEquals(
                "delivery.held",
                assertThrows(
                                Refusal.class,
                                () -> deliveryService.handOver(
                                        DeliveriesHarness.CLERK, lies.id(), DeliveriesHarness.OWNER))
                        .code());
        assertEquals(State.READY, harness.current().state());
        harness.engine.held = false;
        assertEquals(
                State.HANDED_OVER,
                deliveryService
                        .handOver(DeliveriesHarness.CLERK, lies.id(), DeliveriesHarness.OWNER)
                        .state());
    }

    @Test
    void recalledOrderIsCancelled() {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        assertTrue(
                deliveryService.recall(DeliveriesHarness.CLERK, harness.caseId).recalled());
        deliveryService.recall(DeliveriesHarness.CLERK, harness.caseId);
        assertEquals(1, harness.countEvents("delivery.recalled"));
        assertEquals(State.ACCEPTED, harness.advance().state(), "first it is known to the post");
        harness.post.down = true;
        assertEquals(State.ACCEPTED, harness.advance().state());
        harness.post.down = false;
        assertEquals(State.CANCELLED, harness.advance().state());
        assertEquals(State.CANCELLED, harness.engine.last());
        assertEquals(
                2,
                harness.db.sent().stream()
                        .filter(sent -> sent.id().equals(ordered.id()))
                        .count());
        refused(() -> deliveryService.recall(DeliveriesHarness.CLERK, harness.caseId));
        assertEquals(State.READY, harness.arrange(DeliveriesHarness.OFFICE).state());
        assertEquals(List.of(), harness.journal.check(harness.caseId));
    }

    @Test
    void recallFailsInTransit() {
        harness.arrange(DeliveriesHarness.HOME);
        harness.advance();
        deliveryService.recall(DeliveriesHarness.CLERK, harness.caseId);
        Delivery going = harness.advance(Step.IN_TRANSIT);
        assertFalse(going.recalled());
        assertEquals(1, harness.countEvents("delivery.recall-failed"));
        assertEquals(State.IN_TRANSIT, going.state());
        refused(() -> deliveryService.recall(DeliveriesHarness.CLERK, harness.caseId));
    }

    private static void refused(Executable recall) {
        assertEquals(
                "delivery.not-with-the-post",
                assertThrows(Refusal.class, recall).code());
    }

    @Test
    void concurrentNodesAdvanceOnce() throws Exception {
        Delivery ordered = harness.arrange(DeliveriesHarness.HOME);
        DeliveryService other = harness.node();
        runConcurrently(() -> deliveryService.advance(ordered.id()), () -> other.advance(ordered.id()));
        assertEquals(State.ACCEPTED, harness.current().state());
        harness.post.moveAll(Step.DELIVERED);
        runConcurrently(() -> deliveryService.advance(ordered.id()), () -> other.advance(ordered.id()));
        assertEquals(State.DELIVERED, harness.current().state());
        assertEquals(1, harness.countEvents("delivery.accepted"));
        assertEquals(1, harness.countEvents("delivery.delivered"));
        assertEquals(List.of(), harness.journal.check(harness.caseId));
    }

    private static void runConcurrently(Runnable... works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        CyclicBarrier start = new CyclicBarrier(works.length);
        List<Callable<Void>> calls = Stream.of(works)
                .<Callable<Void>>map(work -> () -> {
                    start.await();
                    work.run();
                    return null;
                })
                .toList();
        for (Future<Void> done : threads.invokeAll(calls)) {
            done.get();
        }
        threads.shutdown();
    }
}
