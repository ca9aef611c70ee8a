package city.pishkhan.proofs;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/**
 * A signature under the whole journal up to one sequence number.
 *
 * @param number    1 for the first, without gaps
 * @param from      first sequence number that it covers and no seal before it does
 * @param to        last one; also the size of the tree
 * @param chains    how many cases (the hub's own chain included) have begun up to {@code to}
 * @param root      of the {@link Merkle} tree over entries 1 to {@code to}, hex
 * @param previous  {@link #hash} of the seal before, {@link Entry#GENESIS} for the first
 * @param at        when, cut to microseconds
 * @param key       {@link SealKey#id}
 * @param signature Ed25519 over all of the above, Base64
 */
public record Seal(
        long number,
        long from,
        long to,
        long chains,
        String root,
        String previous,
        Instant at,
        String key,
        String signature) {

    /** Signs what it is to say. @param unsigned with any signature */
    public static Seal sign(Seal unsigned, PrivateKey key) {
        return unsigned.with(SealKey.sign(key, unsigned.said()));
    }

    private Seal with(String other) {
        return new Seal(number, from, to, chains, root, previous, at, key, other);
    }

    public boolean signedBy(PublicKey signer) {
        return SealKey.id(signer).equals(key) && SealKey.verify(signer, said(), signature);
    }

    /** What stands in the next seal as {@code previous}, hex. */
    public String hash() {
        var digest = Hashes.sha256();
        digest.update(said());
        Hashes.feed(digest, signature);
        return Hashes.hex(digest.digest());
    }

    /** The bytes that are signed: each part preceded by its length in bytes and a colon. */
    private byte[] said() {
        return Hashes.canonical(
                "pishkhan-seal-1",
                Long.toString(number),
                Long.toString(from),
                Long.toString(to),
                Long.toString(chains),
                root,
                previous,
                at.toString(),
                key);
    }
}
