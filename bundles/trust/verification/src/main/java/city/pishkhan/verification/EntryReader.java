package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a journal's entries once and reports entries with a wrong hash or a duplicate number. It reads one entry ahead. */
final class EntryReader {
    private final Iterator<Entry> entries;
    private final List<Finding> findings;
    private final Set<Entry> changed;
    private @Nullable Entry ahead;
    private long count;
    private long highest;

    /** @param changed receives the entries whose content does not match their hash */
    EntryReader(Iterator<Entry> entries, List<Finding> findings, Set<Entry> changed) {
        this.entries = entries;
        this.findings = findings;
        this.changed = changed;
        advance();
    }

    /** Returns the next entries with a number up to this one; entries with a duplicate number are skipped. */
    List<Entry> readUpTo(long number) {
        List<Entry> read = new ArrayList<>();
        for (Entry entry = ahead;
                entry != null && entry.sequence() != null && entry.sequence() <= number;
                entry = advance()) {
            if (hasNewNumber(entry)) {
                checkHash(entry);
                read.add(entry);
            }
        }
        return read;
    }

    /** @return the next entry, {@code null} at the end; entries with a duplicate number are skipped */
    @Nullable
    Entry next() {
        Entry next = ahead;
        while (next != null && next.sequence() != null && !hasNewNumber(next)) {
            next = advance();
        }
        if (next != null) {
            checkHash(next);
            advance();
        }
        return next;
    }

    private @Nullable Entry advance() {
        ahead = entries.hasNext() ? entries.next() : null;
        if (ahead != null) {
            count++;
        }
        return ahead;
    }

    /** Returns {@code true} if the number is greater than that of all previous entries. */
    private boolean hasNewNumber(Entry entry) {
        if (entry.number() <= highest) {
            findings.add(Finding.of(Finding.Kind.ENTRY_INSERTED, entry, "has the number of another entry"));
            return false;
        }
        highest = entry.number();
        return true;
    }

    private void checkHash(Entry entry) {
        if (!entry.hasValidHash()) {
            changed.add(entry);
            findings.add(Finding.of(Finding.Kind.ENTRY_CHANGED, entry, "does not match its hash"));
        }
    }

    /** Number of entries read. */
    long count() {
        return count;
    }

    /** The highest number of an entry. */
    long highest() {
        return highest;
    }
}
