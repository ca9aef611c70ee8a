package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects entries whose number has changed since they were sealed; neighbours moved by the same distance become one
 * finding.
 */
final class MovedEntries {
    private final List<Finding> findings;
    private @Nullable Entry first;
    private @Nullable Entry last;
    private long distance;

    MovedEntries(List<Finding> findings) {
        this.findings = findings;
    }

    void addMoved(Entry entry, long sealed) {
        long by = entry.number() - sealed;
        if (first != null && last != null && by == distance && entry.number() == last.number() + 1) {
            last = entry;
            return;
        }
        finish();
        first = entry;
        last = entry;
        distance = by;
    }

    void finish() {
        if (first == null || last == null) {
            return;
        }
        if (first == last) {
            findings.add(Finding.of(
                    Finding.Kind.ENTRY_REORDERED, first, "was sealed under number " + (first.number() - distance)));
        } else {
            findings.add(Finding.of(
                    Finding.Kind.ENTRY_REORDERED,
                    first.number(),
                    last.number(),
                    "entries " + first.number() + " to " + last.number() + " were sealed under numbers "
                            + (first.number() - distance) + " to " + (last.number() - distance)));
        }
        first = null;
    }
}
