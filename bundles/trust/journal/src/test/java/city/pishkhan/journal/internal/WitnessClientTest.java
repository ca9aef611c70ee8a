package city.pishkhan.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.WitnessState;
import city.pishkhan.outgoing.Recipient;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.proofs.Seal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessClientTest {

    @TempDir
    Path folder;

    private TestStore store;
    private Journal journal;
    private EntryNumberer numbering;
    private SealCreator sealing;
    private WitnessRepository table;
    private FakeWitness witness;
    private WitnessClient witnessing;

    @BeforeEach
    void start() throws Exception {
        store = TestStore.start();
        journal = new SqlJournal(store.tx(), store.schemas());
        numbering = new EntryNumberer(store.tx(), journal);
        numbering.stop();
        SealKeys keys =
                new SealKeys(new KeyFile(folder.resolve("seal.p12"), "a password of a test"), true, Clock.systemUTC());
        sealing = new SealCreator(store.tx(), keys, Clock.systemUTC(), Duration.ofMinutes(1), 100);
        table = new WitnessRepository(store.tx());
        witness = new FakeWitness();
        witnessing = new WitnessClient(
                new Recipient("outside", witness.post()),
                store.tx(),
                table,
                new HubJournalService(store.tx(), journal),
                Duration.ofSeconds(600));
    }

    @AfterEach
    void stop() {
        witness.close();
        store.close();
    }

    private Seal seal() {
        store.tx().run(sql -> journal.record(Ids.next(), "case.opened", Caller.HUB, Map.of()));
        numbering.number();
        return sealing.sealNow().orElseThrow();
    }

    private void sendAll() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = witnessing.sendNext();
        }
    }

    private WitnessState state() {
        return table.states().get(0);
    }

    /** Makes the next attempt due. */
    private void makeDue(String name) {
        store.tx().run(sql -> sql.execute("update journal.witness set next_attempt = now() where name = ?", name));
    }

    private long number(String query) {
        return store.tx()
                .required(sql -> sql.createQuery(query).mapTo(Long.class).one());
    }

    @Test
    void deliversSealsInOrderAndStoresReceipts() throws Exception {
        table.add("outside", true);
        Seal first = seal();
        Seal second = seal();
        sendAll();
        assertEquals(List.of(first, second), List.copyOf(witness.kept.values()));
        assertEquals(
                2, number("select count(*) from journal.receipt where body like '%hash%' and signature like 't=7%'"));
        assertEquals(2, state().seal());
        assertEquals(0, state().behind());
        assertNotNull(state().lastDelivery());
        assertFalse(witnessing.sendNext(), "nothing is told twice");
    }

    @Test
    void newWitnessBeginsWithNewestSeal() throws Exception {
        seal();
        Seal second = seal();
        table.add("outside", false);
        sendAll();
        assertEquals(List.of(second), List.copyOf(witness.kept.values()));
    }

    @Test
    void retriesUnavailableWitnessWithGrowingDelay() throws Exception {
        table.add("outside", true);
        seal();
        witness.status = 503;
        double last = 0;
        for (int i = 0; i < 4; i++) {
            makeDue("outside");
            assertFalse(witnessing.sendNext());
            double delay =
                    number("select round(extract(epoch from next_attempt - now()))::bigint from journal.witness");
            assertTrue(delay > last, delay + " after " + last);
            last = delay;
            assertFalse(witnessing.sendNext(), "not before its time");
        }
        assertEquals(4, state().attempts());
        assertTrue(state().error().contains("503"), state().error());
        assertEquals(1, state().behind());
        seal();
        witness.status = 200;
        makeDue("outside");
        sendAll();
        assertEquals(2, witness.kept.size());
        assertNull(state().error());
    }

    @Test
    void rejectsUnsignedReceipt() throws Exception {
        table.add("outside", true);
        seal();
        witness.signs = false;
        assertFalse(witnessing.sendNext());
        assertEquals(0, state().seal());
        assertTrue(state().error().contains("no signed receipt"), state().error());
        assertEquals(0, number("select count(*) from journal.receipt"));
    }

    @Test
    void warnsAboutUnsealedEntriesAndLateWitnesses() throws Exception {
        SealWatchService now = new SealWatchService(store.tx(), Duration.ofMinutes(10), Clock.systemUTC(), Map::of);
        SealWatchService later = new SealWatchService(
                store.tx(), Duration.ofMinutes(10), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)), Map::of);
        table.add("outside", true);
        assertEquals(BacklogWatch.Backlog.NONE, later.backlog(), "an empty journal needs no seal");
        store.tx().run(sql -> journal.record(Ids.next(), "case.opened", Caller.HUB, Map.of()));
        numbering.number();
        assertEquals(1, now.state().unsealed());
        assertEquals(1, now.backlog().waiting());
        assertTrue(now.backlog().oldest().plusSeconds(60).isAfter(Instant.now()), "the entry waits");
        sealing.sealNow();
        assertEquals(BacklogWatch.Backlog.NONE, later.backlog());
        assertEquals(Map.of("outside", 1L), now.state().behind());
        assertEquals(List.of(), now.state().warnings());
        assertTrue(
                later.state()
                        .warnings()
                        .get(0)
                        .what()
                        .english()
                        .startsWith("witness outside is 1 seals behind, since 2"),
                later.state()::toString);
        sendAll();
        assertEquals(List.of(), later.state().warnings());
        assertEquals(0, later.state().unsealed());
    }

    @Test
    void differentSealOfSameNumberRaisesAlarmOnce() throws Exception {
        table.add("outside", true);
        seal();
        Seal second = seal();
        sendAll();
        // the database is restored to its first seal and continues
        store.tx().run(sql -> {
            sql.execute("delete from journal.seal where number = 2");
            sql.execute("delete from journal.number where sequence = 2");
            sql.execute(
                    "delete from journal.entry e where not exists (select from journal.number n where n.entry = e.id)");
            sql.execute("delete from journal.receipt where seal = 2");
            sql.execute("update journal.witness set seal = 1");
        });
        Seal other = seal();
        assertEquals(second.number(), other.number());
        assertFalse(witnessing.sendNext());
        assertTrue(state().alarm().contains(second.hash()), state().alarm());
        assertTrue(state().alarm().contains(other.hash()), state().alarm());
        SealWatchService guard = new SealWatchService(store.tx(), Duration.ofMinutes(10), Clock.systemUTC(), Map::of);
        HealthWarning told = guard.state().warnings().get(0);
        assertEquals("outside", told.subject());
        assertTrue(told.what().english().endsWith(state().alarm()), told::toString);
        assertTrue(told.what().persian().startsWith("دفتر وقایع"), told::toString);
        makeDue("outside");
        assertFalse(witnessing.sendNext());
        assertEquals(1, number("select count(*) from journal.entry where event = 'journal.witness-disagrees'"));
        assertEquals(1, state().seal(), "it is not the witness of that seal");
    }

    /**
     * Raises the alarm if a seal continues a different seal than the witness has. An attacker who rewrites the last
     * seal may leave the witness's progress unchanged.
     */
    @Test
    void sealContinuingDifferentSealRaisesAlarm() throws Exception {
        table.add("outside", true);
        seal();
        Seal second = seal();
        sendAll();
        store.tx().run(sql -> {
            sql.execute("delete from journal.seal where number = 2");
            sql.execute("delete from journal.number where sequence = 2");
            sql.execute(
                    "delete from journal.entry e where not exists (select from journal.number n where n.entry = e.id)");
        });
        Seal rewritten = seal();
        seal();
        assertFalse(witnessing.sendNext());
        assertTrue(state().alarm().contains("a different seal 2 (" + second.hash()), state().alarm());
        assertTrue(state().alarm().contains(rewritten.hash()), state().alarm());
        assertEquals(2, state().seal(), "it is not the witness of the third");
    }

    /** Raises the alarm if the witness has a seal that the database lacks, as after the restore of an old database. */
    @Test
    void sealMissingInDatabaseRaisesAlarm() throws Exception {
        table.add("outside", false);
        Seal first = seal();
        sendAll();
        Seal other = new Seal(2, 2, 2, 2, first.root(), "ab".repeat(32), first.at(), first.key(), first.signature());
        witness.kept.clear();
        witness.later = other;
        store.tx().run(sql -> sql.execute("update journal.witness set seal = 0"));
        assertFalse(witnessing.sendNext());
        assertTrue(state().alarm().contains("a different seal 2"), state().alarm());
        assertTrue(state().alarm().endsWith("(none)"), state().alarm());
    }
}
