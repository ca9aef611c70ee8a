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

/**
 * Entries held against what was sealed at their numbers, where the two differ. An entry is known by its hash, wherever it stands; entries
 * that no seal knows are laid beside the leaves that no entry has, between the same neighbours.
 */
final class Differences {

    /** @param leaf number of the leaf in whose place it seems to stand, 0 for none */
    private record Stray(Entry entry, long leaf) {}

    private record Placed(Entry entry, long sealed) {}

    private final List<Finding> findings;
    private final Set<Entry> changed;
    private final Chains chains;
    private final Runs runs;
    private final TreeMap<Long, String> gone = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<Stray> strays = new ArrayList<>();
    private final List<Entry> open = new ArrayList<>();
    private Placed before;

    /** @param changed entries of which it was told already that they are not what their hash says */
    Differences(List<Finding> findings, Set<Entry> changed, Chains chains) {
        this.findings = findings;
        this.chains = chains;
        this.changed = changed;
        this.runs = new Runs(findings);
    }

    /**
     * @param entries by number
     * @param leaves  hash by number, as sealed
     */
    void compare(List<Entry> entries, TreeMap<Long, String> leaves) {
        gone.putAll(leaves);
        leaves.forEach((number, hash) -> numbers.put(hash, number));
        List<Placed> placed = new ArrayList<>();
        Map<Entry, Placed> places = new HashMap<>();
        for (Entry entry : entries) {
            Long number = take(entry.hash());
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
                chains.stray(entry);
            } else {
                if (entry.sequence() != place.sealed()) {
                    runs.moved(entry, place.sealed());
                }
                if (before == null || place.sealed() > before.sealed()) {
                    lay(place.sealed());
                    before = place;
                }
            }
        }
        // a chain is as it was sealed, wherever its entries stand now
        placed.sort(Comparator.comparingLong(Placed::sealed));
        placed.forEach(place -> chains.sealed(place.entry(), place.sealed(), changed.contains(place.entry())));
    }

    private Long take(String hash) {
        Long number = numbers.remove(hash);
        if (number != null) {
            gone.remove(number);
        }
        return number;
    }

    /** Lays the entries since the last known one beside the leaves up to the next. */
    private void lay(long next) {
        long from = before == null ? 0 : before.sealed();
        long shift = before == null ? 0 : before.entry().sequence() - before.sealed();
        Collection<Long> free =
                new ArrayList<>(gone.subMap(from, false, next, false).keySet());
        int more = open.size() - free.size();
        Iterator<Long> leaves = free.iterator();
        for (int i = 0; i < open.size(); i++) {
            Entry entry = open.get(i);
            if (more >= 0) {
                // what was put in stands before what had to be made anew for it
                strays.add(new Stray(entry, i < more ? 0 : leaves.next()));
            } else {
                strays.add(new Stray(entry, free.contains(entry.sequence() - shift) ? entry.sequence() - shift : 0));
            }
        }
        open.clear();
    }

    /** An entry that stands where no seal covers it: was it sealed elsewhere? Then it is told. */
    boolean moved(Entry entry) {
        Long number = take(entry.hash());
        if (number == null) {
            return false;
        }
        if (entry.sequence() == null) {
            findings.add(Finding.of(
                    Finding.Kind.NUMBER_REMOVED, entry, "has lost its number; it was sealed under number " + number));
        } else {
            runs.moved(entry, number);
        }
        return true;
    }

    /**
     * Tells of all entries that were not sealed where they stand. To be called once, after the last entry.
     *
     * @return hash by number of what was sealed and is nowhere
     */
    TreeMap<Long, String> end() {
        lay(Long.MAX_VALUE);
        List<Stray> left = new ArrayList<>();
        for (Stray stray : strays) {
            chains.late(stray.entry());
            Long number = take(stray.entry().hash());
            if (number == null) {
                left.add(stray);
            } else {
                runs.moved(stray.entry(), number);
            }
        }
        runs.end();
        left.sort(Comparator.comparing((Stray stray) -> stray.leaf() == 0));
        left.forEach(this::strange);
        return gone;
    }

    private void strange(Stray stray) {
        long number =
                gone.containsKey(stray.leaf()) ? stray.leaf() : stray.entry().sequence();
        if (gone.remove(number) == null) {
            findings.add(Finding.of(Finding.Kind.ENTRY_INSERTED, stray.entry(), "was never sealed"));
        } else if (!changed.contains(stray.entry())) {
            findings.add(Finding.of(
                    Finding.Kind.ENTRY_REWRITTEN,
                    stray.entry(),
                    "is not the entry that was sealed under number " + number));
        }
    }
}
