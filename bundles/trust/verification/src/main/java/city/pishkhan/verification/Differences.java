package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Explains differences between entries and sealed hashes (leaves). An entry with a sealed hash is identified at any
 * position. Any other entry is assumed to replace an unmatched leaf that lies between the same two identified entries.
 */
final class Differences {

    /** @param leaf number of the leaf that it seems to replace, 0 for none */
    private record Stray(Entry entry, long leaf) {}

    private record Placed(Entry entry, long sealed) {}

    private final List<Finding> findings;
    private final Set<Entry> changed;
    private final Chains chains;
    private final MovedEntries runs;
    private final TreeMap<Long, String> missing = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<Stray> strays = new ArrayList<>();
    private final List<Entry> open = new ArrayList<>();
    private @Nullable Placed before;

    /** @param changed entries already reported because their content does not match their hash */
    Differences(List<Finding> findings, Set<Entry> changed, Chains chains) {
        this.findings = findings;
        this.chains = chains;
        this.changed = changed;
        this.runs = new MovedEntries(findings);
    }

    /**
     * Compares the entries and the sealed leaves of a range of numbers.
     *
     * @param entries entries by number
     * @param leaves sealed hashes by number
     */
    void compare(List<Entry> entries, TreeMap<Long, String> leaves) {
        missing.putAll(leaves);
        leaves.forEach((number, hash) -> numbers.put(hash, number));
        List<Placed> placed = new ArrayList<>();
        Map<Entry, Placed> places = new HashMap<>();
        for (Entry entry : entries) {
            Long number = removeNumber(entry.hash());
            if (number != null) {
                Placed place = new Placed(entry, number);
                placed.add(place);
                places.put(entry, place);
            }
        }
        for (Entry entry : entries) {
            Placed place = places.get(entry);
            if (place == null) {
                open.add(entry);
                chains.addStray(entry);
            } else {
                if (entry.number() != place.sealed()) {
                    runs.addMoved(entry, place.sealed());
                }
                if (before == null || place.sealed() > before.sealed()) {
                    assignLeaves(place.sealed());
                    before = place;
                }
            }
        }
        // each case's chain is checked in the order in which its entries were sealed, wherever they are now
        placed.sort(Comparator.comparingLong(Placed::sealed));
        placed.forEach(place -> chains.addSealed(place.entry(), place.sealed(), changed.contains(place.entry())));
    }

    private @Nullable Long removeNumber(String hash) {
        Long number = numbers.remove(hash);
        if (number != null) {
            missing.remove(number);
        }
        return number;
    }

    /**
     * Assigns the unknown entries after the last identified entry to the unmatched leaves before {@code next}, to
     * report which sealed entry each of them replaces.
     */
    private void assignLeaves(long next) {
        long from = before == null ? 0 : before.sealed();
        long shift = before == null ? 0 : before.entry().number() - before.sealed();
        Collection<Long> free =
                new ArrayList<>(missing.subMap(from, false, next, false).keySet());
        int more = open.size() - free.size();
        Iterator<Long> leaves = free.iterator();
        for (int i = 0; i < open.size(); i++) {
            Entry entry = open.get(i);
            if (more >= 0) {
                // additional entries are assumed to come before rewritten ones
                strays.add(new Stray(entry, i < more ? 0 : leaves.next()));
            } else {
                strays.add(new Stray(entry, free.contains(entry.number() - shift) ? entry.number() - shift : 0));
            }
        }
        open.clear();
    }

    /**
     * Reports an entry that no seal covers now but that was sealed at another number.
     *
     * @return {@code true} if it was reported
     */
    boolean tryReportMoved(Entry entry) {
        Long number = removeNumber(entry.hash());
        if (number == null) {
            return false;
        }
        if (entry.sequence() == null) {
            findings.add(Finding.of(
                    Finding.Kind.NUMBER_REMOVED, entry, "has lost its number; it was sealed under number " + number));
        } else {
            runs.addMoved(entry, number);
        }
        return true;
    }

    /**
     * Reports all entries whose number differs from the number at which they were sealed. Call it once, after the last
     * entry.
     *
     * @return hashes, by number, of sealed entries that were not found
     */
    TreeMap<Long, String> finish() {
        assignLeaves(Long.MAX_VALUE);
        List<Stray> left = new ArrayList<>();
        for (Stray stray : strays) {
            chains.addLate(stray.entry());
            Long number = removeNumber(stray.entry().hash());
            if (number == null) {
                left.add(stray);
            } else {
                runs.addMoved(stray.entry(), number);
            }
        }
        runs.finish();
        left.sort(Comparator.comparing((Stray stray) -> stray.leaf() == 0));
        left.forEach(this::reportStray);
        return missing;
    }

    private void reportStray(Stray stray) {
        long number =
                missing.containsKey(stray.leaf()) ? stray.leaf() : stray.entry().number();
        if (missing.remove(number) == null) {
            findings.add(Finding.of(Finding.Kind.ENTRY_INSERTED, stray.entry(), "was never sealed"));
        } else if (!changed.contains(stray.entry())) {
            findings.add(Finding.of(
                    Finding.Kind.ENTRY_REWRITTEN,
                    stray.entry(),
                    "is not the entry that was sealed under number " + number));
        }
    }
}
