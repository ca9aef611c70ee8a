package city.pishkhan.vault.internal;

import city.pishkhan.api.health.WorkCounter;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Implements {@link Vault} with keys in PostgreSQL that are wrapped by a master key outside the database. */
public final class SqlVault implements Vault, WorkCounter {
    private static final int MOST_OPENED = 5_000;

    /** Owner of the key of {@link #index}. */
    private static final UUID INDEX = new UUID(0, 0);

    /** Owner of the key of {@link #mac}; created by the first call. */
    private static final UUID PROOF = new UUID(0, 1);

    /** PID {@code city.pishkhan.vault}. */
    @ObjectClassDefinition(name = "Pishkhan vault")
    public @interface Config {
        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description =
                        "master key of personal data, env:NAME or file:/path, at least 32 random characters, identical on every node; empty = generated in key.folder")
        String master() default "";

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "earlier master keys, env:NAME or file:/path, needed until all keys are re-encrypted")
        String[] previous() default {};

        @AttributeDefinition(description = "folder of generated master keys; empty = vault under the data folder")
        String key_folder() default "";

        @AttributeDefinition(
                description =
                        "key-encryption key of the master keys in key.folder: credential:NAME, pkcs11:/path#LABEL or file:/path; none = stored unwrapped without a warning; empty = credential pishkhan-kek of systemd if supplied")
        String kek() default "";

        @AttributeDefinition(
                description =
                        "earlier key-encryption keys, needed until pishkhan:vault-kek-rewrap; empty = credential pishkhan-kek-previous if supplied")
        String[] kek_previous() default {};

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "PIN of the PKCS#11 token, credential:NAME, file:/path or env:NAME")
        String kek_pin() default "";
    }

    private final Tx tx;
    private final MasterKeys masters;
    private final DataKeys keys;
    private final OpenedValues opened = new OpenedValues(MOST_OPENED, Duration.ofSeconds(30));

    /** @throws IllegalStateException if the database requires a master key that this node does not have */
    SqlVault(Tx tx, Schemas schemas, MasterKeys masters) {
        this.tx = tx;
        this.masters = masters;
        this.keys = new DataKeys(tx, masters);
        schemas.migrate(SqlVault.class, "vault");
        checkKeys();
    }

    static Path folder(BundleContext context, Config config) {
        return config.key_folder().isEmpty()
                ? Path.of(context.getProperty("karaf.data"), "pishkhan", "vault")
                : Path.of(config.key_folder());
    }

    static MasterKeys masters(Path folder, Config config) {
        List<String> previous =
                Arrays.stream(config.previous()).filter(p -> !p.isBlank()).toList();
        List<String> earlier =
                Arrays.stream(config.kek_previous()).filter(p -> !p.isBlank()).toList();
        return new MasterKeys(
                config.master(),
                previous,
                folder,
                new KeyEncryptionKeys(config.kek(), earlier, config.kek_pin(), System.getenv()));
    }

    /** Checks the keys at start-up, so that a missing key is noticed at once. */
    private void checkKeys() {
        tx.run(sql -> {
            MasterKeyRepository.lock(sql);
            // a master key that wraps no data keys may be missing, e.g. if a hub was restored without its keys
            Optional<String> newest =
                    MasterKeyRepository.newest(sql).filter(known -> MasterKeyRepository.hasWrappedKeys(sql));
            newest.ifPresent(masters::key);
            String wanted = masters.configured().or(() -> newest).orElseGet(masters::make);
            if (newest.filter(wanted::equals).isEmpty()) {
                MasterKeyRepository.add(sql, wanted);
            }
            keys.admit(List.of(INDEX));
        });
        index("probe");
    }

    /**
     * Sets the newest master key: the configured one, or a new one. A key that does not wrap all data keys yet is kept, to
     * continue an interrupted rotation.
     *
     * @return its fingerprint
     */
    String renew(Handle sql) {
        MasterKeyRepository.lock(sql);
        String fingerprint = masters.configured()
                .or(() -> MasterKeyRepository.newest(sql)
                        .filter(newest -> !MasterKeyRepository.isWrappingAll(sql, newest)))
                .orElseGet(masters::make);
        MasterKeyRepository.add(sql, fingerprint);
        tx.afterCommit(keys::clearCache);
        return fingerprint;
    }

    MasterKeys masters() {
        return masters;
    }

    int rewrap(String master, int most) {
        return keys.rewrap(master, most);
    }

    int rewrapLocked(String master) {
        return keys.rewrapLocked(master);
    }

    @Override
    public void createKeys(Collection<UUID> owners) {
        keys.admit(owners);
    }

    @Override
    public void createNewKeys(Collection<UUID> owners) {
        keys.admitNew(owners);
    }

    @Override
    public byte @Nullable [] seal(@Nullable UUID owner, String place, @Nullable String text) {
        return text == null ? null : sealBytes(owner, place, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] sealBytes(@Nullable UUID owner, String place, byte[] content) {
        SecretKey key = keys.findOrMake(owner)
                .orElseThrow(() -> new IllegalStateException("The key of " + owner + " is destroyed"));
        return Aes.seal(key, bound(owner, place), content);
    }

    @Override
    public Optional<String> open(@Nullable UUID owner, String place, byte @Nullable [] sealed) {
        return sealed == null ? Optional.empty() : keys.find(owner).map(key -> open(key, bound(owner, place), sealed));
    }

    @Override
    public Optional<byte[]> openBytes(UUID owner, String place, byte[] sealed) {
        return keys.find(owner).map(key -> Aes.open(key, bound(owner, place), sealed));
    }

    private String open(SecretKey key, String bound, byte[] sealed) {
        return opened.get(bound, sealed).orElseGet(() -> {
            String text = new String(Aes.open(key, bound, sealed), StandardCharsets.UTF_8);
            opened.put(bound, sealed, text);
            return text;
        });
    }

    private static String bound(@Nullable UUID owner, String place) {
        return owner + "\n" + place;
    }

    @Override
    public String index(String value) {
        byte[] key = keys.find(INDEX).orElseThrow().getEncoded();
        return HexFormat.of().formatHex(Aes.mac(key, value));
    }

    @Override
    public String mac(String purpose, String value) {
        byte[] key = keys.findOrMake(PROOF).orElseThrow().getEncoded();
        return HexFormat.of().formatHex(Aes.mac(Aes.mac(key, purpose), value));
    }

    @Override
    public void destroy(Collection<UUID> owners) {
        keys.destroy(owners);
        opened.clear();
    }

    @Override
    public Collection<UUID> destroyedInTransaction() {
        return keys.destroyedInTransaction();
    }

    @Override
    public boolean isDestroyed(UUID owner) {
        return keys.isDestroyed(owner);
    }

    @Override
    public String workName() {
        return "opened-values";
    }

    @Override
    public long workDone() {
        return Aes.decryptedCount();
    }
}
