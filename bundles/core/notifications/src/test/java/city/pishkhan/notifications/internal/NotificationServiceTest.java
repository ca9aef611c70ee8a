package city.pishkhan.notifications.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.health.BacklogWatch.Backlog;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Notifications.Row;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import city.pishkhan.stubs.Stubs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on a real PostgreSQL database, from a journal in memory. */
class NotificationServiceTest {
    private static final UUID CASE = new UUID(0, 7);
    private static final UUID OWNER = new UUID(1, 1);
    private static final UUID PROXY = new UUID(1, 2);
    private static final String MOBILE = "09022002580";
    private static final String OTHER = "09121234567";
    private static final Duration LIFE = Duration.ofHours(72);

    @TempDir
    Path folder;

    private final List<Journal.Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Persons.Party> parties = new CopyOnWriteArrayList<>(List.of(
            new Persons.Party(OWNER, "owner", "مریم", MOBILE, false),
            new Persons.Party(PROXY, "proxy", "رضا", OTHER, false)));
    private final List<TextMessage> taken = new CopyOnWriteArrayList<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(2);
    private volatile RuntimeException trouble;
    private volatile String broken;
    private TestStore database;
    private MessageRepository rows;
    private TextFile texts;
    private MessageSender sending;

    @BeforeEach
    void start() throws Exception {
        database = TestStore.start();
        database.schemas().migrate(NotificationService.class, "notifications");
        rows = new MessageRepository(database.tx());
        rows.addFollower(JournalFollower.NAME, 0);
        sending = node();
        texts = new TextFile(
                Files.writeString(
                        folder.resolve("texts.yaml"),
                        """
                texts:
                - {event: case.opened, fa: "«{service}» {tracking}"}
                - {event: stage.entered, kind: payment, fa: "{stage} {tracking}"}
                """));
    }

    @AfterEach
    void stop() {
        senders.shutdownNow();
        database.close();
    }

    private JournalFollower follower() {
        return follower(sending);
    }

    /** Returns the journal follower of a node that creates messages and stops before it sends these messages. */
    private JournalFollower crashingFollower() {
        return follower(node());
    }

    private JournalFollower follower(MessageSender sending) {
        return new JournalFollower(database.tx(), journal(), persons(), tracking(), texts, LIFE, sending);
    }

    private MessageSender sending() {
        return sending;
    }

    private MessageSender node() {
        TextSender sender = new TextSender() {
            @Override
            public String name() {
                return "sms";
            }

            @Override
            public String send(TextMessage message) {
                if (message.mobile().equals(broken)) {
                    throw new IllegalStateException("a mistake of the connector");
                }
                if (trouble != null) {
                    throw trouble;
                }
                taken.add(message);
                return "S-1";
            }
        };
        return new MessageSender(
                rows, persons(), () -> sender, Duration.ofSeconds(10), Duration.ofMinutes(10), senders);
    }

    private void recordEntry(String event, String details) {
        long sequence = entries.size() + 1;
        entries.add(new Journal.Entry(
                sequence, new UUID(2, sequence), CASE, sequence, Instant.now(), event, "clerk", details, "00", "11"));
    }

    private Journal journal() {
        return fake(Journal.class, (name, args) -> entries.stream()
                .filter(e -> e.sequence() > (long) args[0])
                .limit((int) args[1])
                .toList());
    }

    private Persons persons() {
        return fake(
                Persons.class,
                (name, args) -> name.equals("ofCases")
                        ? ((Collection<?>) args[0]).contains(CASE) ? Map.of(CASE, List.copyOf(parties)) : Map.of()
                        : args[0].equals(CASE) ? List.copyOf(parties) : List.of());
    }

    private Tracking tracking() {
        return fake(
                Tracking.class,
                (name, args) -> ((Collection<?>) args[0]).contains(CASE) ? Map.of(CASE, TextsTest.SUBJECT) : Map.of());
    }

    private List<Row> all() {
        return new MessageList(database.tx(), persons()).list(null, null, 200).items();
    }

    private void advanceTime(String interval) {
        database.tx().run(sql -> sql.createUpdate(
                        "update notifications.message set next_attempt = next_attempt - :by::interval,"
                                + " expires = expires - :by::interval where state = 'waiting'")
                .bind("by", interval)
                .execute());
    }

    @Test
    void countsWaitingMessages() {
        assertEquals(Backlog.NONE, rows.backlog(10));
        recordEntry("case.opened", "{}");
        follower().processBatch();
        assertEquals(2, rows.backlog(10).waiting());
        assertEquals(1, rows.backlog(1).waiting());
        assertTrue(rows.backlog(10).oldest().plusSeconds(60).isAfter(Instant.now()));
        sending().sendDue();
        assertEquals(Backlog.NONE, rows.backlog(10));
    }

    @Test
    void notifiesEveryApplicantOfEachStageOnce() {
        recordEntry("case.opened", "{}");
        recordEntry("stage.entered", "{\"stage\":\"papers\"}");
        recordEntry("inquiry.asked", "{}");
        recordEntry("stage.entered", "{\"stage\":\"duties\"}");
        assertFalse(follower().processBatch());
        assertFalse(follower().processBatch());
        assertFalse(sending().sendDue());
        assertEquals(4, taken.size());
        assertEquals(
                List.of("«پروانه ساختمانی» 7K3M-9PQ2-WX4A-0TB1", "عوارض 7K3M-9PQ2-WX4A-0TB1"),
                taken.stream()
                        .filter(m -> m.mobile().equals(OTHER))
                        .map(TextMessage::text)
                        .sorted()
                        .toList());
        sending().sendDue();
        assertEquals(4, taken.size());
        all().forEach(row -> assertEquals("sent", row.state(), row::toString));
    }

    /** Messages beyond a node's capacity can be sent by any node. */
    @Test
    void messagesBeyondCapacityAreDueForAllNodes() {
        for (int i = 0; i < 201; i++) {
            recordEntry("case.opened", "{}");
        }
        JournalFollower dying = crashingFollower();
        assertTrue(dying.processBatch());
        assertFalse(sending().sendDue(), "400 are the other's, which has room for no more");
        assertEquals(0, taken.size());
        dying.processBatch();
        assertEquals(0, all().get(0).attempts());
        sending().sendDue();
        assertEquals(2, taken.size());
        advanceTime("4 minutes");
        while (sending().sendDue()) {
            // repeat until no message is due
        }
        assertEquals(402, taken.size());
        assertEquals(402, taken.stream().map(TextMessage::id).distinct().count());
    }

    @Test
    void nodeSendsMessagesItCreated() {
        for (int i = 0; i < 3; i++) {
            recordEntry("case.opened", "{}");
            follower().processBatch();
        }
        sending().sendDue();
        assertEquals(6, taken.size());
        assertEquals(
                List.of(1),
                all().stream().map(Row::attempts).distinct().toList(),
                "none was taken, which would be written once more");
    }

    /** A delayed node does not send a message that another node may be sending already. */
    @Test
    void delayedNodeLeavesMessagesToOtherNodes() {
        recordEntry("case.opened", "{}");
        MessageSender slow = node();
        List<MessageRepository.Due> made = database.tx()
                .required(sql -> MessageRepository.add(
                        sql,
                        List.of(new MessageRepository.NewMessage(
                                Ids.next(),
                                new UUID(2, 1),
                                CASE,
                                "1405-17-1",
                                parties.get(0).person(),
                                "case.opened",
                                "text",
                                Instant.now())),
                        LIFE,
                        Duration.ofMinutes(3)));
        slow.add(made, System.nanoTime() - Duration.ofSeconds(91).toNanos());
        slow.sendDue();
        assertEquals(0, taken.size());
        assertEquals("waiting", all().get(0).state());
        advanceTime("3 minutes");
        slow.sendDue();
        assertEquals(1, taken.size());
    }

    @Test
    void operatorListsMessagesByState() {
        recordEntry("case.opened", "{}");
        follower().processBatch();
        broken = OTHER;
        sending().sendDue();
        MessageList list = new MessageList(database.tx(), persons());
        assertEquals(1, list.list("sent", null, 10).items().size());
        assertEquals(1, list.list("waiting", null, 10).items().size());
        assertEquals(0, list.list("refused", null, 10).items().size());
        assertEquals(2, list.list(null, null, 10).items().size());
        assertThrows(Refusal.class, () -> list.list("sent' or 'a' = 'a", null, 10));
    }

    /** If sending one message of a batch fails unexpectedly, the results of the others are recorded. */
    @Test
    void failedMessageDoesNotBlockOthers() {
        recordEntry("case.opened", "{}");
        follower().processBatch();
        broken = OTHER;
        sending().sendDue();
        assertEquals(List.of(MOBILE), taken.stream().map(TextMessage::mobile).toList());
        assertEquals(
                List.of("sent", "waiting"),
                all().stream().map(Row::state).sorted().toList());
        broken = null;
        advanceTime("11 seconds");
        sending().sendDue();
        assertEquals(2, taken.size());
    }

    @Test
    void sharedPhoneGetsOneMessageAndMissingPhoneIsSkipped() {
        parties.set(1, new Persons.Party(PROXY, "proxy", "رضا", MOBILE, false));
        parties.add(new Persons.Party(new UUID(1, 3), "co-owner", "زهرا", null, false));
        recordEntry("case.opened", "{}");
        follower().processBatch();
        sending().sendDue();
        assertEquals(List.of(MOBILE), taken.stream().map(TextMessage::mobile).toList());
    }

    @Test
    void parallelNodesSendEveryMessageOnce() throws Exception {
        for (int i = 0; i < 450; i++) {
            recordEntry(i % 3 == 0 ? "case.opened" : "inquiry.asked", "{}");
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            work.add(() -> {
                MessageSender own = node();
                JournalFollower follower = follower(own);
                for (int turn = 0; turn < 5; turn++) {
                    follower.processBatch();
                }
                while (own.sendDue()) {
                    // repeat until no message is due
                }
                return null;
            });
        }
        for (var done : nodes.invokeAll(work, 60, TimeUnit.SECONDS)) {
            done.get();
        }
        nodes.shutdown();
        while (follower().processBatch() || sending().sendDue()) {
            // create and send the remaining messages
        }
        sending().sendDue();
        assertEquals(300, taken.size());
        assertEquals(300, taken.stream().map(TextMessage::id).distinct().count());
    }

    @Test
    void retriesUnavailableProviderLaterUnderSameId() {
        recordEntry("case.opened", "{}");
        parties.remove(1);
        follower().processBatch();
        trouble = new PartnerUnavailable("sms: HTTP 500 for 09022002580");
        sending().sendDue();
        Row row = all().get(0);
        assertEquals("waiting", row.state());
        assertEquals(1, row.attempts());
        assertFalse(row.lastError().contains(MOBILE), row.lastError());
        Duration first = Duration.between(Instant.now(), row.next());
        assertTrue(first.toSeconds() <= 10 && first.toSeconds() >= 5, first::toString);
        sending().sendDue();
        assertEquals(1, all().get(0).attempts(), "not before its time");
        advanceTime("11 seconds");
        sending().sendDue();
        Duration second = Duration.between(Instant.now(), all().get(0).next());
        assertTrue(second.toSeconds() > 12 && second.toSeconds() <= 20, second::toString);
        trouble = null;
        advanceTime("21 seconds");
        sending().sendDue();
        assertEquals("sent", all().get(0).state());
        assertNull(all().get(0).lastError());
        assertNotNull(all().get(0).sent());
        assertEquals(row.id(), taken.get(0).id());
    }

    /**
     * If a node stops after the provider accepted a message and before this is recorded, the message is sent again under the same
     * id.
     */
    @Test
    void resendsInterruptedMessageUnderSameId() {
        recordEntry("case.opened", "{}");
        parties.remove(1);
        crashingFollower().processBatch();
        UUID first = all().get(0).id();
        assertEquals(1, all().get(0).attempts());
        assertFalse(sending().sendDue());
        assertEquals(0, taken.size(), "another's for now");
        advanceTime("4 minutes");
        sending().sendDue();
        assertEquals(List.of(first), taken.stream().map(TextMessage::id).toList());
    }

    @Test
    void givesUpRefusedExpiredOrUnreachableMessages() {
        recordEntry("case.opened", "{}");
        parties.remove(1);
        follower().processBatch();
        trouble = new PartnerRefused("bad-number", "sms: bad-number");
        sending().sendDue();
        assertEquals("refused", all().get(0).state());
        trouble = null;
        recordEntry("case.opened", "{}");
        crashingFollower().processBatch();
        advanceTime("73 hours");
        sending().sendDue();
        assertEquals("expired", all().get(0).state());
        recordEntry("case.opened", "{}");
        follower().processBatch();
        parties.set(0, new Persons.Party(OWNER, "owner", null, null, true));
        sending().sendDue();
        assertEquals("unreachable", all().get(0).state());
        assertEquals(0, taken.size());
        assertNull(all().get(0).mobile());
    }

    @Test
    void tablesHoldNoNumberAndListMasksIt() {
        recordEntry("case.opened", "{}");
        follower().processBatch();
        sending().sendDue();
        String dump = database.tx()
                .required(sql -> sql.createQuery("select string_agg(m::text, ' ') from notifications.message m")
                        .mapTo(String.class)
                        .one());
        assertFalse(dump.contains(MOBILE) || dump.contains(MOBILE.substring(1)) || dump.contains("مریم"), dump);
        assertEquals("0902*****80", all().get(1).mobile());
        assertThrows(Refusal.class, () -> new MessageList(database.tx(), persons()).list("late", null, 10));
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }
}
