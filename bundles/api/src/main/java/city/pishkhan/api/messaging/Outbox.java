package city.pishkhan.api.messaging;

import java.util.UUID;

/** Sends wake-ups that carry ids only. What is sent inside a transaction leaves with its commit, at least once, or never. */
public interface Outbox {

    /**
     * Queues a wake-up in the caller's transaction.
     *
     * @param queue e.g. {@code inquiry.fire}, {@code notice.fire}, {@code work.payment}
     * @param id    what to look at
     */
    void send(String queue, UUID id);
}
