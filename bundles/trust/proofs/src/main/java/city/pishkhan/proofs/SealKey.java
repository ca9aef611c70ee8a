package city.pishkhan.proofs;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * A key that signs seals, with its introduction: signed by the previous key, or by itself if there is no previous key.
 *
 * @param number number of the key, from 1
 * @param id the first 16 hexadecimal digits of the SHA-256 of the public key
 * @param publicKey Ed25519, X.509 SubjectPublicKeyInfo, in Base64
 * @param previous id of the introducing key; empty if there is none, then a verifier must get this key from elsewhere
 * @param at time from which it signs, truncated to microseconds
 * @param reason the operator's reason
 * @param signature signature over all of the above in Base64, made by the introducing key, or by this key itself if
 *     there is none
 */
public record SealKey(
        int number, String id, String publicKey, String previous, Instant at, String reason, String signature) {

    private static final int ID_DIGITS = 16;
    /** Signature algorithm of the keys. */
    public static final String ALGORITHM = "Ed25519";

    /**
     * Introduces a key.
     *
     * @param voucher private key that signs the introduction
     */
    public static SealKey introduce(
            int number, PublicKey key, String previous, Instant at, String reason, PrivateKey voucher) {
        String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
        byte[] said = signedBytes(number, id(key), encoded, previous, at, reason);
        return new SealKey(number, id(key), encoded, previous, at, reason, sign(voucher, said));
    }

    /** Returns the id of a public key: the first 16 hexadecimal digits of its SHA-256. */
    public static String id(PublicKey key) {
        return Hashes.hex(Hashes.sha256().digest(key.getEncoded())).substring(0, ID_DIGITS);
    }

    /**
     * Returns the public key.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public PublicKey key() {
        return read(publicKey);
    }

    /**
     * Parses a public key.
     *
     * @param encoded X.509 SubjectPublicKeyInfo in Base64
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static PublicKey read(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key: " + encoded, e);
        }
    }

    /** Returns {@code true} if the introduction was signed by this key. */
    public boolean isSignedBy(PublicKey voucher) {
        return verify(voucher, signedBytes(number, id, publicKey, previous, at, reason), signature);
    }

    private static byte[] signedBytes(int number, String id, String key, String previous, Instant at, String reason) {
        return Hashes.canonical("pishkhan-key-1", Integer.toString(number), id, key, previous, at.toString(), reason);
    }

    /**
     * Signs content.
     *
     * @return the signature in Base64
     */
    public static String sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key cannot be used for signing", e);
        }
    }

    /**
     * Verifies a signature.
     *
     * @param signature the signature in Base64
     */
    public static boolean verify(PublicKey key, byte[] content, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
