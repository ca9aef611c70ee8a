package city.pishkhan.vault.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D) in the vault's format: one format byte, 12 random bytes, then the encrypted text with its tag
 * of 16 bytes.
 */
final class Aes {
    static final int KEY_BYTES = 32;

    static final String CIPHER = "AES/GCM/NoPadding";

    private static final String MAC = "HmacSHA256";
    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    // cached per thread, because the search for a provider costs as much as encrypting a short text
    private static final ThreadLocal<Cipher> CIPHERS =
            ThreadLocal.withInitial(() -> create(() -> Cipher.getInstance(CIPHER)));
    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(() -> create(() -> Mac.getInstance(MAC)));

    private static final LongAdder DECRYPTED = new LongAdder();

    private Aes() {}

    /** Number of decrypted values, keys included. */
    static long decryptedCount() {
        return DECRYPTED.sum();
    }

    /** Calls a JCA factory method. */
    private interface CryptoSupplier<T> {
        T make() throws GeneralSecurityException;
    }

    private static <T> T create(CryptoSupplier<T> supplier) {
        try {
            return supplier.make();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static SecretKey key(byte @Nullable [] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Encrypts a text.
     *
     * @param bound context that must be given again to decrypt
     */
    static byte[] seal(SecretKey key, String bound, byte[] text) {
        return seal(CIPHERS.get(), key, bound, text);
    }

    /** Encrypts a text with a cipher of another security provider, e.g. of a token that holds the key. */
    static byte[] seal(Cipher cipher, SecretKey key, String bound, byte[] text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    initialized(cipher, Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(text);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(FORM)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts a text.
     *
     * @throws IllegalStateException if the text was altered, or encrypted with another key or context
     */
    static byte[] open(SecretKey key, String bound, byte[] sealed) {
        return open(CIPHERS.get(), key, bound, sealed);
    }

    /** Decrypts a text with a cipher of another security provider. */
    static byte[] open(Cipher cipher, SecretKey key, String bound, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORM) {
            throw new IllegalStateException("Not encrypted by the vault: " + bound);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        int start = 1 + NONCE_BYTES;
        try {
            DECRYPTED.increment();
            return initialized(cipher, Cipher.DECRYPT_MODE, key, nonce, bound)
                    .doFinal(sealed, start, sealed.length - start);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("Altered, or encrypted for another place: " + bound, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher initialized(Cipher cipher, int mode, SecretKey key, byte[] nonce, String bound)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Computes an HMAC-SHA256, 32 bytes. */
    static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = MACS.get();
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
