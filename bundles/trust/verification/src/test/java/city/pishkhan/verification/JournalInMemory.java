package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import city.pishkhan.proofs.TestJournal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A {@link TestJournal} as a source, verified with its first key. */
record JournalInMemory(TestJournal journal) implements Source {

    static Report check(TestJournal journal, Seal... witnessed) {
        return Verifier.check(new JournalInMemory(journal), trust(journal), List.of(witnessed));
    }

    static Trust trust(TestJournal journal) {
        return new Trust(List.of(journal.keys.get(0).key()), journal.keys);
    }

    @Override
    public List<SealKey> keys() {
        return journal.keys;
    }

    @Override
    public Stream<Sealed> seals() {
        return journal.seals.stream()
                .sorted(Comparator.comparingLong(s -> s.seal().number()));
    }

    @Override
    public Stream<Entry> entries() {
        return journal.entries.stream()
                .sorted(Comparator.comparing(Entry::sequence, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    @Override
    public void close() {
        // nothing to close
    }
}
