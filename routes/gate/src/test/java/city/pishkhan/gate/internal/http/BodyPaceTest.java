package city.pishkhan.gate.internal.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyPaceTest {

    private final CountDownLatch sent = new CountDownLatch(1);

    @AfterEach
    void send() {
        sent.countDown();
    }

    private static BodyPace pace(long graceMillis, int places, int anonymous) {
        return new BodyPace(new BodyPace.Rates(graceMillis, 1_000, 200), places, anonymous);
    }

    /** Starts to read a body that has not arrived. */
    private CompletableFuture<Integer> waiting(BodyPace pace, boolean known) {
        return waiting(pace, known, null);
    }

    private CompletableFuture<Integer> waiting(BodyPace pace, boolean known, String network) {
        CountDownLatch reads = new CountDownLatch(1);
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(
                () -> {
                    try (BodyPace.Body body = pace.body(network)) {
                        return body.await(known, () -> false, () -> {
                            reads.countDown();
                            try {
                                sent.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return 1;
                        });
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                work -> new Thread(work).start());
        await().atMost(20, SECONDS).until(() -> reads.getCount() == 0 || read.isDone());
        return read;
    }

    private static String refused(BodyPace.Body body, boolean known) {
        return assertThrows(Refusal.class, () -> body.await(known, () -> false, () -> 1))
                .code();
    }

    @Test
    void reservesPlacesForLoggedInCallers() throws Exception {
        BodyPace pace = pace(10_000, 3, 2);
        var one = waiting(pace, false);
        var two = waiting(pace, false);
        assertEquals("hub.busy", refused(pace.body(null), false));
        var three = waiting(pace, true);
        assertEquals("hub.busy", refused(pace.body(null), true));
        assertFalse(three.isDone());
        assertEquals(7, pace.body(null).countRead(7), "what is there needs no place");
        sent.countDown();
        assertEquals(3, one.get(5, SECONDS) + two.get(5, SECONDS) + three.get(5, SECONDS));
        assertEquals(1, pace.body(null).await(false, () -> false, () -> 1), "places are given back");
    }

    /** Bodies of one network leave places for those of other networks. */
    @Test
    void reservesPlacesForOtherNetworks() throws Exception {
        BodyPace pace = pace(10_000, 8, 4);
        for (int i = 0; i < 3; i++) {
            waiting(pace, false, "198.51.100.0/24");
        }
        assertEquals("hub.busy", refused(pace.body("198.51.100.0/24"), false));
        var other = waiting(pace, false, "203.0.113.0/24");
        assertFalse(other.isDone());
        assertEquals("hub.busy", refused(pace.body("203.0.113.0/24"), false), "all places are taken");
        assertEquals(1, pace.body("198.51.100.0/24").await(true, () -> false, () -> 1), "a login counts by itself");
        sent.countDown();
        other.get(5, SECONDS);
        await().atMost(5, SECONDS).until(() -> pace.body("198.51.100.0/24").await(false, () -> true, () -> 1) == 1);
    }

    /**
     * Only a few requests may wait for a place; further ones are refused at once, because waiting requests occupy
     * places of the gate.
     */
    @Test
    void refusesAtOnceIfPlaceHasQueue() {
        BodyPace pace = pace(10_000, 8, 1);
        waiting(pace, false);
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<Integer> patient = new CompletableFuture<>();
        AtomicInteger last = new AtomicInteger();
        BodyPace.ArrivalCheck patientLook = () -> {
            if (looks.incrementAndGet() == 2) {
                // the first body is in the queue now
                BodyPace.Body next = pace.body(null);
                Refusal busy = assertThrows(
                        Refusal.class, () -> next.await(false, () -> last.incrementAndGet() > 100, () -> 1));
                patient.complete(busy.code().equals("hub.busy") ? last.get() : -1);
            }
            return false;
        };
        assertThrows(Refusal.class, () -> pace.body(null).await(false, patientLook, () -> 1));
        assertEquals(1, patient.getNow(0), "checked once, then refused");
        assertEquals("hub.busy", refused(pace.body(null), false), "a place in the queue is returned");
    }

    @Test
    void returnsPlaceWhenConnectionBreaks() throws Exception {
        BodyPace pace = pace(10_000, 1, 1);
        for (int i = 0; i < 3; i++) {
            try (BodyPace.Body body = pace.body(null)) {
                assertThrows(
                        java.io.IOException.class,
                        () -> body.await(false, () -> false, () -> {
                            throw new java.io.IOException("gone");
                        }));
            }
        }
        assertEquals(1, pace.body(null).await(false, () -> false, () -> 1));
    }

    private final AtomicLong clock = new AtomicLong();

    private int after(long millis, int bytes) {
        clock.addAndGet(millis * 1_000_000);
        return bytes;
    }

    @Test
    void requiresMinimumRateAfterGracePeriod() throws Exception {
        BodyPace pace = new BodyPace(new BodyPace.Rates(10_000, 1_000, 200), 4, 4, 4, clock::get);
        BodyPace.Body stranger = pace.body(null);
        stranger.await(false, () -> false, () -> after(10_000, 1));
        assertEquals(
                "request.too-slow",
                assertThrows(Refusal.class, () -> stranger.await(false, () -> false, () -> after(1, 9_999)))
                        .code());
        BodyPace.Body known = pace.body(null);
        known.await(true, () -> false, () -> after(11_000, 2_200));
        BodyPace.Body fast = pace.body(null);
        fast.countRead(20_000);
        fast.await(false, () -> false, () -> after(20_000, 1));
        BodyPace.Body over = pace.body(null);
        assertEquals(-1, over.await(false, () -> false, () -> after(30_000, -1)), "the end is no matter of speed");
    }

    /** A body that directly follows its headers in another packet needs no place, even if all places are taken. */
    @Test
    void availableDataNeedsNoPlace() throws Exception {
        BodyPace pace = pace(10_000, 1, 1);
        waiting(pace, false);
        AtomicInteger looks = new AtomicInteger();
        assertEquals(4, pace.body(null).await(true, () -> looks.incrementAndGet() > 2, () -> 4));
        assertEquals(4, pace.body(null).await(false, () -> looks.incrementAndGet() > 5, () -> 4));
    }
}
