package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Follows the chains of all cases at once; needs about 200 bytes of memory per case. */
final class Chains {

    /**
     * A range of missing entries of a case.
     *
     * @param from first missing position
     * @param to last missing position
     * @param after sequence number of the entry before the gap, 0 if none
     * @param before sequence number of the entry after the gap, or {@code Long.MAX_VALUE}
     * @param hash hash of the last missing entry, from the entry after it
     */
    record Gap(UUID caseId, long from, long to, long after, long before, String hash) {}

    private record End(long position, String hash, long sequence, boolean named) {}

    private final Map<UUID, End> ends = new HashMap<>();
    private final Map<UUID, Long> strays = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Finding> findings;
    private long begun;

    Chains(List<Finding> findings) {
        this.findings = findings;
    }

    /**
     * Adds a sealed entry, whose order is certain.
     *
     * @param number sequence number at which it was sealed
     * @param named {@code true} if the entry has a finding already, so that consequences are not reported again
     */
    void addSealed(Entry entry, long number, boolean named) {
        count(entry);
        if (entry.position() <= end(entry)) {
            tryFillGap(entry);
        } else {
            follow(entry, number, named);
        }
    }

    /** Adds an entry that no seal covers; this entry must follow all sealed entries of its case. */
    void addUnsealed(Entry entry, boolean named) {
        count(entry);
        if (entry.position() <= Math.max(end(entry), strays.getOrDefault(entry.caseId(), 0L))) {
            tryFillGap(entry);
            findings.add(Finding.of(Finding.Kind.ENTRY_INSERTED, entry, "is placed after later entries of its case"));
        } else {
            follow(entry, entry.sequence() == null ? Long.MAX_VALUE : entry.sequence(), named);
        }
    }

    private long end(Entry entry) {
        End end = ends.get(entry.caseId());
        return end == null ? 0 : end.position();
    }

    private void follow(Entry entry, long number, boolean named) {
        End end = ends.get(entry.caseId());
        long before = end == null ? 0 : end.position();
        boolean follows = entry.position() == before + 1;
        if (!follows) {
            gaps.add(new Gap(
                    entry.caseId(),
                    before + 1,
                    entry.position() - 1,
                    end == null ? 0 : end.sequence(),
                    number,
                    entry.previous()));
        }
        boolean excused = named || end != null && end.named();
        if (follows && !excused && !entry.previous().equals(end == null ? Entry.GENESIS : end.hash())) {
            findings.add(
                    Finding.of(Finding.Kind.CHAIN_BROKEN, entry, "does not follow the previous entry of its case"));
        }
        ends.put(entry.caseId(), new End(entry.position(), entry.hash(), number, named));
    }

    private void count(Entry entry) {
        if (entry.position() == 1) {
            begun++;
        }
    }

    /**
     * Records an entry at a place where a different entry was sealed; later entries of its case must follow this entry.
     */
    void addStray(Entry entry) {
        strays.merge(entry.caseId(), entry.position(), Math::max);
    }

    /** Adds an entry of {@link #addStray} after all sealed entries; this may close a gap in the chain of its case. */
    void addLate(Entry entry) {
        count(entry);
        tryFillGap(entry);
    }

    /**
     * Closes or splits the gap in which this late entry was missing.
     *
     * @return {@code true} if the entry was missing in a gap
     */
    boolean tryFillGap(Entry late) {
        for (Gap gap : gaps) {
            if (gap.caseId().equals(late.caseId()) && late.position() >= gap.from() && late.position() <= gap.to()) {
                gaps.remove(gap);
                addGap(gap, gap.from(), late.position() - 1, late.previous());
                addGap(gap, late.position() + 1, gap.to(), gap.hash());
                return true;
            }
        }
        return false;
    }

    private void addGap(Gap gap, long from, long to, String hash) {
        if (from <= to) {
            gaps.add(new Gap(gap.caseId(), from, to, gap.after(), gap.before(), hash));
        }
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** Number of cases whose first entry was added. */
    long begun() {
        return begun;
    }

    long cases() {
        return ends.size();
    }
}
