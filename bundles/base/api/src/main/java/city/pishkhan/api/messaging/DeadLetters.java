package city.pishkhan.api.messaging;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Wake-up messages that the broker could not deliver. The embedded broker redelivers messages of the hub forever, so
 * its dead letters come from other senders. An external broker has its own settings. A wake-up contains only an id, so
 * it can be sent again without harm.
 */
public interface DeadLetters {

    /** Dead letters, oldest first, up to a thousand. */
    List<Dead> list(Caller operator);

    /**
     * Returns a message to its original queue.
     *
     * @throws Refusal NOT_FOUND; CONFLICT {@code dead-letter.foreign} if it is not a wake-up of the hub, or not from one of the
     *     hub's queues
     */
    void replay(Caller operator, String id);

    /**
     * Calls {@link #replay} for all wake-ups of the hub.
     *
     * @return number of messages
     */
    int replayAll(Caller operator);

    /** Returns {@code true} if there is a dead letter with this id. */
    boolean has(String id);

    /**
     * Deletes a dead letter. Requires two persons: {@code dead-letter-discard} of {@link city.pishkhan.api.governance.Approvals}.
     *
     * @throws Refusal NOT_FOUND
     */
    void discard(String id);

    /**
     * A dead letter.
     *
     * @param id    the broker's id of the message
     * @param queue its original queue; empty if the broker does not report it
     * @param ref   id in the wake-up, e.g. of an inquiry; {@code null} if it is not a wake-up of the hub
     * @param sent  time at which it was sent to that queue
     * @param cause reason of the failure; empty if unknown
     */
    record Dead(String id, String queue, @Nullable UUID ref, Instant sent, String cause) {}
}
