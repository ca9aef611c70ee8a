package city.pishkhan.verification;

import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Linked;
import city.pishkhan.proofs.Merkle;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.Seal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks that the seals of an evidence file are signed and consistent, and that they cover its entries. */
final class SealProofs {
    private final Trust trust;
    private final List<Finding> findings;
    private @Nullable Seal head;
    private boolean headGood;
    private @Nullable Seal witnessed;

    SealProofs(Trust trust, List<Finding> findings) {
        this.trust = trust;
        this.findings = findings;
    }

    void checkSeals(List<Linked> seals, Collection<Seal> kept) {
        if (seals.isEmpty()) {
            return;
        }
        WitnessCheck witness = new WitnessCheck(kept, trust, findings);
        head = seals.get(seals.size() - 1).seal();
        headGood = trust.isSigned(head);
        long number = 0;
        for (Linked linked : seals) {
            Seal seal = linked.seal();
            if (!trust.isSigned(seal)) {
                reportForged(seal, "has no signature of a trusted key (key " + seal.key() + ")");
            } else if (seal.number() <= number) {
                reportForged(seal, "is out of order");
            } else {
                number = seal.number();
                witness.compare(seal);
                checkExtension(linked);
            }
        }
        witnessed = seals.stream()
                .map(Linked::seal)
                .filter(seal -> seal.number() == witness.confirmed())
                .findFirst()
                .orElse(null);
    }

    private void checkExtension(Linked linked) {
        Seal seal = linked.seal();
        if (headGood
                && head != null
                && !Merkle.isConsistent(seal.to(), root(seal), head.to(), root(head), linked.extension())) {
            findings.add(Finding.of(
                    Finding.Kind.PROOF_FORGED,
                    seal.from(),
                    seal.to(),
                    "it is not proved that seal " + head.number() + " and seal " + seal.number()
                            + " agree on the entries that both cover"));
        }
    }

    private void reportForged(Seal seal, String text) {
        findings.add(Finding.of(
                Finding.Kind.SEAL_FORGED,
                seal.from(),
                seal.to(),
                "seal " + seal.number() + " of " + seal.at() + " " + text));
    }

    private static byte[] root(Seal seal) {
        try {
            return Hashes.bytes(seal.root());
        } catch (IllegalArgumentException e) {
            return new byte[Hashes.LENGTH];
        }
    }

    /** Checks the proofs of the entries; a forged seal is reported only once. */
    void checkEntries(List<Proven> entries) {
        TreeMap<Long, Proven> numbers = new TreeMap<>();
        for (Proven proven : entries) {
            Long number = proven.entry().sequence();
            if (!proven.hasSeal()) {
                if (number != null && head != null && number <= head.to()) {
                    findings.add(Finding.of(
                            Finding.Kind.PROOF_FORGED,
                            proven.entry(),
                            "has no proof, though seal " + head.number() + " covers its number"));
                }
            } else if (number == null || numbers.put(number, proven) != null || head == null) {
                findings.add(Finding.of(Finding.Kind.PROOF_FORGED, proven.entry(), "has an invalid proof"));
            } else if (headGood && proven.entry().hasValidHash() && !isProved(proven, head)) {
                findings.add(Finding.of(
                        Finding.Kind.PROOF_FORGED,
                        proven.entry(),
                        "is not proved to be covered by seal " + head.number() + ": the entry or its proof is forged"));
            }
        }
    }

    private static boolean isProved(Proven proven, Seal head) {
        return Merkle.isIncluded(
                Merkle.leaf(EvidenceCheck.hash(proven.entry())),
                proven.entry().number() - 1,
                head.to(),
                Objects.requireNonNull(proven.proof()),
                root(head));
    }

    @Nullable
    Seal head() {
        return headGood ? head : null;
    }

    @Nullable
    Seal witnessed() {
        return witnessed;
    }

    /** @param number {@code null} in an altered proof */
    private static boolean isUpTo(Seal seal, @Nullable Long number) {
        return number != null && number <= seal.to();
    }

    /** Number of entries that the witnessed seal covers. */
    long confirmed(List<Proven> entries) {
        return witnessed == null
                ? 0
                : entries.stream()
                        .filter(proven -> proven.hasSeal()
                                && isUpTo(witnessed, proven.entry().sequence()))
                        .count();
    }
}
