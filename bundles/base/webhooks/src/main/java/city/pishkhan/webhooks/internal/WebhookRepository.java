package city.pishkhan.webhooks.internal;

import city.pishkhan.outgoing.RecipientRepository;
import city.pishkhan.persistence.Tx;
import java.time.Duration;

/** Delivery progress of each webhook. */
final class WebhookRepository {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final Tx tx;
    private final RecipientRepository delivery;

    WebhookRepository(Tx tx) {
        this.tx = tx;
        this.delivery = new RecipientRepository(tx, "webhooks.webhook", "sequence", FIRST_DELAY);
    }

    /** Registers a new webhook, which receives entries after {@code after}. */
    void add(String name, long after) {
        tx.single(sql -> sql.createUpdate(
                        "insert into webhooks.webhook (name, sequence) values (:name, :after) on conflict (name) do nothing")
                .bind("name", name)
                .bind("after", after)
                .execute());
    }

    /** Returns the repository of each webhook's position in the journal and next attempt. */
    RecipientRepository delivery() {
        return delivery;
    }
}
