package city.pishkhan.camel.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What a queue's wake-ups stand for: reads the truth behind an id, and says what became of it. */
interface Carrier {

    /**
     * Leave to call the partner once. Whoever has it takes a wake-up right then.
     *
     * @return zero if it is given, else after how long it is to be asked for again
     */
    Duration leave();

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
