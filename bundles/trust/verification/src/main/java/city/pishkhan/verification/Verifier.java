package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Frontier;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.Sealed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a whole journal against its seals, and the seals against copies of witnesses. It reads the journal once from the
 * beginning. The entries of one seal and the end of each case's chain are kept in memory.
 */
public final class Verifier {
    private final Trust trust;
    private final List<Finding> findings = new ArrayList<>();
    private final Chains chains = new Chains(findings);
    private final Set<Entry> changed = new HashSet<>();
    private final Differences differences = new Differences(findings, changed, chains);
    private final RemovalReport removals = new RemovalReport(findings);
    private final WitnessCheck witness;
    private final SealChainCheck line;
    private final EntryReader reading;

    private Frontier frontier = new Frontier();
    private long covered;
    private @Nullable Seal last;

    private Verifier(Trust trust, Collection<Seal> witnessed, Iterator<Entry> entries) {
        this.trust = trust;
        this.findings.addAll(trust.findings());
        this.witness = new WitnessCheck(witnessed, trust, findings);
        this.line = new SealChainCheck(trust, findings);
        this.reading = new EntryReader(entries, findings, changed);
    }

    /**
     * Verifies a journal.
     *
     * @param source closed at the end
     * @param trust keys that may sign
     * @param witnessed seals from witnesses, in any order; without them, a history rewritten by the holder of the key looks
     *     valid
     */
    public static Report check(Source source, Trust trust, Collection<Seal> witnessed) {
        try (source;
                Stream<Sealed> seals = source.seals();
                Stream<Entry> entries = source.entries()) {
            return new Verifier(trust, witnessed, entries.iterator()).run(seals.iterator());
        }
    }

    private Report run(Iterator<Sealed> seals) {
        TreeMap<Long, String> leaves = new TreeMap<>();
        while (seals.hasNext()) {
            Sealed sealed = seals.next();
            SealLeaves.add(sealed, leaves);
            if (line.isValid(sealed.seal(), covered)) {
                witness.compare(sealed.seal());
                checkSeal(sealed, leaves);
                leaves = new TreeMap<>();
            }
        }
        long begun = chains.begun();
        long to = covered;
        long unsealed = processUnsealed();
        long unsealedBegun = chains.begun() - begun;
        witness.compareEnds(line.last(), to);
        removals.addMissing(differences.finish());
        removals.report(chains.gaps(), missingCaseCount(unsealedBegun), last, reading.highest());
        return new Report(findings, reading.count(), chains.cases(), line.count(), last, unsealed, witness.confirmed());
    }

    private void checkSeal(Sealed sealed, TreeMap<Long, String> leaves) {
        Seal seal = sealed.seal();
        List<Entry> under = reading.readUpTo(seal.to());
        Frontier grown = frontier.copy();
        under.forEach(entry -> SealLeaves.append(grown, entry.hash()));
        if (isComplete(under, seal) && SealLeaves.hasRootOf(grown, seal)) {
            under.forEach(entry -> chains.addSealed(entry, entry.number(), changed.contains(entry)));
            frontier = grown;
        } else {
            compare(sealed, under, leaves);
        }
        covered = seal.to();
        last = seal;
    }

    private void compare(Sealed sealed, List<Entry> under, TreeMap<Long, String> leaves) {
        Seal seal = sealed.seal();
        Frontier asSealed = frontier.copy();
        leaves.values().forEach(hash -> SealLeaves.append(asSealed, hash));
        if (SealLeaves.hasRootOf(asSealed, seal)) {
            differences.compare(under, leaves);
            frontier = asSealed;
            return;
        }
        findings.add(Finding.of(
                Finding.Kind.SEAL_BROKEN,
                covered + 1,
                seal.to(),
                "entries " + (covered + 1) + " to " + seal.to() + " are not the entries covered by seal "
                        + seal.number()
                        + "; which of them differ is unknown, because the record of its leaves was altered too"));
        removals.addMissing(SealLeaves.gaps(under, covered, seal.to()));
        under.forEach(entry -> chains.addSealed(entry, entry.number(), changed.contains(entry)));
        frontier = SealLeaves.storedFrontier(sealed).orElse(asSealed);
    }

    /** Processes entries that no seal covers: numbered ones, then those without a number. */
    private long processUnsealed() {
        long unsealed = 0;
        TreeMap<Long, String> missing = new TreeMap<>();
        for (Entry entry = reading.next(); entry != null; entry = reading.next()) {
            boolean numbered = entry.sequence() != null;
            if (differences.tryReportMoved(entry)) {
                chains.addSealed(entry, covered, true);
            } else if (!numbered && chains.tryFillGap(entry)) {
                findings.add(Finding.of(Finding.Kind.NUMBER_REMOVED, entry, "has lost its number"));
            } else {
                unsealed++;
                chains.addUnsealed(entry, changed.contains(entry));
            }
            if (numbered) {
                for (long number = covered + 1; number < entry.number(); number++) {
                    missing.put(number, "");
                }
                covered = entry.number();
            }
        }
        removals.addMissing(missing);
        return unsealed;
    }

    private boolean isComplete(List<Entry> under, Seal seal) {
        return under.size() == seal.to() - covered;
    }

    /** Returns the number of cases that the seals count but that have no remaining entry. */
    private long missingCaseCount(long unsealedBegun) {
        long headless = chains.gaps().stream().filter(gap -> gap.from() == 1).count();
        return last == null ? 0 : last.chains() - (chains.begun() - unsealedBegun) - headless;
    }
}
