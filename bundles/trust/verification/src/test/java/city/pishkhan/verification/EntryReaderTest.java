package city.pishkhan.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.TestJournal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryReaderTest {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Entry> changed = new HashSet<>();
    private final List<Entry> entries = TestJournal.create(5, 20).entries;

    @Test
    void readsEntriesUpToNumberAndThenSingly() {
        EntryReader reading = reading();
        assertEquals(entries.subList(0, 12), reading.readUpTo(12));
        assertEquals(12, reading.highest());
        for (Entry entry : entries.subList(12, entries.size())) {
            assertEquals(entry, reading.next());
        }
        assertNull(reading.next());
        assertEquals(entries.size(), reading.count());
        assertEquals(List.of(), findings);
    }

    @Test
    void reportsAndSkipsDuplicateNumbers() {
        Entry early = entries.get(3);
        Entry late = entries.get(15);
        entries.add(16, late);
        entries.add(4, early);
        EntryReader reading = reading();
        assertEquals(12, reading.readUpTo(12).size());
        int rest = 0;
        while (reading.next() != null) {
            rest++;
        }
        assertEquals(entries.size() - 2 - 12, rest);
        assertEquals(entries.size(), reading.count());
        assertEquals(
                List.of(early.sequence(), late.sequence()),
                findings.stream().map(Finding::from).toList());
    }

    @Test
    void reportsEntryWithWrongHash() {
        Entry e = entries.get(7);
        Entry other = new Entry(
                e.sequence(),
                e.id(),
                e.caseId(),
                e.position(),
                e.at(),
                e.event(),
                "other",
                e.details(),
                e.previous(),
                e.hash());
        entries.set(7, other);
        assertEquals(entries, reading().readUpTo(entries.size()));
        assertEquals(Set.of(other), changed);
        assertEquals(
                List.of(Finding.Kind.ENTRY_CHANGED),
                findings.stream().map(Finding::kind).toList());
    }

    private EntryReader reading() {
        return new EntryReader(entries.iterator(), findings, changed);
    }
}
