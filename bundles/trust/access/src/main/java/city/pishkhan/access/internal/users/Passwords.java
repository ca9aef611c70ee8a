package city.pishkhan.access.internal.users;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted password hashes: Argon2id in its standard form, {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}, with the memory
 * and iterations recommended by OWASP. Stored hashes keep their own parameters. PBKDF2 hashes of other tools,
 * {@code pbkdf2-sha512:<iterations>:<salt>:<hash>}, are accepted too.
 */
public final class Passwords {
    /** Memory in KiB; the next constant is the number of iterations. */
    static final int MEMORY = 19_456;

    static final int PASSES = 2;

    private static final Pattern ARGON = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{2,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]{22,88})\\$([A-Za-z0-9+/]{43})");
    private static final Pattern PBKDF2 =
            Pattern.compile("pbkdf2-sha512:([0-9]{1,7}):([A-Za-z0-9+/]{22,88}):([A-Za-z0-9+/]{43})");
    private static final int MOST_MEMORY = 1 << 20;
    private static final int MOST_PASSES = 100;
    private static final int MOST_LANES = 8;
    private static final int MOST_ITERATIONS = 5_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    public static String hash(char[] password) {
        return hash(password, MEMORY);
    }

    /** @param memory memory in KiB */
    public static String hash(char[] password, int memory) {
        byte[] salt = random(SALT_BYTES);
        return format(memory, salt, argon(password, salt, memory, PASSES, 1));
    }

    /** Returns a hash that no password matches and that takes as long to compare as any other; created without hashing. */
    static String dummyHash() {
        return format(MEMORY, random(SALT_BYTES), random(HASH_BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String format(int memory, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + PASSES + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    static boolean isHash(String stored) {
        Matcher argon = ARGON.matcher(stored);
        if (argon.matches()) {
            int lanes = number(argon, 3);
            return lanes >= 1
                    && lanes <= MOST_LANES
                    && number(argon, 1) >= 8 * lanes
                    && number(argon, 1) <= MOST_MEMORY
                    && number(argon, 2) >= 1
                    && number(argon, 2) <= MOST_PASSES;
        }
        Matcher pbkdf2 = PBKDF2.matcher(stored);
        return pbkdf2.matches() && number(pbkdf2, 1) >= 1 && number(pbkdf2, 1) <= MOST_ITERATIONS;
    }

    /** Compares in constant time; an invalid hash matches no password. */
    static boolean matches(char[] password, String stored) {
        if (!isHash(stored)) {
            return false;
        }
        Base64.Decoder base64 = Base64.getDecoder();
        Matcher argon = ARGON.matcher(stored);
        if (argon.matches()) {
            byte[] found = argon(
                    password, base64.decode(argon.group(4)), number(argon, 1), number(argon, 2), number(argon, 3));
            return MessageDigest.isEqual(base64.decode(argon.group(5)), found);
        }
        Matcher old = PBKDF2.matcher(stored);
        return old.matches()
                && MessageDigest.isEqual(
                        base64.decode(old.group(3)), pbkdf2(password, base64.decode(old.group(2)), number(old, 1)));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** @param memory memory in KiB */
    static byte[] argon(char[] password, byte[] salt, int memory, int passes, int lanes) {
        ByteBuffer plain = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = Arrays.copyOfRange(plain.array(), plain.position(), plain.limit());
        try {
            return Argon2Function.getInstance(memory, passes, lanes, HASH_BYTES, Argon2.ID)
                    .hash(bytes, salt)
                    .getBytes();
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(plain.array(), (byte) 0);
        }
    }

    private static byte[] pbkdf2(char[] password, byte[] salt, int iterations) {
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

    static void wipe(char[] password) {
        Arrays.fill(password, '\0');
    }
}
