package city.pishkhan.proofs;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/**
 * A signature over the whole journal up to a sequence number.
 *
 * @param number number without gaps, from 1
 * @param from first sequence number that no earlier seal covers
 * @param to last sequence number; also the size of the tree
 * @param chains number of cases (including the hub's own chain) begun up to {@code to}
 * @param root root of the {@link Merkle} tree over entries 1 to {@code to}, as hexadecimal digits
 * @param previous {@link #hash} of the previous seal, {@link Entry#GENESIS} for the first
 * @param at time, truncated to microseconds
 * @param key {@link SealKey#id} of the signing key
 * @param signature Ed25519 over all of the above, in Base64
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

    /**
     * Signs a seal.
     *
     * @param unsigned the seal; its signature is ignored
     */
    public static Seal sign(Seal unsigned, PrivateKey key) {
        return unsigned.with(SealKey.sign(key, unsigned.signedBytes()));
    }

    private Seal with(String other) {
        return new Seal(number, from, to, chains, root, previous, at, key, other);
    }

    /** Returns {@code true} if the seal names this key and has a valid signature of this key. */
    public boolean isSignedBy(PublicKey signer) {
        return SealKey.id(signer).equals(key) && SealKey.verify(signer, signedBytes(), signature);
    }

    /** Returns the value of {@code previous} in the next seal, as hexadecimal digits. */
    public String hash() {
        var digest = Hashes.sha256();
        digest.update(signedBytes());
        Hashes.feed(digest, signature);
        return Hashes.hex(digest.digest());
    }

    /** Returns the bytes to sign: each part preceded by its length in bytes and a colon. */
    private byte[] signedBytes() {
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
