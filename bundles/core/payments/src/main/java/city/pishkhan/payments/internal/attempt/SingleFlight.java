package city.pishkhan.payments.internal.attempt;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Runs the work for an id in one call at a time on this node. A call for an id whose work is running returns at once;
 * the running call then repeats the work.
 */
public final class SingleFlight {
    /** ids whose work is running; {@code true} if the work has to be repeated */
    private final ConcurrentMap<UUID, Boolean> running = new ConcurrentHashMap<>();

    public void run(UUID id, Consumer<UUID> work) {
        if (running.merge(id, Boolean.FALSE, (before, now) -> Boolean.TRUE)) {
            return;
        }
        boolean done = false;
        try {
            do {
                running.put(id, Boolean.FALSE);
                work.accept(id);
            } while (running.computeIfPresent(id, (key, again) -> again ? Boolean.TRUE : null) != null);
            done = true;
        } finally {
            if (!done) {
                // the work failed; the message broker redelivers the wake-up of this call, which then repeats the work
                running.remove(id);
            }
        }
    }
}
