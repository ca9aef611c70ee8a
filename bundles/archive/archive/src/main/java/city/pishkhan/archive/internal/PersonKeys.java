package city.pishkhan.archive.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Computes the digests that identify persons in the index: HMAC-SHA256 of the national ID or legal-person ID with a key outside the
 * database. Without a key, all possible IDs could be tried.
 *
 * <p>Each key is a file named by its fingerprint, and the database stores the fingerprint of the valid key. A restored database therefore
 * finds its restored key, and a missing key is detected instead of silently losing all papers of persons.
 */
final class PersonKeys {
    private static final Messages MESSAGES = Messages.of(PersonKeys.class);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** time for which a key read from the database is reused; the key changes only by a restore, while no cases are processed */
    private static final long KEY_CACHE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Tx tx;
    private final SheetKeyFiles files;
    private final byte[] configured;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    /** @param at {@link System#nanoTime} when the key was read */
    private record Known(SecretKeySpec key, long at) {}

    /**
     * @param files the generated keys
     * @param configured key of all nodes with this database, or an empty string to generate one
     */
    PersonKeys(Tx tx, SheetKeyFiles files, String configured) {
        this.tx = tx;
        this.files = files;
        this.configured = configured.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Creates the keys and verifies at once that the required key is available.
     *
     * @throws IllegalStateException if the key is missing
     */
    static PersonKeys of(Tx tx, SheetKeyFiles files, ArchiveComponent.Config config) {
        PersonKeys keys = new PersonKeys(tx, files, config.key().isEmpty() ? "" : Secrets.resolve(config.key()));
        keys.digest("probe");
        return keys;
    }

    /**
     * @param id national ID or legal-person ID in canonical form
     * @throws IllegalStateException if the key of the index is missing
     */
    String digest(String id) {
        Known last = known;
        return mac(
                last != null && System.nanoTime() - last.at < KEY_CACHE_NANOS
                        ? last.key
                        : tx.required(sql -> tx.local(this, () -> key(sql))),
                "person:" + id);
    }

    /** Returns the fingerprint of the index's key, or empty if none was created yet. */
    static Optional<String> requiredFingerprint(Handle sql) {
        return sql.createQuery("select fingerprint from archive.person_key")
                .mapTo(String.class)
                .findOne();
    }

    private SecretKeySpec key(Handle sql) {
        Optional<String> fingerprint = requiredFingerprint(sql);
        if (fingerprint.isEmpty()) {
            // the new key is not cached yet, because the transaction that stores its fingerprint may still roll back
            return loaded(createKey(sql));
        }
        SecretKeySpec key = loaded(fingerprint.get());
        known = new Known(key, System.nanoTime());
        return key;
    }

    private SecretKeySpec loaded(String fingerprint) {
        return keys.computeIfAbsent(fingerprint, this::load);
    }

    private String createKey(Handle sql) {
        byte[] key = configured.length == 0 ? generated() : configured;
        sql.createUpdate("insert into archive.person_key (fingerprint) values (:fingerprint) on conflict do nothing")
                .bind("fingerprint", fingerprint(key))
                .execute();
        // another node may have inserted its key first; that key is used
        return sql.createQuery("select fingerprint from archive.person_key")
                .mapTo(String.class)
                .one();
    }

    private byte[] generated() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        files.store(key);
        return key;
    }

    private SecretKeySpec load(String fingerprint) {
        byte[] key = configured.length == 0 ? files.find(fingerprint) : configured;
        if (key.length == 0 || !fingerprint(key).equals(fingerprint)) {
            throw new IllegalStateException(MESSAGES.bilingual("person-keys.key-missing", fingerprint, files));
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    static String fingerprint(byte[] key) {
        return mac(new SecretKeySpec(key, ALGORITHM), "fingerprint").substring(0, 16);
    }

    private static String mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
