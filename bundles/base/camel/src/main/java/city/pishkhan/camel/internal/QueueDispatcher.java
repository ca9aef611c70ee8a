package city.pishkhan.camel.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Processes the messages of a queue. A message contains only an id; the implementation loads the data and records the result. */
interface QueueDispatcher {

    /**
     * Requests permission for one call to the partner. A caller with a permission must process a message at once.
     *
     * @return zero if the call is permitted; else the time until the next request
     */
    Duration acquire();

    /**
     * Loads the body for the route.
     *
     * @return empty if nothing remains to be done
     */
    Optional<Object> load(UUID id);

    /** Records that the route succeeded. */
    void recordSuccess(UUID id);

    /**
     * Records that the route failed.
     *
     * @return {@code true} if a retry is scheduled, so that the message is acknowledged; {@code false} if the broker must
     *     deliver it again
     */
    boolean recordFailure(UUID id, Throwable cause);
}
