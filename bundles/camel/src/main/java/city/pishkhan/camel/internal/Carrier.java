package city.pishkhan.camel.internal;

import java.util.Optional;
import java.util.UUID;

/** What a queue's wake-ups stand for: reads the truth behind an id, and says what became of it. */
interface Carrier {

    /** Whether the partner may be called now. Whoever is told so takes a wake-up right then: it is leave for one call. */
    boolean ready();

    /** The body for the route, or empty if nothing is to be done any more. */
    Optional<Object> take(UUID id);

    /** The route went through. */
    void done(UUID id);

    /**
     * The route failed.
     *
     * @return whether the wake-up is used up because another one is arranged; if not, the broker keeps it
     */
    boolean failed(UUID id, Throwable cause);
}
