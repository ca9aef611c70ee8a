package city.pishkhan.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.outgoing.Recipient;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.proofs.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of a hub, of a second node and of an old copy, with a real database and a witness that is reached by HTTP. */
class StartCheckTest {
    private static final String WITNESS = "outside";
    private static final String ADMITTED = "admitted";
    private static final String OVERTAKEN = "overtaken";
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<String> verdicts = new CopyOnWriteArrayList<>();
    private TestStore store;
    private Journal journal;
    private EntryNumberer numbering;
    private SealCreator sealing;
    private FakeWitness witness;
    private WitnessClient witnessing;

    @BeforeEach
    void city() throws Exception {
        store = TestStore.start();
        store.schemas().migrate(HostRegister.class, "host");
        journal = new SqlJournal(store.tx(), store.schemas());
        numbering = new EntryNumberer(store.tx(), journal);
        numbering.stop();
        SealKeys keys =
                new SealKeys(new KeyFile(folder.resolve("seal.p12"), "a password of a test"), true, Clock.systemUTC());
        sealing = new SealCreator(store.tx(), keys, Clock.systemUTC(), Duration.ofMinutes(1), 100);
        witness = new FakeWitness();
        WitnessRepository table = new WitnessRepository(store.tx());
        table.add(WITNESS, true);
        witnessing = new WitnessClient(
                new Recipient(WITNESS, witness.post()),
                store.tx(),
                table,
                new HubJournalService(store.tx(), journal),
                Duration.ofSeconds(600));
    }

    @AfterEach
    void close() {
        witness.close();
        store.close();
    }

    private void seal() {
        numbering.number();
        sealing.sealNow();
    }

    private Seal recordAndSeal() {
        store.tx().run(sql -> journal.record(Ids.next(), "case.opened", Caller.HUB, Map.of()));
        numbering.number();
        return sealing.sealNow().orElseThrow();
    }

    private void deliver() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = witnessing.sendNext();
        }
    }

    private StartCheck check(Duration limit) {
        StartCheck check = check(WITNESS, limit);
        check.add(witnessing);
        return check;
    }

    private StartCheck check(String configured, Duration limit) {
        StartCheck.Verdict verdict = new StartCheck.Verdict() {
            @Override
            public void admit() {
                verdicts.add(ADMITTED);
            }

            @Override
            public void quarantine() {
                verdicts.add(OVERTAKEN);
            }
        };
        return new StartCheck(
                store.tx(), journal, this::seal, verdict, Set.of(configured), limit, Duration.ofMillis(20));
    }

    private void execute(String... statements) {
        store.tx().run(sql -> List.of(statements).forEach(sql::execute));
    }

    private long number(String query) {
        return store.tx()
                .required(sql -> sql.createQuery(query).mapTo(Long.class).one());
    }

    /**
     * Returns the database to its state at a seal, as a restored snapshot of the disk would.
     *
     * @param seal number of the last seal in the snapshot
     */
    private void returnTo(long seal) {
        execute(
                "delete from journal.receipt where seal > " + seal,
                "update journal.witness set alarm = null, seal = " + seal,
                "delete from journal.number where sequence > (select last from journal.seal where number = " + seal
                        + ")",
                "delete from journal.seal where number > " + seal,
                "delete from journal.entry e where not exists (select from journal.number n where n.entry = e.id)");
    }

    @Test
    void sealsAndConfirmsRestartBeforeAdmission() throws Exception {
        recordAndSeal();
        deliver();
        Seal unsent = recordAndSeal();
        check(LONG).run();
        assertEquals(List.of(ADMITTED), verdicts);
        assertEquals(1, number("select count(*) from journal.entry where event = 'hub.started'"));
        assertEquals(List.of(1L, unsent.number(), 3L), List.copyOf(witness.kept.keySet()), "in order, the start last");
        assertEquals(3, number("select count(*) from journal.receipt"));
    }

    /**
     * A restored snapshot has the same machine, folder, database and keys as the hub that continued. Only the witness's
     * later seal reveals that it is outdated.
     */
    @Test
    void detectsOutdatedCopy() throws Exception {
        recordAndSeal();
        deliver();
        recordAndSeal();
        deliver();
        returnTo(1);
        check(LONG).run();
        assertEquals(List.of(OVERTAKEN), verdicts);
        assertEquals(1, number("select count(*) from journal.entry where event = 'journal.witness-disagrees'"));
        assertEquals(1, number("select count(*) from journal.witness where alarm like '%a different seal 2%'"));
    }

    @Test
    void releasedCopyIsAdmittedAtLaterStarts() throws Exception {
        recordAndSeal();
        deliver();
        recordAndSeal();
        deliver();
        returnTo(1);
        HostRegister register = new HostRegister(folder);
        store.tx().required(sql -> overtaken(register, sql));
        check(LONG).run();
        store.tx().run(sql -> register.release(sql, "operator", journal.lastSequence()));
        check(LONG).run();
        recordAndSeal();
        check(LONG).run();
        assertEquals(List.of(OVERTAKEN, ADMITTED, ADMITTED), verdicts);
    }

    private static HostRegister.Decision overtaken(HostRegister register, Handle sql) {
        try {
            return register.quarantineOvertaken(sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void resendsSealAfterCrash() throws Exception {
        recordAndSeal();
        deliver();
        Seal sent = recordAndSeal();
        deliver();
        execute("delete from journal.receipt where seal = 2", "update journal.witness set seal = 1");
        check(LONG).run();
        assertEquals(List.of(ADMITTED), verdicts);
        assertEquals(sent, witness.kept.get(2L));
    }

    @Test
    void concurrentlyStartingNodesAreAdmitted() throws Exception {
        recordAndSeal();
        deliver();
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            StartCheck one = check(LONG);
            StartCheck two = check(LONG);
            Future<?> first = nodes.submit(() -> {
                one.run();
                return null;
            });
            Future<?> second = nodes.submit(() -> {
                two.run();
                return null;
            });
            first.get(1, TimeUnit.MINUTES);
            second.get(1, TimeUnit.MINUTES);
        } finally {
            nodes.shutdownNow();
        }
        assertEquals(List.of(ADMITTED, ADMITTED), verdicts);
        assertEquals(0, number("select count(*) from journal.witness where alarm is not null"));
    }

    @Test
    void warnsAboutSilentWitnessUntilNextReceipt() throws Exception {
        recordAndSeal();
        deliver();
        witness.status = 503;
        StartCheck check = check(Duration.ofMillis(300));
        check.run();
        assertEquals(List.of(ADMITTED), verdicts);
        SealWatchService guard =
                new SealWatchService(store.tx(), Duration.ofMinutes(10), Clock.systemUTC(), check::unconfirmed);
        HealthWarning told = guard.state().warnings().get(0);
        assertTrue(
                told.what().english().startsWith("the witness outside did not answer when the hub started"),
                told::toString);
        assertTrue(told.what().persian().contains("تأیید نکرد"), told::toString);
        witness.status = 200;
        deliver();
        assertEquals(List.of(), guard.state().warnings());
    }

    @Test
    void witnessWithoutReceiptCannotQuarantineHub() throws Exception {
        Seal other = recordAndSeal();
        witness.kept.put(1L, other);
        returnTo(0);
        check(LONG).run();
        assertEquals(List.of(ADMITTED), verdicts);
    }

    /**
     * If the witness contradicts a seal that it had accepted from this journal, the history was rewritten. This does
     * not show that this journal is the older copy.
     */
    @Test
    void witnessContradictingItsReceiptCannotQuarantineHub() throws Exception {
        recordAndSeal();
        deliver();
        recordAndSeal();
        deliver();
        execute(
                "delete from journal.number where sequence = 2",
                "delete from journal.seal where number = 2",
                "delete from journal.entry e where not exists (select from journal.number n where n.entry = e.id)");
        recordAndSeal();
        check(LONG).run();
        assertEquals(List.of(ADMITTED), verdicts);
        assertEquals(1, number("select count(*) from journal.witness where alarm is not null"));
    }

    @Test
    void awaitsWitnessThatIsNotConfiguredYet() throws Exception {
        recordAndSeal();
        deliver();
        StartCheck check = check("late", Duration.ofMillis(200));
        check.run();
        assertEquals(Set.of("late"), check.unconfirmed().keySet());
        assertEquals(List.of(ADMITTED), verdicts);
    }
}
