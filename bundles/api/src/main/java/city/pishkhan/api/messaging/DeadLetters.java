package city.pishkhan.api.messaging;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Wake-ups that the broker gave up. Of the embedded broker there are none but strangers' messages: it never gives up what the hub sends. An
 * external one does what its own settings say. A wake-up is an id only: to send it again does no harm.
 */
public interface DeadLetters {

    /** Oldest first, a thousand at most. */
    List<Dead> list(Caller operator);

    /**
     * Puts one back into the queue where it came from.
     *
     * @throws Refusal NOT_FOUND; CONFLICT {@code dead-letter.foreign} if it is no wake-up of the hub, or its queue is none of the hub's
     */
    void replay(Caller operator, String id);

    /** As {@link #replay}, all that are wake-ups of the hub. @return how many */
    int replayAll(Caller operator);

    /** Whether it lies there. */
    boolean has(String id);

    /** Takes it away. Only by four eyes: {@code dead-letter-discard} of {@link city.pishkhan.api.governance.Approvals}. @throws Refusal NOT_FOUND */
    void discard(String id);

    /**
     * @param id    as the broker names the message
     * @param queue where it was given up; empty if the broker does not say
     * @param ref   what it stands for, e.g. an inquiry; {@code null} if it is no wake-up of the hub
     * @param sent  when it was sent to that queue
     * @param cause why it could not be handled, as far as the hub knows; empty if it does not
     */
    record Dead(String id, String queue, UUID ref, Instant sent, String cause) {}
}
