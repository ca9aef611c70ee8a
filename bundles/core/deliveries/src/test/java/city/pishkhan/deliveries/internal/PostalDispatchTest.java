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
    private final DeliveriesHarness town = new DeliveriesHarness();
    private final DeliveryService deliveryService = town.deliveryService;

    @AfterEach
    void stop() {
        town.close();
    }

    private Row row() {
        return deliveryService.list(null, null, 10).items().get(0);
    }

    @Test
    void aPostThatIsAwayIsAskedLaterAndLater() {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        town.post.down = true;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            deliveryService.carry(ordered.id());
            assertEquals(i + 1, row().waits());
            pauses.add(Math.round(
                    Duration.between(town.watch.instant(), row().next()).toMillis() / 10_000.0));
        }
        assertEquals(List.of(3L, 6L, 12L, 24L, 48L, 96L, 192L, 360L, 360L), pauses, "tens of seconds");
    }

    @Test
    void whatIsDueOneNodeTakes() {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        int before = town.db.sent().size();
        assertEquals(0, town.sweep.sweep());
        town.watch.forward(Duration.ofHours(1));
        assertEquals(1, town.sweep.sweep());
        assertEquals(0, town.sweep.sweep(), "whoever takes it has time");
        assertEquals(before + 1, town.db.sent().size());
        assertEquals(ordered.id(), town.db.sent().get(before).id());
    }

    @Test
    void anOrderWhoseReplyIsLostIsOneOrder() {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        town.post.down = true;
        town.post.hears = true;
        deliveryService.carry(ordered.id());
        assertEquals(State.ORDERED, town.now().state());
        town.post.down = false;
        assertEquals(State.ACCEPTED, town.carried().state());
        assertEquals(List.of(ordered.id()), List.copyOf(town.post.journeys.keySet()));
        assertEquals(0, row().waits());
        assertEquals(1, town.told("delivery.accepted"));
    }

    @Test
    void aPostThatLostItsBooksIsToldOnceMore() {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        town.carried();
        town.post.journeys.clear();
        assertEquals(State.ORDERED, town.carried().state());
        assertEquals(State.ACCEPTED, town.carried().state());
        assertEquals(List.of(ordered.id()), List.copyOf(town.post.journeys.keySet()));
        assertEquals(State.IN_TRANSIT, town.carried(Step.IN_TRANSIT).state());
        town.post.journeys.clear();
        assertEquals(State.IN_TRANSIT, town.carried().state(), "what is on its way has to be remembered");
    }

    private void stopped() {
        town.db.tx().run(sql -> {
            town.engine.lock(town.caseId);
            deliveryService.stop(town.caseId, DeliveriesHarness.CLERK);
            deliveryService.stop(town.caseId, DeliveriesHarness.CLERK);
        });
        assertEquals(1, town.told("delivery.stopped"));
    }

    @Test
    void aLetterWhoseCertificateIsRevokedIsCalledOffAsSoonAsThePostKnowsIt() {
        town.begun(DeliveriesHarness.HOME);
        stopped();
        assertEquals(State.ACCEPTED, town.carried().state(), "somebody slow may be telling the post just now");
        assertFalse(row().next().isAfter(town.watch.instant()), "and nobody waits until the post is asked again");
        assertEquals(State.CANCELLED, town.carried().state());
        assertNotNull(town.now().stopped());
    }

    @Test
    void whatThePostHasAlreadyIsKeptByTheOfficeToWhichItComes() {
        Delivery ordered = town.begun(DeliveriesHarness.OTHER);
        town.carried();
        town.carried(Step.IN_TRANSIT);
        stopped();
        assertEquals(State.IN_TRANSIT, town.now().state());
        assertEquals(State.CANCELLED, town.carried(Step.DELIVERED).state());
        assertEquals(
                0,
                deliveryService
                        .waiting(DeliveriesHarness.ELSEWHERE, null, 10)
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
    void whatComesBackAfterItsCertificateWasRevokedIsKept() {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        town.carried();
        town.carried(Step.IN_TRANSIT);
        stopped();
        assertEquals(State.RETURNED, town.carried(Step.RETURNED).state());
        assertEquals(
                0,
                deliveryService
                        .waiting(DeliveriesHarness.CLERK, null, 10)
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
    void nothingGoesToThePostWhileItsCertificateIsHeld() {
        town.engine.held = true;
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        assertEquals(State.ORDERED, town.carried().state());
        assertEquals(0, row().waits(), "the post has no part in it");
        assertTrue(row().next().isAfter(town.watch.instant()));
        town.engine.held = false;
        assertEquals(State.ACCEPTED, town.carried().state());
        assertEquals(List.of(ordered.id()), List.copyOf(town.post.journeys.keySet()));
    }

    @Test
    void whatLiesAtAnOfficeIsHandedToNobodyWhileItsCertificateIsHeld() {
        Delivery lies = town.begun(DeliveriesHarness.OFFICE);
        town.db.tx().run(sql -> town.deliveryService.release(town.caseId, "1204"));
        town.engine.held = true;
        assertEquals(
                "delivery.held",
                assertThrows(
                                Refusal.class,
                                () -> deliveryService.handOver(
                                        DeliveriesHarness.CLERK, lies.id(), DeliveriesHarness.OWNER))
                        .code());
        assertEquals(State.READY, town.now().state());
        town.engine.held = false;
        assertEquals(
                State.HANDED_OVER,
                deliveryService
                        .handOver(DeliveriesHarness.CLERK, lies.id(), DeliveriesHarness.OWNER)
                        .state());
    }

    @Test
    void whatThePostDoesNotHaveYetIsCalledOff() {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        assertTrue(deliveryService.recall(DeliveriesHarness.CLERK, town.caseId).recalled());
        deliveryService.recall(DeliveriesHarness.CLERK, town.caseId);
        assertEquals(1, town.told("delivery.recalled"));
        assertEquals(State.ACCEPTED, town.carried().state(), "first it is known to the post");
        town.post.down = true;
        assertEquals(State.ACCEPTED, town.carried().state());
        town.post.down = false;
        assertEquals(State.CANCELLED, town.carried().state());
        assertEquals(State.CANCELLED, town.engine.last());
        assertEquals(
                2,
                town.db.sent().stream()
                        .filter(sent -> sent.id().equals(ordered.id()))
                        .count());
        refused(() -> deliveryService.recall(DeliveriesHarness.CLERK, town.caseId));
        assertEquals(State.READY, town.begun(DeliveriesHarness.OFFICE).state());
        assertEquals(List.of(), town.journal.check(town.caseId));
    }

    @Test
    void whatIsOnItsWayGoesOn() {
        town.begun(DeliveriesHarness.HOME);
        town.carried();
        deliveryService.recall(DeliveriesHarness.CLERK, town.caseId);
        Delivery going = town.carried(Step.IN_TRANSIT);
        assertFalse(going.recalled());
        assertEquals(1, town.told("delivery.recall-failed"));
        assertEquals(State.IN_TRANSIT, going.state());
        refused(() -> deliveryService.recall(DeliveriesHarness.CLERK, town.caseId));
    }

    private static void refused(Executable recall) {
        assertEquals(
                "delivery.not-with-the-post",
                assertThrows(Refusal.class, recall).code());
    }

    @Test
    void twoNodesTakeOneStep() throws Exception {
        Delivery ordered = town.begun(DeliveriesHarness.HOME);
        DeliveryService other = town.node();
        atOnce(() -> deliveryService.carry(ordered.id()), () -> other.carry(ordered.id()));
        assertEquals(State.ACCEPTED, town.now().state());
        town.post.all(Step.DELIVERED);
        atOnce(() -> deliveryService.carry(ordered.id()), () -> other.carry(ordered.id()));
        assertEquals(State.DELIVERED, town.now().state());
        assertEquals(1, town.told("delivery.accepted"));
        assertEquals(1, town.told("delivery.delivered"));
        assertEquals(List.of(), town.journal.check(town.caseId));
    }

    private static void atOnce(Runnable... works) throws Exception {
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
