package city.pishkhan.api.messaging;

import java.util.UUID;

/**
 * Sends wake-up messages that contain only an id. A message sent inside a transaction is delivered at least once after the
 * commit, and never after a rollback.
 */
public interface Outbox {

    /**
     * Queues a wake-up in the caller's transaction.
     *
     * @param queue e.g. {@code inquiry.fire}, {@code notice.fire}, {@code work.payment}
     * @param id    id of the object to process
     */
    void send(String queue, UUID id);
}
