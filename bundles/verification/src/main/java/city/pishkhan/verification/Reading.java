package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a journal's entries once, one ahead, and tells of those that are wrong by themselves: their content, or a number given twice. */
final class Reading {
    private final Iterator<Entry> entries;
    private final List<Finding> findings;
    private final Set<Entry> changed;
    private Entry ahead;
    private long count;
    private long highest;

    /** @param changed is given the entries that are not what their hash says */
    Reading(Iterator<Entry> entries, List<Finding> findings, Set<Entry> changed) {
        this.entries = entries;
        this.findings = findings;
        this.changed = changed;
        advance();
    }

    /** The next entries that have a number up to this one; those whose number another has are left out. */
    List<Entry> upTo(long number) {
        List<Entry> read = new ArrayList<>();
        while (ahead != null && ahead.sequence() != null && ahead.sequence() <= number) {
            if (numbered()) {
                whole();
                read.add(ahead);
            }
            advance();
        }
        return read;
    }

    /** @return the next entry, {@code null} at the end; those whose number another has are left out */
    Entry next() {
        while (ahead != null && ahead.sequence() != null && !numbered()) {
            advance();
        }
        Entry next = ahead;
        if (next != null) {
            whole();
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

    /** Whether its number is greater than that of every entry before. */
    private boolean numbered() {
        if (ahead.sequence() <= highest) {
            findings.add(Finding.of(Finding.Kind.ENTRY_INSERTED, ahead, "has a number that another entry has"));
            return false;
        }
        highest = ahead.sequence();
        return true;
    }

    private void whole() {
        if (!ahead.whole()) {
            changed.add(ahead);
            findings.add(Finding.of(Finding.Kind.ENTRY_CHANGED, ahead, "is not what its hash says"));
        }
    }

    /** How many entries were read. */
    long count() {
        return count;
    }

    /** The greatest number that any of them has. */
    long highest() {
        return highest;
    }
}
