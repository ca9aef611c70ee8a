package city.pishkhan.runtime.internal.gate;

import city.pishkhan.runtime.internal.contexts.RequestDrain;
import city.pishkhan.runtime.internal.contexts.RequestDrain.Visit;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Where requests wait while their door is away, as it is during an update: a bounded number of them, for a bounded time,
 * and only for a door that has been open before.
 */
final class RequestParking {

    private static final long LOOK_MILLIS = 20;
    private static final long LONGEST_MILLIS = 10_000;
    /** Two thirds of the places of all doors, see {@link RequestPlaces}: the other doors go on meanwhile. */
    private static final int PLACES = 100;

    private final KnownDoors doors;
    private final RequestDrain requestDrain;
    private final Predicate<String> answered;
    private final long millis;
    private final Semaphore places;
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    RequestParking(KnownDoors doors, RequestDrain requestDrain, Predicate<String> answered) {
        this(doors, requestDrain, answered, LONGEST_MILLIS, PLACES);
    }

    /**
     * @param doors    those that come back, other than one whose bundle is gone for good
     * @param answered whether there is an endpoint for a path now
     * @param millis   how long a request waits at most
     * @param places   how many wait at once at most
     */
    RequestParking(KnownDoors doors, RequestDrain requestDrain, Predicate<String> answered, long millis, int places) {
        this.doors = doors;
        this.requestDrain = requestDrain;
        this.answered = answered;
        this.millis = millis;
        this.places = new Semaphore(places);
    }

    /**
     * Waits for a door that is being updated; {@code null} if it does not come back in time, or never was.
     *
     * @throws IOException if the thread is interrupted meanwhile
     */
    Visit enter(String path) throws IOException {
        String door = door(path);
        Visit visit = tryEnter(path, door);
        // one that never was there does not come back
        if (visit != null || !opened.contains(door) || !places.tryAcquire()) {
            return visit;
        }
        try {
            long begin = System.nanoTime();
            while (visit == null && door.equals(door(path)) && System.nanoTime() - begin < millis * 1_000_000) {
                Thread.sleep(LOOK_MILLIS);
                visit = tryEnter(path, door);
            }
            return visit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a door was away", e);
        } finally {
            places.release();
        }
    }

    private String door(String path) {
        return doors.of(path).orElse("");
    }

    private Visit tryEnter(String path, String door) {
        Visit visit = requestDrain.enter(path);
        if (visit != null && !answered.test(path)) {
            requestDrain.leave(visit);
            return null;
        }
        if (visit != null) {
            opened.add(door);
        }
        return visit;
    }
}
