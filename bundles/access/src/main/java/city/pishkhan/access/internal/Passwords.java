package city.pishkhan.access.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted password hashes: {@code pbkdf2-sha512:<iterations>:<salt>:<hash>}, the latter two in Base64. Iterations as OWASP's password
 * storage guide asks for with HMAC-SHA-512; a stored hash keeps its own.
 */
final class Passwords {
    static final int ITERATIONS = 210_000;
    private static final String SCHEME = "pbkdf2-sha512";
    private static final int MOST_ITERATIONS = 5_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String hash(char[] password) {
        return hash(password, ITERATIONS);
    }

    static String hash(char[] password, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return SCHEME + ":" + iterations + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(derive(password, salt, iterations));
    }

    static boolean isHash(String stored) {
        String[] parts = stored.split(":");
        return parts.length == 4
                && parts[0].equals(SCHEME)
                && parts[1].matches("[0-9]{1,7}")
                && Integer.parseInt(parts[1]) >= 1
                && Integer.parseInt(parts[1]) <= MOST_ITERATIONS
                && base64(parts[2])
                && base64(parts[3]);
    }

    /** Compares in constant time; whatever is no hash matches nothing. */
    static boolean matches(char[] password, String stored) {
        if (!isHash(stored)) {
            return false;
        }
        String[] parts = stored.split(":");
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static boolean base64(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= SALT_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void wipe(char[] password) {
        Arrays.fill(password, '\0');
    }
}
