package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Seal;
import city.pishkhan.verification.Chains.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reports missing entries; combines numbers without an entry with gaps in chains. */
final class RemovalReport {
    private final List<Finding> findings;
    private final TreeMap<Long, String> missing = new TreeMap<>();

    RemovalReport(List<Finding> findings) {
        this.findings = findings;
    }

    /** @param hashes hashes by number; an empty hash is unknown */
    void addMissing(Map<Long, String> hashes) {
        missing.putAll(hashes);
    }

    /**
     * Reports the missing entries.
     *
     * @param gaps gaps in the chains of cases
     * @param whole number of cases without any remaining entry
     * @param seal last valid seal, or {@code null}
     * @param highest highest number of an entry
     */
    void report(List<Gap> gaps, long whole, @Nullable Seal seal, long highest) {
        TreeSet<Long> tail = tail(seal, highest);
        gaps.forEach(this::reportGap);
        if (!tail.isEmpty() && tail.containsAll(missing.keySet())) {
            missing.clear();
            findings.add(Finding.of(
                    Finding.Kind.TAIL_TRUNCATED,
                    tail.first(),
                    tail.last(),
                    "entries " + numbers(tail) + " are missing from the end; seal "
                            + Objects.requireNonNull(seal).number() + " of " + seal.at() + " covers them"));
        }
        if (!missing.isEmpty()) {
            boolean cases = whole > 0;
            findings.add(Finding.of(
                    cases ? Finding.Kind.CASE_REMOVED : Finding.Kind.ENTRY_REMOVED,
                    missing.firstKey(),
                    missing.lastKey(),
                    "entries " + numbers(missing.keySet()) + " are missing"
                            + (cases ? "; they contain " + whole + " complete cases, of which nothing is left" : "")));
        }
    }

    /** Returns the missing numbers up to the seal's end that have no entry after them. */
    private TreeSet<Long> tail(@Nullable Seal seal, long highest) {
        TreeSet<Long> tail = new TreeSet<>();
        if (seal != null && highest < seal.to()) {
            missing.tailMap(highest, false).keySet().forEach(tail::add);
        }
        return tail;
    }

    private void reportGap(Gap gap) {
        NavigableMap<Long, String> between = new TreeMap<>(missing.subMap(gap.after(), false, gap.before(), false));
        long count = gap.to() - gap.from() + 1;
        TreeSet<Long> numbers = new TreeSet<>();
        between.forEach((number, hash) -> {
            if (hash.equals(gap.hash())) {
                numbers.add(number);
            }
        });
        for (Long number : between.descendingKeySet()) {
            if (numbers.size() < count && (numbers.isEmpty() || number < numbers.last())) {
                numbers.add(number);
            }
        }
        missing.keySet().removeAll(numbers);
        String which =
                gap.from() == gap.to() ? "position " + gap.from() : "positions " + gap.from() + " to " + gap.to();
        findings.add(new Finding(
                Finding.Kind.ENTRY_REMOVED,
                gap.caseId(),
                numbers.isEmpty() ? null : numbers.first(),
                numbers.isEmpty() ? null : numbers.last(),
                which + " of "
                        + (gap.caseId().equals(Entry.HUB) ? "the hub's own chain" : "case " + gap.caseId())
                        + " is missing"
                        + (numbers.isEmpty() ? "" : " (number " + numbers(numbers) + ")")));
    }

    /** Formats numbers as {@code 3, 7 to 9}. */
    static String numbers(Iterable<Long> sorted) {
        List<String> parts = new ArrayList<>();
        Long from = null;
        Long to = null;
        for (Long number : sorted) {
            if (from != null && to != null && number == to + 1) {
                to = number;
                continue;
            }
            part(parts, from, to);
            from = number;
            to = number;
        }
        part(parts, from, to);
        return String.join(", ", parts);
    }

    private static void part(List<String> parts, @Nullable Long from, @Nullable Long to) {
        if (from != null) {
            parts.add(from.equals(to) ? from.toString() : from + " to " + to);
        }
    }
}
