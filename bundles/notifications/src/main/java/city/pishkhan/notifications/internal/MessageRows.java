package city.pishkhan.notifications.internal;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The messages as rows. The database's clock decides when one is due. */
final class MessageRows {
    private static final int LONGEST_ERROR = 300;

    /** A message that this node is to send now. */
    record Due(UUID id, UUID caseId, UUID person, String text, int attempts, boolean expired) {}

    /** @param at when the event happened */
    record New(UUID id, UUID entry, UUID caseId, String number, UUID person, String event, String text, Instant at) {}

    private final Tx tx;

    MessageRows(Tx tx) {
        this.tx = tx;
    }

    /** Remembers a follower that is new; it begins after {@code after}. */
    void follow(String name, long after) {
        tx.single(sql -> sql.createUpdate(
                        "insert into notices.follower (name, sequence) values (:name, :after) on conflict (name) do nothing")
                .bind("name", name)
                .bind("after", after)
                .execute());
    }

    /** After which entry to go on, held until the transaction ends; empty while another node holds it. */
    static OptionalLong hold(Handle sql, String name) {
        return sql.createQuery("select sequence from notices.follower where name = :name for update skip locked")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    static void advance(Handle sql, String name, long sequence) {
        sql.createUpdate("update notices.follower set sequence = :sequence where name = :name")
                .bind("name", name)
                .bind("sequence", sequence)
                .execute();
    }

    /** One message per entry and person, however often it is made. */
    static void add(Handle sql, New message, Duration life) {
        sql.createUpdate("insert into notices.message (id, entry, case_id, case_number, person, event, text, state,"
                        + " created, next_attempt, expires) values (:id, :entry, :case, :number, :person, :event, :text,"
                        + " 'waiting', now(), now(), :at::timestamptz + :life * interval '1 second')"
                        + " on conflict (entry, person) do nothing")
                .bind("id", message.id())
                .bind("entry", message.entry())
                .bind("case", message.caseId())
                .bind("number", message.number())
                .bind("person", message.person())
                .bind("event", message.event())
                .bind("text", message.text())
                .bind("at", OffsetDateTime.ofInstant(message.at(), ZoneOffset.UTC))
                .bind("life", life.toSeconds())
                .execute();
    }

    /** Takes messages that are due; for {@code lease} no other node does. */
    List<Due> take(int most, Duration lease) {
        return tx.single(sql -> sql.createQuery("update notices.message set attempts = attempts + 1,"
                        + " next_attempt = now() + :lease * interval '1 second' where id in (select id from notices.message"
                        + " where state = 'waiting' and next_attempt <= now() order by next_attempt limit :most"
                        + " for update skip locked)"
                        + " returning id, case_id, person, text, attempts, expires <= now() as expired")
                .bind("lease", lease.toSeconds())
                .bind("most", most)
                .map((row, context) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getString("text"),
                        row.getInt("attempts"),
                        row.getBoolean("expired")))
                .list());
    }

    void sent(UUID id, String reference) {
        tx.single(
                sql -> sql.createUpdate("update notices.message set state = 'sent', sent = now(), next_attempt = null,"
                                + " last_error = null, reference = :reference where id = :id and state = 'waiting'")
                        .bind("id", id)
                        .bind("reference", reference)
                        .execute());
    }

    /** @param state {@code refused}, {@code expired} or {@code unreachable} */
    void given(UUID id, String state, String error) {
        tx.single(sql -> sql.createUpdate("update notices.message set state = :state, next_attempt = null,"
                        + " last_error = coalesce(:error, last_error) where id = :id and state = 'waiting'")
                .bind("id", id)
                .bind("state", state)
                .bind("error", shortened(error))
                .execute());
    }

    void again(UUID id, Duration after, String error) {
        tx.single(sql -> sql.createUpdate(
                        "update notices.message set last_error = :error,"
                                + " next_attempt = now() + :after * interval '1 millisecond' where id = :id and state = 'waiting'")
                .bind("id", id)
                .bind("after", after.toMillis())
                .bind("error", shortened(error))
                .execute());
    }

    private static String shortened(String error) {
        return error == null ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }
}
