package city.pishkhan.itests;

import city.pishkhan.testkit.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Replaces the password hashes of the demo city's logins by cheap ones. Each password is {@code demo-} plus the login's
 * name. The hub reads the cost from each hash. With the shipped cost, a login takes 125 ms of processor time in a JVM
 * that uses only the C1 compiler. {@code OfflineIT} and {@code AgencyWalkIT} use the shipped hashes.
 */
public final class QuickPasswords {
    private static final Pattern LOGIN = Pattern.compile("(?m)^([a-z0-9-]+) = \\$argon2id\\$\\S+(?=, )");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private QuickPasswords() {}

    /** Rewrites {@code etc/demo/demo.users}; call this before the demo's settings are applied. */
    public static void install(Installation home) throws IOException {
        Path users = home.etc().resolve("demo/demo.users");
        List<String> shipped = Files.readAllLines(users);
        List<String> quick = shipped.stream().map(QuickPasswords::withCheapHash).toList();
        if (quick.equals(shipped)) {
            throw new IllegalStateException(users + " has no login whose hash is known here");
        }
        Files.write(users, quick);
    }

    private static String withCheapHash(String line) {
        Matcher login = LOGIN.matcher(line);
        return login.find()
                ? login.group(1) + " = " + hash("demo-" + login.group(1)) + line.substring(login.end())
                : line;
    }

    private static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1, HASH_BITS))
                    .getEncoded();
            Base64.Encoder text = Base64.getEncoder().withoutPadding();
            return "pbkdf2-sha512:1:" + text.encodeToString(salt) + ":" + text.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
        }
    }
}
