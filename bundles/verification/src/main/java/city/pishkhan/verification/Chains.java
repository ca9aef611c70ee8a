package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Follows the chain of every case at once: about 200 bytes a case. */
final class Chains {

    /**
     * Entries of a case that are not there.
     *
     * @param from   first position that is missing
     * @param to     last one
     * @param after  number of the entry before them, 0 if none
     * @param before number of the entry after them, or {@code Long.MAX_VALUE}
     * @param hash   of the last missing one, as the entry after them says
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
     * An entry as it was sealed. Its order is beyond doubt.
     *
     * @param number at which it was sealed
     * @param named  something was found about this entry already: what follows from that is not told again
     */
    void sealed(Entry entry, long number, boolean named) {
        count(entry);
        if (entry.position() <= end(entry)) {
            fills(entry);
        } else {
            follow(entry, number, named);
        }
    }

    /** An entry that no seal covers: it comes after all of its case that a seal covers. */
    void unsealed(Entry entry, boolean named) {
        count(entry);
        if (entry.position() <= Math.max(end(entry), strays.getOrDefault(entry.caseId(), 0L))) {
            fills(entry);
            findings.add(
                    Finding.of(Finding.Kind.ENTRY_INSERTED, entry, "comes after entries of its case that follow it"));
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
                    Finding.of(Finding.Kind.CHAIN_BROKEN, entry, "does not follow the entry before it in its case"));
        }
        ends.put(entry.caseId(), new End(entry.position(), entry.hash(), number, named));
    }

    private void count(Entry entry) {
        if (entry.position() == 1) {
            begun++;
        }
    }

    /** An entry stands under a seal that does not know it: whatever of its case comes later must come after it. */
    void stray(Entry entry) {
        strays.merge(entry.caseId(), entry.position(), Math::max);
    }

    /** An entry that did not stand in its place; it fills its place in the chain all the same. */
    void late(Entry entry) {
        count(entry);
        fills(entry);
    }

    /** Whether an entry that turned up late belongs in a gap, which then is one no more. */
    boolean fills(Entry late) {
        for (Gap gap : gaps) {
            if (gap.caseId().equals(late.caseId()) && late.position() >= gap.from() && late.position() <= gap.to()) {
                gaps.remove(gap);
                part(gap, gap.from(), late.position() - 1, late.previous());
                part(gap, late.position() + 1, gap.to(), gap.hash());
                return true;
            }
        }
        return false;
    }

    private void part(Gap gap, long from, long to, String hash) {
        if (from <= to) {
            gaps.add(new Gap(gap.caseId(), from, to, gap.after(), gap.before(), hash));
        }
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** How many first entries were seen. */
    long begun() {
        return begun;
    }

    long cases() {
        return ends.size();
    }
}
