package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.contexts.RequestDrain.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestParkingTest {

    private static final String CASES = "/office/v1/cases";
    private static final long LONG = 30_000;

    private final KnownDoors doors = new KnownDoors();
    private final RequestDrain requestDrain = new RequestDrain();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean served = true;

    private RequestParking parking(long millis, int places) {
        return new RequestParking(doors, requestDrain, path -> looks.incrementAndGet() > 0 && served, millis, places);
    }

    private void serve() {
        served = true;
        requestDrain.changes().send();
    }

    @BeforeEach
    void declare() {
        doors.declare("office", Set.of("/office/v1"));
    }

    private static CompletableFuture<Visit> entering(RequestParking requestParking) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return requestParking.enter(CASES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void parksRequestUntilDoorReturns() throws Exception {
        RequestParking requestParking = parking(LONG, 1);
        requestDrain.leave(requestParking.enter(CASES));
        served = false;
        CompletableFuture<Visit> parked = entering(requestParking);
        await().atMost(20, SECONDS).until(() -> looks.get() > 2);
        assertFalse(parked.isDone());
        serve();
        assertNotNull(parked.orTimeout(20, SECONDS).join());
    }

    @Test
    void doesNotParkForUnknownDoor() throws Exception {
        served = false;
        assertNull(parking(LONG, 1).enter(CASES));
        assertEquals(1, looks.get());
    }

    @Test
    void doesNotParkForRemovedDoor() throws Exception {
        RequestParking requestParking = parking(LONG, 1);
        requestParking.enter(CASES);
        doors.remove("office");
        served = false;
        assertNull(requestParking.enter(CASES));
        assertEquals(2, looks.get());
    }

    @Test
    void releasesParkedRequestIfDoorIsRemoved() throws Exception {
        RequestParking requestParking = parking(LONG, 1);
        requestParking.enter(CASES);
        served = false;
        CompletableFuture<Visit> parked = entering(requestParking);
        await().atMost(20, SECONDS).until(() -> looks.get() > 2);
        assertFalse(parked.isDone());
        doors.remove("office");
        assertNull(parked.orTimeout(20, SECONDS).join());
    }

    @Test
    void releasesParkedRequestAfterTimeout() throws Exception {
        RequestParking requestParking = parking(50, 1);
        requestParking.enter(CASES);
        served = false;
        assertNull(requestParking.enter(CASES));
        assertEquals(4, looks.get(), "at the beginning, before it waits and at the end");
    }

    @Test
    void parksUpToLimit() throws Exception {
        RequestParking requestParking = parking(LONG, 1);
        requestParking.enter(CASES);
        served = false;
        CompletableFuture<Visit> parked = entering(requestParking);
        await().atMost(20, SECONDS).until(() -> looks.get() > 2);
        assertNull(requestParking.enter(CASES));
        assertFalse(parked.isDone());
        serve();
        assertNotNull(parked.orTimeout(20, SECONDS).join());
    }

    /**
     * A parked request does not count as inside its door. Otherwise the request and the update would wait for each
     * other.
     */
    @Test
    void parkedRequestsDoNotDelayDrain() throws Exception {
        RequestParking requestParking = parking(LONG, 1);
        requestDrain.leave(requestParking.enter(CASES));
        served = false;
        CompletableFuture<Visit> parked = entering(requestParking);
        await().atMost(20, SECONDS).until(() -> looks.get() > 2);
        CompletableFuture.runAsync(() -> requestDrain.drain(List.of("/office/v1"), LONG))
                .orTimeout(20, SECONDS)
                .join();
        assertFalse(parked.isDone());
        served = true;
        // an update ends with the reopening of its doors
        requestDrain.reopen(List.of("/office/v1"));
        assertNotNull(parked.orTimeout(20, SECONDS).join());
    }

    @Test
    void interruptionEndsParking() throws Exception {
        RequestParking requestParking = parking(LONG, 1);
        requestParking.enter(CASES);
        served = false;
        Thread.currentThread().interrupt();
        IOException thrown = assertThrows(IOException.class, () -> requestParking.enter(CASES));
        assertTrue(Thread.interrupted(), "the thread still knows");
        assertInstanceOf(InterruptedException.class, thrown.getCause());
    }
}
