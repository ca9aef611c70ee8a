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

/**
 * Persons as the index knows them: HMAC-SHA256 of the national or legal-person ID under a key that is not in the database. IDs are so few
 * that a digest without a key could be tried out.
 *
 * <p>Each key is a file named by its fingerprint; the database says which one holds. So a restored database finds its key again when the key
 * is restored too, and a database without its key is noticed instead of silently losing everybody's papers.
 */
final class PersonKeys {
    private static final Messages MESSAGES = Messages.of(PersonKeys.class);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** a database is restored under an empty hub only: what the key was a moment ago, it is when a case comes */
    private static final long BELIEVED_NANOS = Duration.ofSeconds(2).toNanos();

    private final Tx tx;
    private final SheetKeyFiles files;
    private final byte[] configured;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();
    private volatile Known known;

    /** @param at nanoseconds, of the JVM's own clock */
    private record Known(SecretKeySpec key, long at) {}

    /**
     * @param files      the generated keys
     * @param configured the key of all hubs on this database, or an empty text for a generated one
     */
    PersonKeys(Tx tx, SheetKeyFiles files, String configured) {
        this.tx = tx;
        this.files = files;
        this.configured = configured.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException if the key is not there: noticed now, not when the first person comes */
    static PersonKeys of(Tx tx, SheetKeyFiles files, ArchiveComponent.Config config) {
        PersonKeys keys = new PersonKeys(tx, files, config.key().isEmpty() ? "" : Secrets.resolve(config.key()));
        keys.opaque("probe");
        return keys;
    }

    /**
     * @param id national or legal-person ID, canonical
     * @throws IllegalStateException if the key that the index was made with is not there
     */
    String opaque(String id) {
        Known last = known;
        boolean believed = last != null && System.nanoTime() - last.at < BELIEVED_NANOS;
        return mac(believed ? last.key : tx.required(sql -> tx.local(this, () -> key(sql))), "person:" + id);
    }

    /** Which key the index was made with; empty before the first. */
    static Optional<String> wanted(Handle sql) {
        return sql.createQuery("select fingerprint from archive.person_key")
                .mapTo(String.class)
                .findOne();
    }

    private SecretKeySpec key(Handle sql) {
        Optional<String> fingerprint = wanted(sql);
        if (fingerprint.isEmpty()) {
            // not known before it is committed
            return loaded(first(sql));
        }
        SecretKeySpec key = loaded(fingerprint.get());
        known = new Known(key, System.nanoTime());
        return key;
    }

    private SecretKeySpec loaded(String fingerprint) {
        return keys.computeIfAbsent(fingerprint, this::load);
    }

    private String first(Handle sql) {
        byte[] key = configured.length == 0 ? generated() : configured;
        sql.createUpdate("insert into archive.person_key (fingerprint) values (:fingerprint) on conflict do nothing")
                .bind("fingerprint", fingerprint(key))
                .execute();
        // another hub may have been faster: theirs counts
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
            throw new IllegalStateException(MESSAGES.both("person-keys.key-missing", fingerprint, files));
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
