package city.pishkhan.webhooks.internal;

import city.pishkhan.outgoing.RecipientRepository;
import city.pishkhan.persistence.Tx;
import java.time.Duration;

/** How far each webhook has been told. */
final class WebhookRows {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final Tx tx;
    private final RecipientRepository delivery;

    WebhookRows(Tx tx) {
        this.tx = tx;
        this.delivery = new RecipientRepository(tx, "oversight.webhook", "sequence", FIRST_DELAY);
    }

    /** Remembers a webhook that is new; it hears what happens from {@code after} on. */
    void add(String name, long after) {
        tx.single(sql -> sql.createUpdate(
                        "insert into oversight.webhook (name, sequence) values (:name, :after) on conflict (name) do nothing")
                .bind("name", name)
                .bind("after", after)
                .execute());
    }

    /** Who is told when. */
    RecipientRepository delivery() {
        return delivery;
    }
}
