package city.pishkhan.persistence.internal;

import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.DeferredWrite;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link Outbox} with a table. The messages of a transaction are inserted in one batch just before its commit. */
@Component(service = {Outbox.class, SqlOutbox.class, BacklogWatch.class})
public final class SqlOutbox implements Outbox, BacklogWatch {
    private static final Messages MESSAGES = Messages.of(SqlOutbox.class);
    /**
     * Maximum waiting time of a message before a warning. Each commit wakes the relay, which sends ten thousand
     * messages within seconds.
     */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final int MOST_COUNTED = 100_000;
    /** Number of bits after the milliseconds in the upper half of a version 7 UUID. */
    private static final int TIME_BITS = 16;

    private final Tx tx;
    private volatile Consumer<List<Message>> committed = messages -> {};

    /** A message that wakes a consumer of a queue. */
    record Message(UUID id, String queue, UUID ref) {}

    @Activate
    public SqlOutbox(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(SqlOutbox.class, "outbox");
    }

    /** Sets the receiver of committed messages. */
    void onCommit(Consumer<List<Message>> relay) {
        committed = relay;
    }

    @Override
    public void send(String queue, UUID ref) {
        if (!tx.isActive()) {
            throw new IllegalStateException(
                    "A message must be sent in the transaction of the change that it announces");
        }
        tx.local(this, this::collect).add(new Message(Ids.next(), queue, ref));
    }

    private List<Message> collect() {
        List<Message> messages = new ArrayList<>();
        tx.beforeCommit(sql -> tx.atCommit(insert(messages)));
        tx.afterCommit(() -> committed.accept(messages));
        return messages;
    }

    private static DeferredWrite insert(List<Message> messages) {
        return DeferredWrite.of(
                "insert into outbox.message (id, queue, ref) select * from unnest(?, ?, ?)",
                List.of(
                        DeferredWrite.array("uuid", column(messages, Message::id)),
                        DeferredWrite.array("text", column(messages, Message::queue)),
                        DeferredWrite.array("uuid", column(messages, Message::ref))),
                rows -> {});
    }

    private static <T> List<T> column(List<Message> messages, Function<Message, T> value) {
        return messages.stream().map(value).toList();
    }

    /**
     * Passes up to {@code limit} messages to {@code sender} and deletes them, in one transaction. Concurrent nodes skip
     * each other's rows.
     *
     * @param before only messages created before this time are processed
     * @param sender returns once the messages are stored elsewhere, or throws
     * @return number of messages
     */
    int drain(Instant before, int limit, Function<List<Message>, Void> sender) {
        return tx.separate(sql -> {
            List<Message> messages = sql.createQuery("delete from outbox.message where id in"
                            + " (select id from outbox.message where id < :before order by id limit :limit for update skip locked)"
                            + " returning id, queue, ref")
                    .bind("before", new UUID(before.toEpochMilli() << TIME_BITS, 0))
                    .bind("limit", limit)
                    .map((row, context) -> new Message(
                            row.getObject("id", UUID.class), row.getString("queue"), row.getObject("ref", UUID.class)))
                    .list();
            if (!messages.isEmpty()) {
                sender.apply(messages);
            }
            return messages.size();
        });
    }

    /** Deletes messages that the broker has stored on disk. */
    void delete(List<UUID> sent) {
        tx.single(sql -> sql.createUpdate("delete from outbox.message where id = any(:ids)")
                .bindArray("ids", UUID.class, sent)
                .execute());
    }

    @Override
    public String backlogName() {
        return "outbox";
    }

    @Override
    public Backlog backlog() {
        return tx.single(
                sql -> sql.createQuery("select (select count(*) from (select from outbox.message limit :most) counted),"
                                + " (select id from outbox.message order by id limit 1)")
                        .bind("most", MOST_COUNTED)
                        .map((row, context) -> {
                            UUID oldest = row.getObject(2, UUID.class);
                            return new Backlog(row.getLong(1), oldest == null ? null : createdAt(oldest));
                        })
                        .one());
    }

    private static Instant createdAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_BITS);
    }

    @Override
    public Duration longestWait() {
        return MAX_WAIT;
    }

    @Override
    public Text description() {
        return MESSAGES.text("backlog.outbox");
    }

    @Override
    public Text effect() {
        return MESSAGES.text("backlog.outbox/effect");
    }

    @Override
    public Text remedy() {
        return MESSAGES.text("backlog.outbox/remedy");
    }
}
