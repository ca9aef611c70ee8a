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
import java.lang.reflect.Proxy;
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
class NoticesTest {
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
    private MessageRows rows;
    private TextFile texts;
    private Sending sending;

    @BeforeEach
    void start() throws Exception {
        database = TestStore.start();
        database.schemas().migrate(NoticesComponent.class, "notifications");
        rows = new MessageRows(database.tx());
        rows.follow(Follower.NAME, 0);
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

    private Follower follower() {
        return follower(sending);
    }

    /** Returns the follower of a node that creates messages and stops before it sends them. */
    private Follower dying() {
        return follower(node());
    }

    private Follower follower(Sending sending) {
        return new Follower(database.tx(), journal(), persons(), tracking(), texts, LIFE, sending);
    }

    private Sending sending() {
        return sending;
    }

    private Sending node() {
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
        return new Sending(rows, persons(), () -> sender, Duration.ofSeconds(10), Duration.ofMinutes(10), senders);
    }

    private void happens(String event, String details) {
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

    private void timePasses(String interval) {
        database.tx().run(sql -> sql.createUpdate(
                        "update notifications.message set next_attempt = next_attempt - :by::interval,"
                                + " expires = expires - :by::interval where state = 'waiting'")
                .bind("by", interval)
                .execute());
    }

    @Test
    void whatWaitsIsCounted() {
        assertEquals(Backlog.NONE, rows.backlog(10));
        happens("case.opened", "{}");
        follower().turn();
        assertEquals(2, rows.backlog(10).waiting());
        assertEquals(1, rows.backlog(1).waiting());
        assertTrue(rows.backlog(10).oldest().plusSeconds(60).isAfter(Instant.now()));
        sending().turn();
        assertEquals(Backlog.NONE, rows.backlog(10));
    }

    @Test
    void everyApplicantHearsOfEachStageOnce() {
        happens("case.opened", "{}");
        happens("stage.entered", "{\"stage\":\"papers\"}");
        happens("inquiry.asked", "{}");
        happens("stage.entered", "{\"stage\":\"duties\"}");
        assertFalse(follower().turn());
        assertFalse(follower().turn());
        assertFalse(sending().turn());
        assertEquals(4, taken.size());
        assertEquals(
                List.of("«پروانه ساختمانی» 7K3M-9PQ2-WX4A-0TB1", "عوارض 7K3M-9PQ2-WX4A-0TB1"),
                taken.stream()
                        .filter(m -> m.mobile().equals(OTHER))
                        .map(TextMessage::text)
                        .sorted()
                        .toList());
        sending().turn();
        assertEquals(4, taken.size());
        all().forEach(row -> assertEquals("sent", row.state(), row::toString));
    }

    /** Messages beyond a node's capacity can be sent by any node. */
    @Test
    void whatANodeHasNoRoomForIsDueForAll() {
        for (int i = 0; i < 201; i++) {
            happens("case.opened", "{}");
        }
        Follower dying = dying();
        assertTrue(dying.turn());
        assertFalse(sending().turn(), "400 are the other's, which has room for no more");
        assertEquals(0, taken.size());
        dying.turn();
        assertEquals(0, all().get(0).attempts());
        sending().turn();
        assertEquals(2, taken.size());
        timePasses("4 minutes");
        while (sending().turn()) {
            // more
        }
        assertEquals(402, taken.size());
        assertEquals(402, taken.stream().map(TextMessage::id).distinct().count());
    }

    @Test
    void whatANodeMakesInTheMeantimeItSendsItself() {
        for (int i = 0; i < 3; i++) {
            happens("case.opened", "{}");
            follower().turn();
        }
        sending().turn();
        assertEquals(6, taken.size());
        assertEquals(
                List.of(1),
                all().stream().map(Row::attempts).distinct().toList(),
                "none was taken, which would be written once more");
    }

    /** A delayed node does not send a message that another node may be sending already. */
    @Test
    void whatIsNoLongerSurelyItsOwnANodeDoesNotSend() {
        happens("case.opened", "{}");
        Sending slow = node();
        List<MessageRows.Due> made = database.tx()
                .required(sql -> MessageRows.add(
                        sql,
                        List.of(new MessageRows.New(
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
        slow.turn();
        assertEquals(0, taken.size());
        assertEquals("waiting", all().get(0).state());
        timePasses("3 minutes");
        slow.turn();
        assertEquals(1, taken.size());
    }

    @Test
    void anOperatorFindsThemByTheirState() {
        happens("case.opened", "{}");
        follower().turn();
        broken = OTHER;
        sending().turn();
        MessageList list = new MessageList(database.tx(), persons());
        assertEquals(1, list.list("sent", null, 10).items().size());
        assertEquals(1, list.list("waiting", null, 10).items().size());
        assertEquals(0, list.list("refused", null, 10).items().size());
        assertEquals(2, list.list(null, null, 10).items().size());
        assertThrows(Refusal.class, () -> list.list("sent' or 'a' = 'a", null, 10));
    }

    /** If sending one message of a batch fails unexpectedly, the results of the others are recorded. */
    @Test
    void whatBreaksKeepsNobodyElseFromBeingNoted() {
        happens("case.opened", "{}");
        follower().turn();
        broken = OTHER;
        sending().turn();
        assertEquals(List.of(MOBILE), taken.stream().map(TextMessage::mobile).toList());
        assertEquals(
                List.of("sent", "waiting"),
                all().stream().map(Row::state).sorted().toList());
        broken = null;
        timePasses("11 seconds");
        sending().turn();
        assertEquals(2, taken.size());
    }

    @Test
    void twoWhoShareAPhoneHearOnceAndWhoHasNoneNever() {
        parties.set(1, new Persons.Party(PROXY, "proxy", "رضا", MOBILE, false));
        parties.add(new Persons.Party(new UUID(1, 3), "co-owner", "زهرا", null, false));
        happens("case.opened", "{}");
        follower().turn();
        sending().turn();
        assertEquals(List.of(MOBILE), taken.stream().map(TextMessage::mobile).toList());
    }

    @Test
    void whoeverFollowsAndHoweverManyNothingIsLostAndNothingDoubled() throws Exception {
        for (int i = 0; i < 450; i++) {
            happens(i % 3 == 0 ? "case.opened" : "inquiry.asked", "{}");
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            work.add(() -> {
                Sending own = node();
                Follower follower = follower(own);
                for (int turn = 0; turn < 5; turn++) {
                    follower.turn();
                }
                while (own.turn()) {
                    // more
                }
                return null;
            });
        }
        for (var done : nodes.invokeAll(work, 60, TimeUnit.SECONDS)) {
            done.get();
        }
        nodes.shutdown();
        while (follower().turn() || sending().turn()) {
            // remaining messages
        }
        sending().turn();
        assertEquals(300, taken.size());
        assertEquals(300, taken.stream().map(TextMessage::id).distinct().count());
    }

    @Test
    void aDeadProviderIsTriedLaterEachTimeUnderTheSameId() {
        happens("case.opened", "{}");
        parties.remove(1);
        follower().turn();
        trouble = new PartnerUnavailable("sms: HTTP 500 for 09022002580");
        sending().turn();
        Row row = all().get(0);
        assertEquals("waiting", row.state());
        assertEquals(1, row.attempts());
        assertFalse(row.lastError().contains(MOBILE), row.lastError());
        Duration first = Duration.between(Instant.now(), row.next());
        assertTrue(first.toSeconds() <= 10 && first.toSeconds() >= 5, first::toString);
        sending().turn();
        assertEquals(1, all().get(0).attempts(), "not before its time");
        timePasses("11 seconds");
        sending().turn();
        Duration second = Duration.between(Instant.now(), all().get(0).next());
        assertTrue(second.toSeconds() > 12 && second.toSeconds() <= 20, second::toString);
        trouble = null;
        timePasses("21 seconds");
        sending().turn();
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
    void whatWasUnderWayComesAgainUnderTheSameId() {
        happens("case.opened", "{}");
        parties.remove(1);
        dying().turn();
        UUID first = all().get(0).id();
        assertEquals(1, all().get(0).attempts());
        assertFalse(sending().turn());
        assertEquals(0, taken.size(), "another's for now");
        timePasses("4 minutes");
        sending().turn();
        assertEquals(List.of(first), taken.stream().map(TextMessage::id).toList());
    }

    @Test
    void whatIsRefusedTooOldOrNobodysMoreIsGivenUp() {
        happens("case.opened", "{}");
        parties.remove(1);
        follower().turn();
        trouble = new PartnerRefused("bad-number", "sms: bad-number");
        sending().turn();
        assertEquals("refused", all().get(0).state());
        trouble = null;
        happens("case.opened", "{}");
        dying().turn();
        timePasses("73 hours");
        sending().turn();
        assertEquals("expired", all().get(0).state());
        happens("case.opened", "{}");
        follower().turn();
        parties.set(0, new Persons.Party(OWNER, "owner", null, null, true));
        sending().turn();
        assertEquals("unreachable", all().get(0).state());
        assertEquals(0, taken.size());
        assertNull(all().get(0).mobile());
    }

    @Test
    void noNumberStandsInTheTablesAndTheListMasksIt() {
        happens("case.opened", "{}");
        follower().turn();
        sending().turn();
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
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, m, args) -> method.call(m.getName(), args)));
    }
}
