package city.pishkhan.verification;

import city.pishkhan.proofs.Seal;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Compares a journal's seals with the copies of witnesses. */
final class WitnessCheck {
    private final TreeMap<Long, Seal> kept = new TreeMap<>();
    private final List<Finding> findings;
    private boolean forked;
    private long confirmed;

    WitnessCheck(Collection<Seal> witnessed, Trust trust, List<Finding> findings) {
        this.findings = findings;
        for (Seal seal : witnessed) {
            if (!trust.isSigned(seal)) {
                findings.add(Finding.of(
                        Finding.Kind.WITNESS_FORGED,
                        "the witness's seal " + seal.number() + " has no signature of a trusted key"));
                continue;
            }
            Seal other = kept.putIfAbsent(seal.number(), seal);
            if (other != null && !other.hash().equals(seal.hash())) {
                findings.add(Finding.of(
                        Finding.Kind.HISTORY_REWRITTEN,
                        other.from(),
                        other.to(),
                        "witnesses have two different seals " + seal.number() + ", both signed with a trusted key"));
            }
        }
    }

    /** Compares a correctly signed seal of the journal with the witnesses' seal of the same number. */
    void compare(Seal seal) {
        Seal other = kept.get(seal.number());
        if (other == null || forked) {
            return;
        }
        if (other.hash().equals(seal.hash())) {
            confirmed = seal.number();
            return;
        }
        forked = true;
        Seal last = kept.lastEntry().getValue();
        String text = "seal " + seal.number() + " of " + seal.at() + " differs from the one of " + other.at()
                + " that the witness has; ";
        findings.add(
                seal.at().isAfter(last.at())
                        ? Finding.of(
                                Finding.Kind.ROLLED_BACK,
                                other.from(),
                                last.to(),
                                text + "an older state was restored, and the journal continued from there")
                        : Finding.of(
                                Finding.Kind.HISTORY_REWRITTEN,
                                1,
                                other.to(),
                                text + "the history up to there was rewritten and sealed with a trusted key"));
    }

    /**
     * Compares the end of the journal with the last seal of the witnesses.
     *
     * @param last number of the journal's last seal
     * @param to number of the last entry that this seal covers
     */
    void compareEnds(long last, long to) {
        if (!forked && !kept.isEmpty() && kept.lastKey() > last) {
            Seal seen = kept.lastEntry().getValue();
            findings.add(Finding.of(
                    Finding.Kind.ROLLED_BACK,
                    to + 1,
                    seen.to(),
                    "the witness has seal " + seen.number() + " of " + seen.at() + " up to entry " + seen.to()
                            + ", the journal ends with seal " + last + " at entry " + to
                            + ": its end was cut off, or an older state was restored"));
        }
    }

    long confirmed() {
        return confirmed;
    }
}
