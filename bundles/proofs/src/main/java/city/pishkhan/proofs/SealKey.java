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
 * A key that signs seals, as it was introduced: by its own signature, and, unless nobody vouches for it, by that of the key before it.
 *
 * @param number    1 for the first
 * @param id        of the public key: the first 16 hexadecimal digits of its SHA-256
 * @param publicKey Ed25519, X.509 SubjectPublicKeyInfo, Base64
 * @param previous  id of the key that vouches for it, or empty: then whoever checks must have this key from elsewhere
 * @param at        since when, cut to microseconds
 * @param reason    why, in the operator's words
 * @param signature of the vouching key over all of the above, or its own if nobody vouches, Base64
 */
public record SealKey(
        int number, String id, String publicKey, String previous, Instant at, String reason, String signature) {

    private static final int ID_DIGITS = 16;
    /** of the keys */
    public static final String ALGORITHM = "Ed25519";

    /** Introduces a key, signed by the one before it. */
    public static SealKey introduce(
            int number, PublicKey key, String previous, Instant at, String reason, PrivateKey voucher) {
        String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
        byte[] said = said(number, id(key), encoded, previous, at, reason);
        return new SealKey(number, id(key), encoded, previous, at, reason, sign(voucher, said));
    }

    public static String id(PublicKey key) {
        return Hashes.hex(Hashes.sha256().digest(key.getEncoded())).substring(0, ID_DIGITS);
    }

    /** @throws IllegalArgumentException if it is no Ed25519 key */
    public PublicKey key() {
        return read(publicKey);
    }

    /** @param encoded X.509, Base64. @throws IllegalArgumentException if it is no Ed25519 key */
    public static PublicKey read(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key: " + encoded, e);
        }
    }

    /** Whether this introduction bears the signature of that key. */
    public boolean signedBy(PublicKey voucher) {
        return verify(voucher, said(number, id, publicKey, previous, at, reason), signature);
    }

    private static byte[] said(int number, String id, String key, String previous, Instant at, String reason) {
        return Hashes.canonical("pishkhan-key-1", Integer.toString(number), id, key, previous, at.toString(), reason);
    }

    /** @return Base64 */
    public static String sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key cannot sign", e);
        }
    }

    /** @param signature Base64 */
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
