package city.pishkhan.persistence.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.health.BacklogWatch.Backlog;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay on a real PostgreSQL, with a fake broker in memory that rejects duplicates like the real one. */
class OutboxRelayTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<String> queued = new CopyOnWriteArrayList<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private TestStore store;
    private SqlOutbox outbox;
    private OutboxRelay relay;

    @BeforeEach
    void start() {
        store = TestStore.start();
        outbox = new SqlOutbox(store.tx(), store.schemas());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (relay != null) {
            relay.stop();
        }
        store.close();
    }

    private void startRelay() {
        relay = new OutboxRelay(outbox, broker());
    }

    private UUID send() {
        UUID ref = UUID.randomUUID();
        store.tx().run(sql -> outbox.send("inquiry.gas", ref));
        return ref;
    }

    private UUID insert(UUID id) {
        UUID ref = UUID.randomUUID();
        store.tx().run(sql -> sql.execute("insert into outbox.message values (?, 'inquiry.gas', ?)", id, ref));
        return ref;
    }

    private void awaitQueued(UUID... refs) {
        List<String> all = IntStream.range(0, refs.length)
                .mapToObj(i -> refs[i].toString())
                .sorted()
                .toList();
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(all, queued.stream().sorted().toList()));
        await().atMost(SOON).untilAsserted(() -> assertEquals(Backlog.NONE, outbox.backlog()));
        assertEquals(all, queued.stream().sorted().toList(), "once");
    }

    @Test
    void sendsCommittedMessagesOnce() {
        startRelay();
        awaitQueued(send(), send(), send());
    }

    @Test
    void sendsMessagesLeftBeforeRestart() {
        UUID left = send();
        startRelay();
        awaitQueued(left, send());
    }

    /** Simulates a node that was killed after the broker accepted a message and before its row was deleted. */
    @Test
    void dropsMessagesAlreadyAtBroker() {
        UUID both = Ids.next();
        insert(both);
        known.add(both.toString());
        UUID left = send();
        startRelay();
        awaitQueued(left);
    }

    @Test
    void sendsMessagesOfDeadNodesOnly() {
        startRelay();
        awaitQueued(send());
        UUID died = insert(new UUID(Instant.now().minusSeconds(10).toEpochMilli() << 16, 0));
        UUID lives = insert(new UUID(Instant.now().plusSeconds(600).toEpochMilli() << 16, 0));
        await().atMost(SOON).until(() -> queued.contains(died.toString()));
        assertEquals(false, queued.contains(lives.toString()), "its own node has it in hand");
        assertEquals(1, outbox.backlog().waiting());
    }

    @Test
    void keepsMessagesWhileBrokerIsUnavailable() {
        down = true;
        startRelay();
        UUID[] refs = {send(), send()};
        await().atMost(SOON).until(() -> outbox.backlog().waiting() == 2);
        down = false;
        awaitQueued(refs);
    }

    @Test
    void sendsMoreMessagesThanFitInMemory() {
        down = true;
        startRelay();
        store.tx().run(sql -> IntStream.range(0, 12_000).forEach(i -> outbox.send("inquiry.gas", UUID.randomUUID())));
        down = false;
        await().atMost(SOON).untilAsserted(() -> assertEquals(12_000, queued.size()));
        await().atMost(SOON).untilAsserted(() -> assertEquals(Backlog.NONE, outbox.backlog()));
        assertEquals(12_000, queued.stream().distinct().count());
    }

    private ConnectionFactory broker() {
        return fake(ConnectionFactory.class, (name, args) -> {
            if (down) {
                throw new JMSException("away");
            }
            return fake(
                    Connection.class,
                    (method, given) -> method.equals("createSession") ? session((boolean) given[0]) : null);
        });
    }

    private record Sent(String id, String ref) {}

    private Session session(boolean transacted) {
        List<Sent> batch = new ArrayList<>();
        return fake(Session.class, (name, args) -> switch (name) {
            case "createProducer" ->
                fake(MessageProducer.class, (method, given) -> {
                    if (method.equals("send")) {
                        TextMessage text = (TextMessage) given[1];
                        batch.add(new Sent(text.getStringProperty("id"), text.getText()));
                        if (!transacted) {
                            acceptBatch(batch, false);
                        }
                    }
                    return null;
                });
            case "createTextMessage" -> text((String) args[0]);
            case "createQueue" -> fake(Queue.class, (method, given) -> null);
            case "commit" -> acceptBatch(batch, true);
            case "rollback" -> {
                batch.clear();
                yield null;
            }
            default -> null;
        });
    }

    /**
     * Simulates the broker: a duplicate id fails a transaction of several messages, but a duplicate sent alone is
     * ignored.
     */
    private Object acceptBatch(List<Sent> batch, boolean together) throws JMSException {
        if (down) {
            throw new JMSException("away");
        }
        if (together && batch.stream().anyMatch(sent -> known.contains(sent.id()))) {
            throw new JMSException("duplicate");
        }
        batch.stream().filter(sent -> known.add(sent.id())).forEach(sent -> queued.add(sent.ref()));
        batch.clear();
        return null;
    }

    private static TextMessage text(String ref) {
        String[] id = new String[1];
        return fake(TextMessage.class, (name, args) -> switch (name) {
            case "setStringProperty" -> id[0] = (String) args[1];
            case "getStringProperty" -> id[0];
            case "getText" -> ref;
            default -> null;
        });
    }

    private interface Method {
        Object call(String name, Object[] args) throws JMSException;
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }
}
