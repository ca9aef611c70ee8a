package city.pishkhan.gate.internal.contexts;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the requests inside each door. Before the routes of a door stop, new requests wait outside and running ones may finish, so that an
 * update fails no request. Thread-safe.
 */
public final class RequestDrain {

    /** One request inside a door. */
    public static final class Visit {

        private final String path;

        private Visit(String path) {
            this.path = path;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RequestDrain.class);

    private final Set<Visit> inside = ConcurrentHashMap.newKeySet();
    private final Set<String> closing = ConcurrentHashMap.newKeySet();
    private final ChangeSignal changes = new ChangeSignal();
    private final ChangeSignal departures = new ChangeSignal();

    /**
     * Records that a request enters a door.
     *
     * @return the visit, or {@code null} if the door is closing. No request enters a door after {@link #drain} has
     *     begun.
     */
    public @Nullable Visit enter(String path) {
        Visit visit = new Visit(path);
        inside.add(visit);
        if (!closing.isEmpty() && closing.stream().anyMatch(door -> isBelow(path, door))) {
            leave(visit);
            return null;
        }
        return visit;
    }

    /**
     * Records that a request has left its door.
     *
     * @param visit result of {@link #enter}; may be {@code null}
     */
    public void leave(Visit visit) {
        if (visit != null) {
            inside.remove(visit);
            if (!closing.isEmpty()) {
                departures.send();
            }
        }
    }

    /** Closes doors and waits until no request is inside, for up to the given number of milliseconds. */
    public void drain(Collection<String> doors, long millis) {
        closing.addAll(doors);
        long end = System.nanoTime() + millis * 1_000_000;
        long seen = departures.count();
        while (hasRequests(doors)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                LOG.warn("Open requests of {} are aborted after {} ms", doors, millis);
                return;
            }
            try {
                seen = departures.await(seen, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Opens the doors again. Call it only when their routes serve requests again. */
    public void reopen(Collection<String> doors) {
        closing.removeAll(doors);
        changes.send();
    }

    /** Returns the signal that is sent when refused or waiting requests may find their door open. */
    public ChangeSignal changes() {
        return changes;
    }

    private boolean hasRequests(Collection<String> doors) {
        return inside.stream().anyMatch(visit -> doors.stream().anyMatch(door -> isBelow(visit.path, door)));
    }

    public static boolean isBelow(String path, String door) {
        return door.equals("/")
                || path.startsWith(door) && (path.length() == door.length() || path.charAt(door.length()) == '/');
    }
}
