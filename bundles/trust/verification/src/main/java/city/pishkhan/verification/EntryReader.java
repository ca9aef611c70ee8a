package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a journal's entries once and reports entries with a wrong hash or a duplicate number. It reads one entry ahead. */
final class EntryReader {
    private final Iterator<Entry> entries;
    private final List<Finding> findings;
    private final Set<Entry> changed;
    private Entry ahead;
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
        while (ahead != null && ahead.sequence() != null && ahead.sequence() <= number) {
            if (hasNewNumber()) {
                checkHash();
                read.add(ahead);
            }
            advance();
        }
        return read;
    }

    /** @return the next entry, {@code null} at the end; entries with a duplicate number are skipped */
    Entry next() {
        while (ahead != null && ahead.sequence() != null && !hasNewNumber()) {
            advance();
        }
        Entry next = ahead;
        if (next != null) {
            checkHash();
            advance();
        }
        return next;
    }

    private void advance() {
        ahead = entries.hasNext() ? entries.next() : null;
        if (ahead != null) {
            count++;
        }
    }

    /** Returns {@code true} if the number is greater than that of all previous entries. */
    private boolean hasNewNumber() {
        if (ahead.sequence() <= highest) {
            findings.add(Finding.of(Finding.Kind.ENTRY_INSERTED, ahead, "has the number of another entry"));
            return false;
        }
        highest = ahead.sequence();
        return true;
    }

    private void checkHash() {
        if (!ahead.hasValidHash()) {
            changed.add(ahead);
            findings.add(Finding.of(Finding.Kind.ENTRY_CHANGED, ahead, "does not match its hash"));
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
