package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.List;

/**
 * Collects entries whose number has changed since they were sealed; neighbours moved by the same distance become one
 * finding.
 */
final class MovedEntries {
    private final List<Finding> findings;
    private Entry first;
    private Entry last;
    private long distance;

    MovedEntries(List<Finding> findings) {
        this.findings = findings;
    }

    void addMoved(Entry entry, long sealed) {
        long by = entry.sequence() - sealed;
        if (first != null && by == distance && entry.sequence() == last.sequence() + 1) {
            last = entry;
            return;
        }
        finish();
        first = entry;
        last = entry;
        distance = by;
    }

    void finish() {
        if (first == null) {
            return;
        }
        if (first == last) {
            findings.add(Finding.of(
                    Finding.Kind.ENTRY_REORDERED, first, "was sealed under number " + (first.sequence() - distance)));
        } else {
            findings.add(Finding.of(
                    Finding.Kind.ENTRY_REORDERED,
                    first.sequence(),
                    last.sequence(),
                    "entries " + first.sequence() + " to " + last.sequence() + " were sealed under numbers "
                            + (first.sequence() - distance) + " to " + (last.sequence() - distance)));
        }
        first = null;
    }
}
