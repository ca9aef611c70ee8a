package city.pishkhan.journal.internal;

import city.pishkhan.platform.secrets.KeyTool;
import city.pishkhan.proofs.SealKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A PKCS#12 keystore with the keys that sign seals under the aliases {@code seal-1}, {@code seal-2}, created with the JDK's keytool. */
final class KeyFile {
    private static final String PREFIX = "seal-";

    private final Path file;
    private final String password;

    record Pair(int number, PublicKey publicKey, PrivateKey privateKey) {
        String id() {
            return SealKey.id(publicKey);
        }
    }

    KeyFile(Path file, String password) {
        this.file = file;
        this.password = password;
    }

    /** Path of the keystore. */
    @Override
    public String toString() {
        return file.toString();
    }

    /** Folder of the keystore, which also contains the generated password. */
    String folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent()).toString();
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * All key pairs, oldest first.
     *
     * @throws IllegalStateException if the keystore cannot be read; the message contains no secret
     */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (alias.matches(PREFIX + "\\d{1,6}")
                        && store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    pairs.add(new Pair(
                            Integer.parseInt(alias.substring(PREFIX.length())),
                            store.getCertificate(alias).getPublicKey(),
                            key));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The keystore of the seals, " + file + ", cannot be read: " + e.getMessage(), e);
        }
        pairs.sort(Comparator.comparingInt(Pair::number));
        return pairs;
    }

    Optional<Pair> find(String id) {
        return pairs().stream().filter(pair -> pair.id().equals(id)).findFirst();
    }

    /** Adds a key; creates the keystore if it does not exist. */
    Pair add() {
        int number = exists() ? pairs().stream().mapToInt(Pair::number).max().orElse(0) + 1 : 1;
        KeyTool.generate(
                file,
                password,
                List.of("-alias", PREFIX + number, "-keyalg", SealKey.ALGORITHM, "-validity", "36500"),
                List.of("-dname", "CN=Pishkhan journal " + PREFIX + number));
        return pairs().get(pairs().size() - 1);
    }
}
