package city.pishkhan.notifications.internal;

import city.pishkhan.api.health.BacklogWatch.Backlog;
import city.pishkhan.messages.NullContract;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores messages. The database's clock decides whether a message is due. */
final class MessageRepository {
    private static final int LONGEST_ERROR = 300;
    private static final String DUE = " returning id, case_id, person, text, attempts, expires <= now() as expired";

    private static final String ADD =
            """
            insert into notifications.message (id, entry, case_id, case_number, person, event, text, state,
            created, attempts, next_attempt, expires) select id, entry, case_id, number, person, event, text,
            'waiting', now(), :attempts, now() + :lease * interval '1 second', at + :life * interval '1 second'
            from unnest(:ids, :entries, :cases, :numbers, :persons, :events, :texts, :ats)
            m (id, entry, case_id, number, person, event, text, at)
            on conflict (entry, person) do nothing%s"""
                    .formatted(DUE);

    /** A message that this node has to send now. */
    record Due(UUID id, UUID caseId, UUID person, String text, int attempts, boolean expired) {}

    /** @param at time of the event */
    record NewMessage(
            UUID id, UUID entry, UUID caseId, String number, UUID person, String event, String text, Instant at) {}

    private final Tx tx;

    MessageRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * Adds a follower of the journal unless it exists. The follower begins after the journal entry with the number
     * {@code after}.
     */
    void addFollower(String name, long after) {
        tx.single(sql -> sql.createUpdate(
                        "insert into notifications.follower (name, sequence) values (:name, :after) on conflict (name) do"
                                + " nothing")
                .bind("name", name)
                .bind("after", after)
                .execute());
    }

    /** Returns the sequence number of the last journal entry that a follower has processed. */
    long position(String name) {
        return tx.single(sql -> sql.createQuery("select sequence from notifications.follower where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
    }

    /** Like {@link #position}, and locks the follower until the transaction ends; empty if another node has locked it. */
    static OptionalLong lockPosition(Handle sql, String name) {
        return sql.createQuery("select sequence from notifications.follower where name = :name for update skip locked")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    static void advance(Handle sql, String name, long sequence) {
        sql.createUpdate("update notifications.follower set sequence = :sequence where name = :name")
                .bind("name", name)
                .bind("sequence", sequence)
                .execute();
    }

    /**
     * Adds messages, one per journal entry and person; existing messages are unchanged.
     *
     * @param lease time in which only this node sends them; {@code null} if any node may send them at once
     */
    static List<Due> add(Handle sql, List<NewMessage> messages, Duration life, @Nullable Duration lease) {
        if (messages.isEmpty()) {
            return List.of();
        }
        return sql.createQuery(ADD)
                .bindArray("ids", UUID.class, columnValues(messages, NewMessage::id))
                .bindArray("entries", UUID.class, columnValues(messages, NewMessage::entry))
                .bindArray("cases", UUID.class, columnValues(messages, NewMessage::caseId))
                .bindArray("numbers", String.class, columnValues(messages, NewMessage::number))
                .bindArray("persons", UUID.class, columnValues(messages, NewMessage::person))
                .bindArray("events", String.class, columnValues(messages, NewMessage::event))
                .bindArray("texts", String.class, columnValues(messages, NewMessage::text))
                .bindArray(
                        "ats",
                        OffsetDateTime.class,
                        columnValues(messages, m -> OffsetDateTime.ofInstant(m.at(), ZoneOffset.UTC)))
                .bind("life", life.toSeconds())
                .bind("attempts", lease == null ? 0 : 1)
                .bind("lease", lease == null ? 0 : lease.toSeconds())
                .map((row, context) -> due(row))
                .list();
    }

    private static <T> Object[] columnValues(List<T> rows, Function<T, ?> value) {
        return rows.stream().map(value).toArray();
    }

    /** Returns the number of waiting messages, up to {@code limit}, and the creation time of the oldest. */
    Backlog backlog(int limit) {
        return tx.single(
                sql -> sql.createQuery("select count(*), min(created) from (select created from notifications.message"
                                + " where state = 'waiting' order by id limit :most) counted")
                        .bind("most", limit)
                        .map((row, context) -> {
                            OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
                            return new Backlog(row.getLong(1), oldest == null ? null : oldest.toInstant());
                        })
                        .one());
    }

    /** Claims due messages. No other node claims them within {@code lease}. */
    List<Due> claim(int limit, Duration lease) {
        return tx.single(
                sql -> sql.createQuery("update notifications.message set attempts = attempts + 1, next_attempt ="
                                + " now() + :lease * interval '1 second' where id in (select id from notifications.message where state ="
                                + " 'waiting' and next_attempt <= now() order by next_attempt limit :most for update skip locked)"
                                + DUE)
                        .bind("lease", lease.toSeconds())
                        .bind("most", limit)
                        .map((row, context) -> due(row))
                        .list());
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("text"),
                row.getInt("attempts"),
                row.getBoolean("expired"));
    }

    /**
     * The result of sending a message.
     *
     * @param state     {@code sent}, {@code waiting} for another attempt, {@code refused}, {@code expired} or {@code unreachable}
     * @param reference the provider's reference, or {@code null}
     * @param error     reason of the failure, or {@code null}
     * @param after     pause before the next attempt, if it is waiting
     */
    record Outcome(UUID id, String state, @Nullable String reference, @Nullable String error, Duration after) {

        static Outcome sent(UUID id, @Nullable String reference) {
            return new Outcome(id, "sent", reference, null, Duration.ZERO);
        }

        static Outcome ended(UUID id, String state, @Nullable String error) {
            return new Outcome(id, state, null, shortened(error), Duration.ZERO);
        }

        static Outcome retry(UUID id, Duration after, String error) {
            return new Outcome(id, "waiting", null, shortened(error), after);
        }

        @NullContract("!null -> !null")
        private static @Nullable String shortened(@Nullable String error) {
            return error == null ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR));
        }
    }

    /** Records results, except for messages that are not waiting any more. */
    void recordOutcomes(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        tx.single(sql -> sql.createUpdate(
                        "update notifications.message m set state = o.state, reference = coalesce(o.reference, m.reference),"
                                + " sent = case o.state when 'sent' then now() end, next_attempt = case o.state when"
                                + " 'waiting' then now() + o.after * interval '1 millisecond' end, last_error = case"
                                + " o.state when 'sent' then null else coalesce(o.error, m.last_error) end from"
                                + " unnest(:ids, :states, :references, :errors, :afters) o (id, state, reference, error,"
                                + " after) where m.id = o.id and m.state = 'waiting'")
                .bindArray("ids", UUID.class, columnValues(outcomes, Outcome::id))
                .bindArray("states", String.class, columnValues(outcomes, Outcome::state))
                .bindArray("references", String.class, columnValues(outcomes, Outcome::reference))
                .bindArray("errors", String.class, columnValues(outcomes, Outcome::error))
                .bindArray("afters", Long.class, columnValues(outcomes, o -> o.after()
                        .toMillis()))
                .execute());
    }
}
