package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Frontier;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.Sealed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Uses the leaves and the frontier stored with a seal, after checking that they lead to the seal's root. */
final class SealLeaves {
    private SealLeaves() {}

    /** Adds a seal's leaves by number. They are unverified and may have been tampered with. */
    static void add(Sealed sealed, TreeMap<Long, String> leaves) {
        byte[] all = sealed.leaves();
        for (int i = 0; i + Hashes.LENGTH <= all.length; i += Hashes.LENGTH) {
            leaves.put(
                    sealed.seal().from() + i / Hashes.LENGTH,
                    Hashes.hex(Arrays.copyOfRange(all, i, i + Hashes.LENGTH)));
        }
    }

    static void append(Frontier frontier, String hash) {
        try {
            frontier.append(Hashes.bytes(hash));
        } catch (IllegalArgumentException e) {
            // an invalid hash is replaced by zeros, which cannot lead to the root
            frontier.append(new byte[Hashes.LENGTH]);
        }
    }

    static boolean hasRootOf(Frontier frontier, Seal seal) {
        return frontier.size() == seal.to() && Hashes.hex(frontier.root()).equals(seal.root());
    }

    /** Returns the frontier stored with a seal if it leads to the seal's root. */
    static Optional<Frontier> storedFrontier(Sealed sealed) {
        try {
            Frontier frontier = new Frontier(sealed.seal().to(), sealed.frontier());
            return Optional.of(frontier).filter(right -> hasRootOf(right, sealed.seal()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the numbers above {@code after} up to {@code to} that have no entry, with empty hashes. */
    static TreeMap<Long, String> gaps(List<Entry> entries, long after, long to) {
        TreeMap<Long, String> gaps = new TreeMap<>();
        for (long number = after + 1; number <= to; number++) {
            gaps.put(number, "");
        }
        entries.forEach(entry -> gaps.remove(entry.sequence()));
        return gaps;
    }
}
