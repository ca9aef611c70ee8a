package city.pishkhan.webhooks.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.Target;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks with a real database and real HTTP, and a journal in memory. */
class WebhookTest {
    private static final String SECRET = "a secret that both know";
    private static int names;
    private static TestStore database;
    private static OversightStore store;

    private final List<Journal.Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Webhook> open = new ArrayList<>();
    private final String name = "body-" + ++names;
    private Receiver receiver;

    @BeforeAll
    static void start() {
        database = TestStore.start();
        store = new OversightStore(database.tx(), database.schemas());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws Exception {
        for (Webhook webhook : open) {
            webhook.stop();
        }
        receiver.close();
    }

    private void addEntries(int count) {
        for (int i = 0; i < count; i++) {
            long sequence = entries.size() + 1;
            entries.add(new Journal.Entry(
                    sequence,
                    new UUID(1, sequence),
                    new UUID(0, 7),
                    sequence,
                    Instant.EPOCH,
                    sequence % 2 == 0 ? "inquiry.answered" : "inquiry.asked",
                    "clerk",
                    "{\"agency\":\"fire\"}",
                    "00",
                    "11"));
        }
    }

    private Journal journal() {
        Journal journal = Stubs.strict(Journal.class);
        doAnswer(call -> (long) entries.size()).when(journal).lastSequence();
        doAnswer(call -> entries.stream()
                        .filter(e -> e.sequence() > call.<Long>getArgument(0))
                        .limit(call.<Integer>getArgument(1))
                        .toList())
                .when(journal)
                .entriesAfter(anyLong(), anyInt());
        return journal;
    }

    private Webhook webhook(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "name",
                name,
                "url",
                receiver.url(),
                "secret",
                SECRET,
                "events",
                "",
                "allow_private_targets",
                true,
                "from_beginning",
                false,
                "batch",
                10,
                "timeout_seconds",
                5,
                "max_delay_seconds",
                1));
        all.putAll(settings);
        Webhook webhook = new Webhook(journal(), store, Stubs.config(Webhook.Config.class, all));
        open.add(webhook);
        return webhook;
    }

    private void assertReceived(long from, long to) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> receiver.sequences.contains(to));
        assertEquals(LongStream.rangeClosed(from, to).boxed().toList(), receiver.sequences);
    }

    @Test
    void deliversEntriesInOrderSinceSetup() throws Exception {
        addEntries(3);
        webhook(Map.of());
        addEntries(25);
        assertReceived(4, 28);
        assertTrue(receiver.bodies.size() >= 3, "in batches of ten");
        for (int i = 0; i < receiver.bodies.size(); i++) {
            String[] parts = receiver.signatures.get(i).split("[=,]");
            long time = Long.parseLong(parts[1]);
            assertTrue(Math.abs(Instant.now().getEpochSecond() - time) < 60);
            assertEquals(
                    new SignedPost(Target.of(receiver.url(), true), SECRET, Duration.ofSeconds(1))
                            .signature(time, receiver.bodies.get(i)),
                    parts[3]);
            assertFalse(receiver.bodies.get(i).contains(SECRET));
        }
        assertTrue(receiver.bodies.get(0).contains("\"details\":{\"agency\":\"fire\"}"));
        assertTrue(receiver.bodies.get(0).contains("\"at\":\"1970-01-01T00:00:00Z\""));
    }

    @Test
    void retriesUntilAccepted() throws Exception {
        receiver.status = 500;
        webhook(Map.of("from_beginning", true));
        addEntries(5);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> receiver.refused.get() >= 2);
        receiver.status = 302;
        int before = receiver.refused.get();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> receiver.refused.get() > before);
        assertEquals(List.of(), receiver.sequences);
        receiver.status = 200;
        assertReceived(1, 5);
    }

    @Test
    void continuesAfterRestart() throws Exception {
        Webhook first = webhook(Map.of("from_beginning", true));
        addEntries(4);
        assertReceived(1, 4);
        first.stop();
        addEntries(4);
        webhook(Map.of());
        assertReceived(1, 8);
    }

    @Test
    void twoNodesDeliverEachEntryOnce() throws Exception {
        webhook(Map.of("from_beginning", true, "batch", 1));
        webhook(Map.of("from_beginning", true, "batch", 1));
        addEntries(60);
        assertReceived(1, 60);
    }

    @Test
    void deliversOnlySelectedEvents() throws Exception {
        webhook(Map.of("events", "inquiry\\.answered", "from_beginning", true));
        addEntries(6);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> receiver.sequences.contains(6L));
        assertEquals(List.of(2L, 4L, 6L), receiver.sequences);
    }

    @Test
    void rejectsPrivateTargets() throws Exception {
        String url = receiver.url().replace("http:", "https:");
        webhook(Map.of("allow_private_targets", false, "url", url, "from_beginning", true));
        addEntries(1);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> database.tx()
                .single(sql -> sql.createQuery("select last_error from webhooks.webhook where name = :name")
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne())
                .filter(error -> error.contains("allow.private.targets=true allows it"))
                .isPresent());
        assertEquals(List.of(), receiver.sequences);
    }

    @Test
    void rejectsWeakSettings() {
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("name", "No Name"),
                Map.of("secret", "short"),
                Map.of("secret", "env:NO_SUCH_VARIABLE"),
                Map.of("url", "http://oversight.example", "allow_private_targets", false),
                Map.of("events", "("))) {
            assertThrows(IllegalArgumentException.class, () -> webhook(bad), bad.toString());
        }
    }
}
