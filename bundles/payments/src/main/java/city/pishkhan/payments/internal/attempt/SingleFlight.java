package city.pishkhan.payments.internal.attempt;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** Runs work on one id once at a time on this node. Whoever comes meanwhile leaves it to the running one, which then goes round again. */
public final class SingleFlight {
    /** whether somebody came meanwhile */
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
                // the caller's own wake-up comes again
                running.remove(id);
            }
        }
    }
}
