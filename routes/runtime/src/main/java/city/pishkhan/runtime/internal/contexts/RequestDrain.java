package city.pishkhan.runtime.internal.contexts;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is inside which door. Before a door's routes stop, whoever comes is kept waiting outside and whoever is inside is
 * let out: an update fails no request.
 */
public final class RequestDrain {

    /** One request inside. */
    public static final class Visit {

        private final String path;

        private Visit(String path) {
            this.path = path;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RequestDrain.class);
    private static final long LOOK_MILLIS = 5;

    private final Set<Visit> inside = ConcurrentHashMap.newKeySet();
    private final Set<String> closing = ConcurrentHashMap.newKeySet();

    /** @return {@code null} if the door is closing; nobody who is in came in after that */
    public Visit enter(String path) {
        Visit visit = new Visit(path);
        inside.add(visit);
        if (closing.stream().anyMatch(door -> below(path, door))) {
            inside.remove(visit);
            return null;
        }
        return visit;
    }

    /** @param visit what {@link #enter} returned, {@code null} included */
    public void leave(Visit visit) {
        if (visit != null) {
            inside.remove(visit);
        }
    }

    /** Closes doors and waits until they are empty, or for so long. */
    public void drain(Collection<String> doors, long millis) {
        closing.addAll(doors);
        long begin = System.nanoTime();
        while (busy(doors)) {
            if (System.nanoTime() - begin > millis * 1_000_000) {
                LOG.warn("Requests inside {} are cut off after {} ms", doors, millis);
                return;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The doors may be entered again, once there is something behind them. */
    public void reopen(Collection<String> doors) {
        closing.removeAll(doors);
    }

    private boolean busy(Collection<String> doors) {
        return inside.stream().anyMatch(visit -> doors.stream().anyMatch(door -> below(visit.path, door)));
    }

    public static boolean below(String path, String door) {
        return door.equals("/")
                || path.startsWith(door) && (path.length() == door.length() || path.charAt(door.length()) == '/');
    }
}
