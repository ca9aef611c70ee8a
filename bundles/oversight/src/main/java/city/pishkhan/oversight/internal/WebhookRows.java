package city.pishkhan.oversight.internal;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.OptionalLong;

/** How far each webhook has been told. */
final class WebhookRows {
    private static final int LONGEST_ERROR = 300;

    private final Tx tx;

    WebhookRows(Tx tx) {
        this.tx = tx;
    }

    /** Remembers a webhook that is new; it hears what happens from {@code after} on. */
    void add(String name, long after) {
        tx.single(sql -> sql.createUpdate(
                        "insert into oversight.webhook (name, sequence) values (:name, :after) on conflict (name) do nothing")
                .bind("name", name)
                .bind("after", after)
                .execute());
    }

    /** After which sequence number to go on; empty while it is another node's turn, or not time for another attempt yet. */
    OptionalLong due(String name) {
        return tx.single(sql -> sql.createQuery("select sequence from oversight.webhook"
                                + " where name = :name and leased_until <= now() and next_attempt <= now()")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Takes a webhook's turn for this node. @return whether no other was faster */
    boolean lease(String name, long after, Duration length) {
        return tx.single(sql -> sql.createUpdate(
                                "update oversight.webhook set leased_until = now() + :seconds * interval '1 second'"
                                        + " where name = :name and sequence = :after and leased_until <= now()")
                        .bind("name", name)
                        .bind("after", after)
                        .bind("seconds", length.toSeconds())
                        .execute())
                == 1;
    }

    /** Ends the turn: the receiver has all up to {@code sequence}. */
    void told(String name, long sequence) {
        tx.single(sql -> sql.createUpdate(
                        "update oversight.webhook set sequence = greatest(sequence, :sequence), attempts = 0,"
                                + " next_attempt = now(), leased_until = now(), last_error = null, told = now() where name = :name")
                .bind("name", name)
                .bind("sequence", sequence)
                .execute());
    }

    /** Ends the turn: the receiver has not taken it; the delay doubles with each attempt, from one second to {@code most}. */
    void failed(String name, String error, Duration most) {
        String text = error.substring(0, Math.min(error.length(), LONGEST_ERROR));
        tx.single(sql -> sql.createUpdate("update oversight.webhook set attempts = attempts + 1, last_error = :error,"
                        + " leased_until = now(), next_attempt = now() + least(power(2, least(attempts, 20)), :most) * interval '1 second'"
                        + " where name = :name")
                .bind("name", name)
                .bind("error", text)
                .bind("most", most.toSeconds())
                .execute());
    }
}
