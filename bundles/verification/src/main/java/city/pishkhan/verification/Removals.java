package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Seal;
import city.pishkhan.verification.Chains.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is gone: brings numbers without entry and gaps in chains together. */
final class Removals {
    private final List<Finding> findings;
    private final TreeMap<Long, String> missing = new TreeMap<>();

    Removals(List<Finding> findings) {
        this.findings = findings;
    }

    /** @param hashes by number; an empty hash is one that nobody knows */
    void missing(Map<Long, String> hashes) {
        missing.putAll(hashes);
    }

    /**
     * @param gaps    where entries are missing in cases
     * @param whole   how many cases have lost their beginning and are no longer seen at all
     * @param seal    the last good one, or {@code null}
     * @param highest number that any entry has
     */
    void tell(List<Gap> gaps, long whole, Seal seal, long highest) {
        TreeSet<Long> tail = tail(seal, highest);
        gaps.forEach(this::gone);
        if (!tail.isEmpty() && tail.containsAll(missing.keySet())) {
            missing.clear();
            findings.add(Finding.of(
                    Finding.Kind.TAIL_TRUNCATED,
                    tail.first(),
                    tail.last(),
                    "entries " + numbers(tail) + " are gone from the end; seal " + seal.number() + " of " + seal.at()
                            + " covers them"));
        }
        if (!missing.isEmpty()) {
            boolean cases = whole > 0;
            findings.add(Finding.of(
                    cases ? Finding.Kind.CASE_REMOVED : Finding.Kind.ENTRY_REMOVED,
                    missing.firstKey(),
                    missing.lastKey(),
                    "entries " + numbers(missing.keySet()) + " are gone"
                            + (cases ? "; they hold " + whole + " cases whole, of which nothing is left" : "")));
        }
    }

    /** Numbers up to the seal's end after which nothing stands. */
    private TreeSet<Long> tail(Seal seal, long highest) {
        TreeSet<Long> tail = new TreeSet<>();
        if (seal != null && highest < seal.to()) {
            missing.tailMap(highest, false).keySet().forEach(tail::add);
        }
        return tail;
    }

    private void gone(Gap gap) {
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
                        + " is gone"
                        + (numbers.isEmpty() ? "" : " (number " + numbers(numbers) + ")")));
    }

    /** {@code 3, 7 to 9}. */
    static String numbers(Iterable<Long> sorted) {
        List<String> parts = new ArrayList<>();
        Long from = null;
        Long to = null;
        for (Long number : sorted) {
            if (from != null && number == to + 1) {
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

    private static void part(List<String> parts, Long from, Long to) {
        if (from != null) {
            parts.add(from.equals(to) ? from.toString() : from + " to " + to);
        }
    }
}
