package city.pishkhan.proofs;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A journal in memory, built as in the hub, for tampering in tests. */
public final class TestJournal {
    public static final Instant START = Instant.parse("2026-03-21T06:00:00Z");

    public final List<SealKey> keys = new ArrayList<>();
    public final List<Entry> entries = new ArrayList<>();
    public final List<Sealed> seals = new ArrayList<>();
    private final Random random;
    private Frontier frontier = new Frontier();
    public Instant clock = START;
    public KeyPair key;

    public TestJournal(long seed) {
        random = new Random(seed);
        rotate(true, "first");
    }

    /**
     * Creates a journal of several cases and the hub, sealed at random moments; the last entries are unsealed.
     *
     * @param seed seed of the random numbers
     * @param count number of entries
     */
    public static TestJournal create(long seed, int count) {
        TestJournal journal = new TestJournal(seed);
        List<UUID> cases = new ArrayList<>(List.of(Entry.HUB));
        for (int i = 0; i < count; i++) {
            if (i % 7 == 0) {
                cases.add(journal.uuid());
            }
            journal.record(cases.get(journal.random.nextInt(cases.size())), "event." + i);
            if (i > 0 && i % 11 == 0) {
                journal.seal();
            }
        }
        journal.seal();
        journal.record(cases.get(1), "not.sealed");
        return journal;
    }

    public UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    public void record(UUID caseId, String event) {
        record(caseId, event, "{\"n\":" + random.nextInt() + "}");
    }

    public void record(UUID caseId, String event, String details) {
        Entry before = entries.stream()
                .filter(e -> e.caseId().equals(caseId))
                .max(Comparator.comparingLong(Entry::position))
                .orElse(null);
        clock = clock.plusMillis(17);
        entries.add(hashed(new Entry(
                entries.size() + 1L,
                uuid(),
                caseId,
                before == null ? 1 : before.position() + 1,
                clock,
                event,
                "clerk-1204",
                details,
                before == null ? Entry.GENESIS : before.hash(),
                "")));
    }

    public static Entry hashed(Entry e) {
        String hash =
                Entry.hash(e.id(), e.caseId(), e.position(), e.at(), e.event(), e.actor(), e.details(), e.previous());
        return new Entry(
                e.sequence(),
                e.id(),
                e.caseId(),
                e.position(),
                e.at(),
                e.event(),
                e.actor(),
                e.details(),
                e.previous(),
                hash);
    }

    public void seal() {
        Seal before = seals.isEmpty() ? null : seals.get(seals.size() - 1).seal();
        long from = before == null ? 1 : before.to() + 1;
        if (from > entries.size()) {
            return;
        }
        byte[] leaves = new byte[(entries.size() - (int) from + 1) * Hashes.LENGTH];
        for (int i = (int) from; i <= entries.size(); i++) {
            byte[] hash = Hashes.bytes(entries.get(i - 1).hash());
            frontier.append(hash);
            System.arraycopy(hash, 0, leaves, (i - (int) from) * Hashes.LENGTH, Hashes.LENGTH);
        }
        clock = clock.plusSeconds(60);
        Seal seal = new Seal(
                seals.size() + 1L,
                from,
                entries.size(),
                entries.stream().filter(e -> e.position() == 1).count(),
                Hashes.hex(frontier.root()),
                before == null ? Entry.GENESIS : before.hash(),
                clock,
                SealKey.id(key.getPublic()),
                "");
        seals.add(new Sealed(Seal.sign(seal, key.getPrivate()), frontier.encoded(), leaves));
    }

    /** Creates all seals again over the present entries, with the present key and the old times. */
    public void reseal() {
        List<Sealed> old = new ArrayList<>(seals);
        List<Entry> all = new ArrayList<>(entries);
        seals.clear();
        entries.clear();
        frontier = new Frontier();
        for (Sealed one : old) {
            entries.addAll(all.subList(
                    entries.size(), Math.min(all.size(), (int) one.seal().to())));
            clock = one.seal().at().minusSeconds(60);
            seal();
        }
        entries.addAll(all.subList(entries.size(), all.size()));
    }

    public void rotate(boolean vouched, String reason) {
        KeyPair next = keyPair();
        boolean first = keys.isEmpty() || !vouched;
        keys.add(SealKey.introduce(
                keys.size() + 1,
                next.getPublic(),
                first ? "" : SealKey.id(key.getPublic()),
                clock,
                reason,
                (first ? next : key).getPrivate()));
        key = next;
    }

    public static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance(SealKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the proofs of a case's entries, with additional seals. */
    public CaseProof proof(UUID caseId, long... more) {
        List<Entry> ofCase =
                entries.stream().filter(e -> e.caseId().equals(caseId)).toList();
        long size = seals.isEmpty() ? 0 : last().to();
        Stream<Seal> covering = ofCase.stream()
                .filter(e -> e.sequence() <= size)
                .map(e -> findCovering(e.sequence()).seal());
        Stream<Seal> named =
                LongStream.of(more).mapToObj(n -> seals.get((int) n - 1).seal());
        return CaseProof.of(ofCase, Stream.concat(covering, named).distinct().toList(), keys, nodes());
    }

    /** Signs a manifest like the hub. */
    public EvidenceFile.Signature sign(byte[] manifest) {
        return new EvidenceFile.Signature(
                SealKey.id(key.getPublic()), SealKey.sign(key.getPrivate(), EvidenceFile.signedBytes(manifest)));
    }

    public Seal last() {
        return seals.get(seals.size() - 1).seal();
    }

    Sealed findCovering(long sequence) {
        return seals.stream().filter(s -> s.seal().to() >= sequence).findFirst().orElseThrow();
    }

    public SealedNodes nodes() {
        return new SealedNodes(
                this::findCovering, number -> number < 1 ? Optional.empty() : Optional.of(seals.get((int) number - 1)));
    }
}
