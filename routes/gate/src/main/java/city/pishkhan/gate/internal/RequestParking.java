package city.pishkhan.gate.internal;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.contexts.RequestDrain.Visit;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests while their door is unavailable, for example during an update, until the doors or their endpoints change. The number of waiting requests and their time are limited.
 * Only doors that have served requests before are waited for.
 */
final class RequestParking {

    private static final long LONGEST_MILLIS = 10_000;
    /** Two thirds of the places of all doors, see {@link RequestPlaces}, so that the other doors continue to work. */
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
     * @param doors    declared doors; a door that is no longer declared is not waited for
     * @param answered tests whether an endpoint serves a path now
     * @param millis   maximum waiting time in milliseconds
     * @param places   maximum number of waiting requests
     */
    RequestParking(KnownDoors doors, RequestDrain requestDrain, Predicate<String> answered, long millis, int places) {
        this.doors = doors;
        this.requestDrain = requestDrain;
        this.answered = answered;
        this.millis = millis;
        this.places = new Semaphore(places);
        doors.setChangeAction(requestDrain.changes()::send);
    }

    /**
     * Enters a door, waiting if the door is being updated.
     * @return the visit, or {@code null} if the door does not return in time or has never served a request
     * @throws IOException if the thread is interrupted
     */
    @Nullable
    Visit enter(String path) throws IOException {
        String door = door(path);
        Visit visit = tryEnter(path, door);
        // a door that has never served a request is not expected to return
        if (visit != null || !opened.contains(door) || !places.tryAcquire()) {
            return visit;
        }
        try {
            long end = System.nanoTime() + millis * 1_000_000;
            // read before the door is tried, so that no change in between is missed
            long seen = requestDrain.changes().count();
            visit = tryEnter(path, door);
            while (visit == null && door.equals(door(path)) && System.nanoTime() < end) {
                seen = requestDrain.changes().await(seen, end - System.nanoTime());
                visit = tryEnter(path, door);
            }
            return visit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a door that is being updated", e);
        } finally {
            places.release();
        }
    }

    private String door(String path) {
        return doors.find(path).orElse("");
    }

    private @Nullable Visit tryEnter(String path, String door) {
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
