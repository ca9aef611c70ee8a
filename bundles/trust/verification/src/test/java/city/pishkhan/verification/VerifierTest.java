package city.pishkhan.verification;

import static city.pishkhan.verification.JournalInMemory.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.Sealed;
import city.pishkhan.proofs.TestJournal;
import city.pishkhan.proofs.WitnessFile;
import city.pishkhan.verification.Finding.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All manipulations of a journal, at many places of many journals, are found and named, and nothing else is reported. */
class VerifierTest {
    private static final int COUNT = 60;

    private static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    private static int place(long seed) {
        return (int) (seed * 7 % (COUNT - 2)) + 1;
    }

    private static Finding only(Report report, Kind kind) {
        assertEquals(
                List.of(kind), report.findings().stream().map(Finding::kind).toList(), report.findings()::toString);
        return report.findings().get(0);
    }

    private static void alter(TestJournal journal, int index, String actor, String details, boolean hash) {
        Entry e = journal.entries.get(index);
        Entry other = new Entry(
                e.sequence(),
                e.id(),
                e.caseId(),
                e.position(),
                e.at(),
                e.event(),
                actor == null ? e.actor() : actor,
                details == null ? e.details() : details,
                e.previous(),
                e.hash());
        journal.entries.set(index, hash ? TestJournal.hashed(other) : other);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 11, 12, 13, 60, 200})
    void acceptsUntouchedJournal(int count) {
        TestJournal journal = TestJournal.create(3, Math.max(count, 1));
        Report report = check(journal, journal.last());
        assertEquals(List.of(), report.findings());
        assertEquals(journal.entries.size(), report.entries());
        assertEquals(journal.seals.size(), report.seals());
        assertEquals(1, report.unsealed());
        assertEquals(journal.last().number(), report.witnessed());
    }

    @Test
    void acceptsEmptyJournal() {
        assertEquals(List.of(), check(new TestJournal(1)).findings());
    }

    @Test
    void detectsChangedEntry() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            alter(journal, place(seed), seed % 2 == 0 ? "other" : null, seed % 2 == 0 ? null : "{}", false);
            Finding finding = only(check(journal), Kind.ENTRY_CHANGED);
            assertEquals(journal.entries.get(place(seed)).caseId(), finding.caseId());
            assertEquals(place(seed) + 1, finding.from());
        });
    }

    @Test
    void detectsChangedEntryWithNewHash() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            alter(journal, place(seed), null, "{}", true);
            assertEquals(
                    place(seed) + 1, only(check(journal), Kind.ENTRY_REWRITTEN).from());
        });
    }

    @Test
    void detectsRemovedEntry() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            Entry gone = journal.entries.get(place(seed));
            List<Entry> ofCase = journal.entries.stream()
                    .filter(e -> e.caseId().equals(gone.caseId()))
                    .toList();
            boolean hasSuccessor = ofCase.get(ofCase.size() - 1) != gone;
            journal.entries.remove(gone);
            boolean alone = ofCase.size() == 1;
            Finding finding = only(check(journal), alone ? Kind.CASE_REMOVED : Kind.ENTRY_REMOVED);
            assertEquals(gone.sequence(), finding.from());
            assertEquals(gone.sequence(), finding.to());
            assertEquals(hasSuccessor ? gone.caseId() : null, finding.caseId());
        });
    }

    @Test
    void detectsRemovedEntryDespiteRenumbering() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            Entry gone = journal.entries.remove(place(seed));
            for (int i = place(seed); i < journal.entries.size(); i++) {
                journal.entries.set(i, numbered(journal.entries.get(i), i + 1L));
            }
            Report report = check(journal);
            Set<Kind> kinds = kinds(report);
            assertTrue(
                    kinds.contains(Kind.ENTRY_REMOVED) || kinds.contains(Kind.CASE_REMOVED),
                    () -> gone.sequence() + " " + report.findings());
            kinds.removeAll(Set.of(Kind.ENTRY_REMOVED, Kind.CASE_REMOVED, Kind.ENTRY_REORDERED));
            // renumbering gave a sealed number to an unsealed entry, which is then reported as inserted
            kinds.remove(Kind.ENTRY_INSERTED);
            assertEquals(Set.of(), kinds, report.findings()::toString);
            assertEquals(
                    List.of((long) COUNT),
                    report.findings().stream()
                            .filter(f -> f.kind() == Kind.ENTRY_INSERTED)
                            .map(Finding::from)
                            .toList());
            assertEquals(
                    List.of(gone.sequence()),
                    report.findings().stream()
                            .filter(f -> f.kind() == Kind.ENTRY_REMOVED || f.kind() == Kind.CASE_REMOVED)
                            .map(Finding::from)
                            .toList(),
                    report.findings()::toString);
        });
    }

    @Test
    void detectsInsertedEntryDespiteNewChain() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            UUID caseId = journal.entries.get(place(seed)).caseId();
            Entry inserted = insert(journal, place(seed), journal.entries.size() + 1L);
            Report report = check(journal);
            List<Finding> news = report.findings().stream()
                    .filter(f -> f.kind() == Kind.ENTRY_INSERTED)
                    .toList();
            assertEquals(1, news.size(), report.findings()::toString);
            assertEquals(inserted.sequence(), news.get(0).from());
            assertEquals(
                    Set.of(caseId),
                    report.findings().stream().map(Finding::caseId).collect(Collectors.toSet()));
            Set<Kind> kinds = kinds(report);
            kinds.removeAll(Set.of(Kind.ENTRY_INSERTED, Kind.ENTRY_REWRITTEN));
            assertEquals(Set.of(), kinds);
        });
    }

    @Test
    void detectsInsertedEntryDespiteShiftedNumbers() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            long number = place(seed) + 1;
            for (int i = place(seed); i < journal.entries.size(); i++) {
                journal.entries.set(i, numbered(journal.entries.get(i), i + 2L));
            }
            insert(journal, place(seed), number);
            Report report = check(journal);
            List<Finding> news = report.findings().stream()
                    .filter(f -> f.kind() == Kind.ENTRY_INSERTED)
                    .toList();
            assertEquals(List.of(number), news.stream().map(Finding::from).toList(), report.findings()::toString);
            Set<Kind> kinds = kinds(report);
            kinds.removeAll(Set.of(Kind.ENTRY_INSERTED, Kind.ENTRY_REWRITTEN, Kind.ENTRY_REORDERED));
            // a rewritten last entry may come after the last seal, where the verifier cannot recognize the change
            report.findings().stream()
                    .filter(f -> f.kind() == Kind.ENTRY_REMOVED && f.from() == COUNT)
                    .forEach(f -> kinds.remove(f.kind()));
            assertEquals(Set.of(), kinds, report.findings()::toString);
        });
    }

    /** Inserts an entry before an index and rewrites the rest of its case's chain. */
    private static Entry insert(TestJournal journal, int index, long number) {
        Entry at = journal.entries.get(index);
        Entry inserted = TestJournal.hashed(new Entry(
                number,
                journal.uuid(),
                at.caseId(),
                at.position(),
                at.at(),
                "never.happened",
                "x",
                "{}",
                at.previous(),
                ""));
        String previous = inserted.hash();
        for (int i = 0; i < journal.entries.size(); i++) {
            Entry e = journal.entries.get(i);
            if (e.caseId().equals(at.caseId()) && e.position() >= at.position()) {
                Entry moved = TestJournal.hashed(new Entry(
                        e.sequence(),
                        e.id(),
                        e.caseId(),
                        e.position() + 1,
                        e.at(),
                        e.event(),
                        e.actor(),
                        e.details(),
                        previous,
                        ""));
                journal.entries.set(i, moved);
                previous = moved.hash();
            }
        }
        journal.entries.add(inserted);
        return inserted;
    }

    private static Entry numbered(Entry e, Long sequence) {
        return new Entry(
                sequence,
                e.id(),
                e.caseId(),
                e.position(),
                e.at(),
                e.event(),
                e.actor(),
                e.details(),
                e.previous(),
                e.hash());
    }

    @Test
    void detectsSwappedEntries() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            int a = place(seed);
            int b = place(seed + 5);
            Entry one = journal.entries.get(a);
            journal.entries.set(a, numbered(journal.entries.get(b), a + 1L));
            journal.entries.set(b, numbered(one, b + 1L));
            Report report = check(journal);
            assertEquals(Set.of(Kind.ENTRY_REORDERED), kinds(report), report.findings()::toString);
            assertEquals(
                    new TreeSet<>(Set.of(a + 1L, b + 1L)),
                    report.findings().stream().map(Finding::from).collect(Collectors.toCollection(TreeSet::new)),
                    report.findings()::toString);
        });
    }

    @Test
    void detectsRemovedNumber() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            Entry e = journal.entries.get(place(seed));
            journal.entries.set(place(seed), numbered(e, null));
            assertEquals(e.caseId(), only(check(journal), Kind.NUMBER_REMOVED).caseId());
        });
    }

    @Test
    void detectsRemovedCase() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            UUID caseId = journal.entries.get(place(seed)).caseId();
            List<Entry> gone = journal.entries.stream()
                    .filter(e -> e.caseId().equals(caseId) && e.sequence() <= COUNT)
                    .toList();
            journal.entries.removeIf(e -> e.caseId().equals(caseId));
            Finding finding = only(check(journal), Kind.CASE_REMOVED);
            assertEquals(gone.get(0).sequence(), finding.from());
            assertEquals(gone.get(gone.size() - 1).sequence(), finding.to());
        });
    }

    @Test
    void detectsTruncatedTail() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            journal.entries.removeIf(e -> e.sequence() > place(seed));
            Finding finding = only(check(journal), Kind.TAIL_TRUNCATED);
            assertEquals(place(seed) + 1, finding.from());
            assertEquals(COUNT, finding.to());
        });
    }

    @Test
    void witnessRevealsTailRemovedWithSeals() {
        TestJournal journal = TestJournal.create(5, COUNT);
        Seal witnessed = journal.last();
        journal.seals.subList(3, journal.seals.size()).clear();
        journal.entries.removeIf(e -> e.sequence() > journal.last().to());
        assertEquals(List.of(), check(journal).findings(), "nobody else can know");
        Finding finding = only(check(journal, witnessed), Kind.ROLLED_BACK);
        assertEquals(journal.last().to() + 1, finding.from());
        assertEquals(COUNT, finding.to());
    }

    @Test
    void witnessRevealsRestoredOlderState() {
        TestJournal journal = TestJournal.create(5, 30);
        TestJournal later = TestJournal.create(5, COUNT);
        later.keys.clear();
        later.keys.addAll(journal.keys);
        later.key = journal.key;
        later.reseal();
        Seal witnessed = later.last();
        // the restored hub continues with new entries
        journal.clock = later.clock.plus(Duration.ofHours(1));
        for (int i = 0; i < 40; i++) {
            journal.record(journal.uuid(), "case.opened");
            journal.seal();
        }
        assertEquals(List.of(), check(journal).findings(), "nobody else can know");
        assertTrue(witnessed.at().isBefore(journal.last().at()));
        Report report = check(journal, witnessed);
        assertEquals(Set.of(Kind.ROLLED_BACK), kinds(report), report.findings()::toString);
    }

    @Test
    void witnessRevealsResealedHistory() {
        seeds().forEach(seed -> {
            TestJournal journal = TestJournal.create(seed, COUNT);
            Seal witnessed = journal.last();
            rewrite(journal, place(seed));
            journal.reseal();
            assertEquals(List.of(), check(journal).findings(), "nobody else can know");
            only(check(journal, witnessed), Kind.HISTORY_REWRITTEN);
        });
    }

    /** Changes one entry and rewrites its case's chain. */
    private static void rewrite(TestJournal journal, int index) {
        alter(journal, index, "another", null, true);
        Entry before = journal.entries.get(index);
        for (int i = index + 1; i < journal.entries.size(); i++) {
            Entry e = journal.entries.get(i);
            if (e.caseId().equals(before.caseId())) {
                before = TestJournal.hashed(new Entry(
                        e.sequence(),
                        e.id(),
                        e.caseId(),
                        e.position(),
                        e.at(),
                        e.event(),
                        e.actor(),
                        e.details(),
                        before.hash(),
                        ""));
                journal.entries.set(i, before);
            }
        }
    }

    @Test
    void detectsReplacedSeal() {
        TestJournal journal = TestJournal.create(5, COUNT);
        for (int i = 0; i < journal.seals.size(); i++) {
            List<Sealed> before = new ArrayList<>(journal.seals);
            Seal s = before.get(i).seal();
            Seal other = new Seal(
                    s.number(),
                    s.from(),
                    s.to(),
                    s.chains(),
                    s.root(),
                    s.previous(),
                    s.at().plus(Duration.ofHours(1)),
                    s.key(),
                    s.signature());
            journal.seals.set(
                    i, new Sealed(other, before.get(i).frontier(), before.get(i).leaves()));
            assertEquals(s.from(), only(check(journal), Kind.SEAL_FORGED).from());
            // an attacker with the key replaces one seal; only the witness's copy reveals that the last seal was
            // replaced
            journal.seals.set(
                    i,
                    new Sealed(
                            Seal.sign(other, journal.key.getPrivate()),
                            before.get(i).frontier(),
                            before.get(i).leaves()));
            if (i < before.size() - 1) {
                assertEquals(s.from(), only(check(journal), Kind.SEAL_FORGED).from());
            } else {
                only(check(journal, s), Kind.ROLLED_BACK);
            }
            journal.seals.set(i, before.get(i));
        }
    }

    @Test
    void detectsRemovedOrRenumberedSeal() {
        TestJournal journal = TestJournal.create(5, COUNT);
        Sealed second = journal.seals.remove(1);
        assertEquals(
                second.seal().from(), only(check(journal), Kind.SEAL_REMOVED).from());
        Seal s = second.seal();
        Seal other = new Seal(99, s.from(), s.to(), s.chains(), s.root(), s.previous(), s.at(), s.key(), s.signature());
        journal.seals.add(new Sealed(other, second.frontier(), second.leaves()));
        assertEquals(Set.of(Kind.SEAL_REMOVED, Kind.SEAL_FORGED), kinds(check(journal)));
    }

    @Test
    void reportsSealIfItsLeavesWereAltered() {
        TestJournal journal = TestJournal.create(5, COUNT);
        Sealed third = journal.seals.get(2);
        alter(journal, (int) third.seal().from() - 1, "other", null, true);
        journal.seals.set(2, new Sealed(third.seal(), third.frontier(), new byte[third.leaves().length]));
        Report report = check(journal);
        assertTrue(kinds(report).contains(Kind.SEAL_BROKEN));
        assertTrue(
                report.findings().stream()
                        .allMatch(f -> f.from() >= third.seal().from()),
                report.findings()::toString);
        assertTrue(kinds(report).size() <= 2, report.findings()::toString);
    }

    @Test
    void trustsKeySignedByPreviousKey() {
        TestJournal journal = TestJournal.create(5, COUNT);
        journal.rotate(true, "yearly");
        journal.record(journal.uuid(), "case.opened");
        journal.seal();
        assertEquals(List.of(), check(journal, journal.last()).findings());
        journal.rotate(false, "the old one is lost");
        journal.record(journal.uuid(), "case.opened");
        journal.seal();
        assertEquals(Set.of(Kind.KEY_UNKNOWN, Kind.SEAL_FORGED), kinds(check(journal)));
        Trust both =
                new Trust(List.of(journal.keys.get(0).key(), journal.keys.get(2).key()), journal.keys);
        assertEquals(
                List.of(),
                Verifier.check(new JournalInMemory(journal), both, List.of()).findings());
    }

    @Test
    void rejectsWitnessWithoutValidSignature() {
        TestJournal journal = TestJournal.create(5, COUNT);
        Seal s = journal.last();
        Seal other =
                new Seal(s.number() + 1, s.from(), s.to(), s.chains(), s.root(), "", s.at(), s.key(), s.signature());
        only(check(journal, other), Kind.WITNESS_FORGED);
    }

    @Test
    void checkOfExportGivesSameFindings(@TempDir Path folder) throws Exception {
        TestJournal journal = TestJournal.create(5, COUNT);
        alter(journal, 9, "other", null, false);
        journal.entries.set(20, numbered(journal.entries.get(20), null));
        Path file = folder.resolve("journal.zip");
        try (var out = Files.newOutputStream(file)) {
            assertEquals(COUNT + 1, JournalFile.write(new JournalInMemory(journal), out));
        }
        Path kept = Files.writeString(
                folder.resolve("witness.jsonl"),
                CanonicalJson.line(CanonicalJson.write(journal.seals.get(0).seal())) + "\n{\"seal\":"
                        + CanonicalJson.line(CanonicalJson.write(journal.last())) + "}\n");
        Report report = Verifier.check(JournalFile.open(file), JournalInMemory.trust(journal), WitnessFile.read(kept));
        assertEquals(check(journal, journal.last()).findings(), report.findings());
        assertEquals(Set.of(Kind.ENTRY_CHANGED, Kind.NUMBER_REMOVED), kinds(report));
        assertEquals(journal.last().number(), report.witnessed());
    }

    private static Set<Kind> kinds(Report report) {
        return report.findings().stream().map(Finding::kind).collect(Collectors.toCollection(TreeSet::new));
    }
}
