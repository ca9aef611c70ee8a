package city.pishkhan.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Linked;
import city.pishkhan.proofs.Merkle;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.verification.Finding;
import city.pishkhan.verification.JdbcJournal;
import city.pishkhan.verification.Report;
import city.pishkhan.verification.Trust;
import city.pishkhan.verification.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCreatorTest {
    private static final int MOST = 100;

    @TempDir
    Path folder;

    private TestStore store;
    private Journal journal;
    private EntryNumberer numbering;
    // the clock starts at the real time, because the entries have real times
    private Instant now = Instant.now();
    private KeyFile file;
    private SealCreator sealing;

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void start() {
        store = TestStore.start();
        journal = new SqlJournal(store.tx(), store.schemas());
        numbering = new EntryNumberer(store.tx(), journal);
        numbering.stop();
        file = new KeyFile(folder.resolve("seal.p12"), "a password of a test");
        sealing = sealing(new SealKeys(file, true, clock));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private SealCreator sealing(SealKeys keys) {
        return new SealCreator(store.tx(), keys, clock, Duration.ofMinutes(1), MOST);
    }

    private void recordEntries(int cases, int entries) {
        for (int c = 0; c < cases; c++) {
            UUID id = Ids.next();
            for (int i = 0; i < entries; i++) {
                int n = i;
                store.tx().run(sql -> journal.record(id, "event." + n, Caller.HUB, Map.of("n", n)));
            }
        }
        numbering.number();
    }

    private Report check(Seal... witnessed) throws Exception {
        List<SealKey> keys = store.tx().required(SealRepository::keys);
        Trust trust = new Trust(keys.isEmpty() ? List.of() : List.of(keys.get(0).key()), keys);
        return Verifier.check(new JdbcJournal(store.dataSource().getConnection()), trust, List.of(witnessed));
    }

    @Test
    void restartDoesNotDelayFirstSeal() {
        recordEntries(1, 1);
        now = now.plusSeconds(40);
        sealing = sealing(new SealKeys(file, true, clock));
        assertEquals(Optional.empty(), sealing.sealIfDue());
        now = now.plusSeconds(30);
        assertEquals(1, sealing.sealIfDue().orElseThrow().number());
    }

    @Test
    void sealsNumberedEntriesWhenDue() throws Exception {
        recordEntries(2, 3);
        assertEquals(Optional.empty(), sealing.sealIfDue(), "the first minute is not over");
        now = now.plusSeconds(90);
        Seal first = sealing.sealIfDue().orElseThrow();
        assertEquals(List.of(1L, 1L, 6L, 2L), List.of(first.number(), first.from(), first.to(), first.chains()));
        assertEquals(Optional.empty(), sealing.sealIfDue());
        now = now.plusSeconds(60);
        assertEquals(Optional.empty(), sealing.sealIfDue(), "no seal over nothing");
        recordEntries(1, 1);
        Seal second = sealing.sealIfDue().orElseThrow();
        assertEquals(List.of(2L, 7L, 7L, 3L), List.of(second.number(), second.from(), second.to(), second.chains()));
        assertEquals(first.hash(), second.previous());
        recordEntries(1, 2);
        Report report = check(second);
        assertEquals(List.of(), report.findings());
        assertEquals(2, report.unsealed());
        assertEquals(2, report.witnessed());
    }

    @Test
    void manyEntriesMakeSealsDueAtOnce() throws Exception {
        recordEntries(25, 10);
        Seal last = sealing.sealIfDue().orElseThrow();
        // the remaining entries are fewer than the maximum of a seal, so they wait for the interval
        assertEquals(List.of(2L, 200L), List.of(last.number(), last.to()));
        assertEquals(3, sealing.sealNow().orElseThrow().number());
        assertEquals(List.of(), check(last).findings());
        assertEquals(0, sealing.unsealed());
    }

    @Test
    void severalNodesCreateOneChainOfSeals() throws Exception {
        SealKeys keys = new SealKeys(file, true, clock);
        sealing.sealNow();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> work = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                SealCreator one = sealing(keys);
                work.add(() -> {
                    for (int i = 0; i < 10; i++) {
                        recordEntries(1, 3);
                        one.sealNow();
                    }
                    return null;
                });
            }
            for (var done : nodes.invokeAll(work)) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        numbering.number();
        sealing.sealNow();
        Report report = check();
        assertEquals(List.of(), report.findings());
        assertEquals(120, report.entries());
        assertEquals(0, report.unsealed());
    }

    @Test
    void provesCaseEntriesUnderCoveringSeals() throws Exception {
        UUID mine = Ids.next();
        for (int i = 0; i < 4; i++) {
            recordEntries(3, 5);
            int n = i;
            store.tx().run(sql -> journal.record(mine, "event." + n, Caller.HUB, Map.of("n", n)));
            numbering.number();
            sealing.sealNow();
        }
        recordEntries(1, 5);
        sealing.sealNow();
        store.tx().run(sql -> journal.record(mine, "event.late", Caller.HUB, Map.of()));
        CaseProofBuilder proving = new CaseProofBuilder(store.tx(), sealing);
        CaseProof proof = proving.prove(mine, OptionalLong.empty());
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                proof.seals().stream().map(linked -> linked.seal().number()).toList());
        assertEquals(5, proof.entries().size());
        assertFalse(proof.entries().get(4).hasSeal());
        assertProved(proof);
        CaseProof tied = proving.prove(mine, OptionalLong.of(5));
        assertEquals(5, tied.head().number());
        assertProved(tied);
        assertEquals(
                "seal",
                assertThrows(Refusal.class, () -> proving.prove(mine, OptionalLong.of(6)))
                        .field());
        assertEquals(List.of(), proving.prove(Ids.next(), OptionalLong.empty()).entries());
    }

    private static void assertProved(CaseProof proof) {
        Seal head = proof.head();
        for (Proven proven : proof.entries()) {
            assertTrue(!proven.hasSeal()
                    || Merkle.isIncluded(
                            Merkle.leaf(Hashes.bytes(proven.entry().hash())),
                            proven.entry().sequence() - 1,
                            head.to(),
                            proven.proof(),
                            Hashes.bytes(head.root())));
        }
        for (Linked linked : proof.seals()) {
            assertTrue(Merkle.isConsistent(
                    linked.seal().to(),
                    Hashes.bytes(linked.seal().root()),
                    head.to(),
                    Hashes.bytes(head.root()),
                    linked.extension()));
        }
    }

    @Test
    void signsEvidenceOnlyWithSealKey() throws Exception {
        CaseProofBuilder proving = new CaseProofBuilder(store.tx(), sealing);
        EvidenceFile.Signature first = proving.sign(new byte[] {1, 2});
        SealKey key = store.tx().required(SealRepository::keys).get(0);
        assertEquals(key.id(), first.key());
        assertTrue(SealKey.verify(key.key(), EvidenceFile.signedBytes(new byte[] {1, 2}), first.signature()));
        Files.delete(folder.resolve("seal.p12"));
        CaseProofBuilder elsewhere = new CaseProofBuilder(store.tx(), sealing(new SealKeys(file, true, clock)));
        assertEquals(
                Refusal.Kind.UNAVAILABLE,
                assertThrows(Refusal.class, () -> elsewhere.sign(new byte[0])).kind());
    }

    @Test
    void secondNodeDoesNotWaitForRunningSeal() throws Exception {
        recordEntries(1, 1);
        store.tx().run(sql -> {
            sql.execute("select pg_advisory_xact_lock(hashtext('journal.sealing'))");
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                other.submit(() -> {
                            recordEntries(1, 2);
                            return sealing.sealNow();
                        })
                        .get(20, java.util.concurrent.TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                other.shutdownNow();
            }
        });
        assertEquals(3, sealing.unsealed(), "another node made a seal, and did not end yet");
        assertEquals(3, sealing.sealNow().orElseThrow().to());
    }

    @Test
    void createsKeyOnceAndReusesItAfterRestart() throws Exception {
        recordEntries(1, 1);
        Seal first = sealing.sealNow().orElseThrow();
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("seal.p12"))));
        recordEntries(1, 1);
        Seal second = sealing(
                        new SealKeys(new KeyFile(folder.resolve("seal.p12"), "a password of a test"), true, clock))
                .sealNow()
                .orElseThrow();
        assertEquals(first.key(), second.key());
        assertEquals(List.of(), check(second).findings());
    }

    @Test
    void doesNotCreateConfiguredKeystore() {
        recordEntries(1, 1);
        SealCreator strict = sealing(new SealKeys(new KeyFile(folder.resolve("absent.p12"), "x"), false, clock));
        assertTrue(assertThrows(IllegalStateException.class, strict::sealNow)
                .getMessage()
                .contains("does not exist"));
        assertFalse(Files.exists(folder.resolve("absent.p12")));
    }

    @Test
    void oldKeySignsNewKey() throws Exception {
        recordEntries(1, 1);
        Seal first = sealing.sealNow().orElseThrow();
        SealKey next = sealing.rotate("a year is over");
        assertEquals(first.key(), next.previous());
        recordEntries(1, 1);
        Seal second = sealing.sealNow().orElseThrow();
        assertEquals(next.id(), second.key());
        assertEquals(List.of(), check(first, second).findings());
    }

    @Test
    void nodeWithoutKeySealsOnlyAfterRotation() throws Exception {
        recordEntries(1, 1);
        Seal first = sealing.sealNow().orElseThrow();
        SealCreator elsewhere = sealing(new SealKeys(new KeyFile(folder.resolve("other.p12"), "another"), true, clock));
        recordEntries(1, 1);
        String told =
                assertThrows(IllegalStateException.class, elsewhere::sealNow).getMessage();
        assertTrue(told.contains(first.key()) && told.contains("journal-rotate-key"), told);
        SealKey stranger = elsewhere.rotate("restored without the old key");
        assertEquals("", stranger.previous());
        Seal second = elsewhere.sealNow().orElseThrow();
        List<Finding.Kind> kinds =
                check().findings().stream().map(Finding::kind).toList();
        assertEquals(List.of(Finding.Kind.KEY_UNKNOWN, Finding.Kind.SEAL_FORGED), kinds);
        List<SealKey> keys = store.tx().required(SealRepository::keys);
        Trust both = new Trust(List.of(keys.get(0).key(), keys.get(1).key()), keys);
        Report report =
                Verifier.check(new JdbcJournal(store.dataSource().getConnection()), both, List.of(first, second));
        assertEquals(List.of(), report.findings());
    }

    @Test
    void writesSealsForWitnessAndDetectsDifferentHistory() throws Exception {
        Path drop = folder.resolve("witness");
        SealFolder witness = new SealFolder(drop, store.tx());
        witness.catchUp();
        recordEntries(1, 1);
        sealing.sealNow();
        recordEntries(1, 1);
        Seal second = sealing.sealNow().orElseThrow();
        witness.catchUp();
        witness.catchUp();
        try (var files = Files.list(drop)) {
            assertEquals(
                    List.of("seal-0000000001.json", "seal-0000000002.json"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        assertEquals(List.of(second), city.pishkhan.proofs.WitnessFile.read(drop.resolve("seal-0000000002.json")));
        store.tx().run(sql -> sql.execute("delete from journal.seal where number = 2"));
        assertTrue(assertThrows(IllegalStateException.class, witness::catchUp)
                .getMessage()
                .contains("lacks"));
        now = now.plusSeconds(1);
        sealing.sealNow();
        assertTrue(assertThrows(IllegalStateException.class, witness::catchUp)
                .getMessage()
                .contains("has with different content"));
    }

    @Test
    void refusesToContinueAlteredSeal() {
        recordEntries(1, 1);
        sealing.sealNow();
        recordEntries(1, 1);
        store.tx().run(sql -> sql.execute("update journal.seal set frontier = decode(repeat('00', 32), 'hex')"));
        assertTrue(assertThrows(IllegalStateException.class, () -> sealing.sealNow())
                .getMessage()
                .contains("altered"));
    }

    /**
     * The numbers of a case's entries follow its chain, even if the ids do not because the clocks of two nodes differ.
     */
    @Test
    void numbersFollowChainOfCase() {
        UUID id = Ids.next();
        for (int i = 0; i < 5; i++) {
            store.tx().run(sql -> journal.record(id, "event", Caller.HUB, Map.of()));
        }
        store.tx()
                .run(sql -> sql.execute(
                        "update journal.entry set id = ('00000000-0000-7000-8000-00000000000' || 9 - position)::uuid"));
        numbering.number();
        assertEquals(
                LongStream.rangeClosed(1, 5).boxed().toList(),
                journal.entriesAfter(0, 10).stream()
                        .map(Journal.Entry::position)
                        .toList());
    }
}
