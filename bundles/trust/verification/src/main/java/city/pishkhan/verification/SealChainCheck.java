package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Seal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that each seal is signed and follows the previous one. */
final class SealChainCheck {
    private final Trust trust;
    private final List<Finding> findings;
    private @Nullable Seal before;
    private boolean beforeGood = true;
    private long count;

    SealChainCheck(Trust trust, List<Finding> findings) {
        this.trust = trust;
        this.findings = findings;
    }

    /**
     * Checks the next seal.
     *
     * @param covered number of the last entry covered by valid seals
     */
    boolean isValid(Seal seal, long covered) {
        count++;
        if (!trust.isSigned(seal)) {
            reportForged(seal, "has no signature of a trusted key (key " + seal.key() + ")");
            beforeGood = false;
            return false;
        }
        long expected = before == null ? 1 : before.number() + 1;
        if (!beforeGood) {
            // the previous seal was reported, and its number is unreliable
            expected = seal.number();
        }
        if (seal.number() > expected) {
            findings.add(Finding.of(
                    Finding.Kind.SEAL_REMOVED,
                    covered + 1,
                    seal.from() - 1,
                    "missing seal "
                            + (expected == seal.number() - 1 ? expected : expected + " to " + (seal.number() - 1))));
        } else if (seal.number() < expected || seal.to() <= covered) {
            reportForged(seal, "is out of order");
            return false;
        } else if (beforeGood && !seal.previous().equals(before == null ? Entry.GENESIS : before.hash())) {
            // this seal is signed correctly, so the previous seal was altered after this seal was created
            reportForged(
                    before == null ? seal : before,
                    "is not the predecessor recorded by seal " + seal.number() + " of " + seal.at());
        }
        before = seal;
        beforeGood = true;
        return true;
    }

    private void reportForged(Seal seal, String text) {
        findings.add(Finding.of(
                Finding.Kind.SEAL_FORGED,
                seal.from(),
                seal.to(),
                "seal " + seal.number() + " of " + seal.at() + " " + text));
    }

    /** Number of the last valid seal, 0 if there is none. */
    long last() {
        return before == null ? 0 : before.number();
    }

    long count() {
        return count;
    }
}
