package city.pishkhan.vault.internal;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One key for each owner, stored wrapped in the database and cached unwrapped for a limited time. */
final class DataKeys {
    private static final int MOST = 20_000;
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final HexFormat HEX = HexFormat.of();

    private final Tx tx;
    private final MasterKeys masters;
    private final KeyCache cache = new KeyCache(MOST, LIFE);
    private final Object destroyedKey = new Object();
    private final NewKeys newKeys;
    private volatile @Nullable String newest;

    DataKeys(Tx tx, MasterKeys masters) {
        this.tx = tx;
        this.masters = masters;
        this.newKeys = new NewKeys(tx);
    }

    /** @param wrapped the wrapped key; {@code null} if it was destroyed */
    private record Row(String master, byte[] wrapped) {}

    void admit(Collection<UUID> owners) {
        List<UUID> sorted = owners.stream().distinct().sorted().toList();
        if (!sorted.isEmpty()) {
            tx.run(sql -> admit(sql, sorted));
        }
    }

    private void admit(Handle sql, List<UUID> owners) {
        String master = newest(sql);
        Map<UUID, byte[]> made = new HashMap<>();
        List<String> wrapped = new ArrayList<>();
        for (UUID owner : owners) {
            byte[] key = Aes.random();
            made.put(owner, key);
            wrapped.add(HEX.formatHex(Aes.seal(masters.key(master), bound(owner), key)));
        }
        List<UUID> added = sql.createQuery("insert into vault.key (owner, master, wrapped)"
                        + " select o, :master, decode(w, 'hex') from unnest(:owners, :wrapped) t (o, w)"
                        + " on conflict do nothing returning owner")
                .bind("master", master)
                .bindArray("owners", UUID.class, owners)
                .bindArray("wrapped", String.class, wrapped)
                .mapTo(UUID.class)
                .list();
        added.forEach(owner -> keysOfTransaction().put(owner, Aes.key(made.get(owner))));
        if (tx.isActive()) {
            Map<UUID, SecretKey> fresh = keysOfTransaction();
            tx.afterCommit(() -> added.forEach(owner -> cache.put(owner, fresh.get(owner))));
        }
    }

    /** Creates keys for owners that certainly have none; the keys are written at the commit. */
    void admitNew(Collection<UUID> owners) {
        tx.run(sql -> {
            String master = newest(sql);
            for (UUID owner : owners) {
                byte[] key = Aes.random();
                SecretKey made = Aes.key(key);
                newKeys.add(master, owner, Aes.seal(masters.key(master), bound(owner), key));
                keysOfTransaction().put(owner, made);
                tx.afterCommit(() -> cache.put(owner, made));
            }
        });
    }

    /** Keys created in this transaction; other transactions cannot use them before the commit. */
    private Map<UUID, SecretKey> keysOfTransaction() {
        return tx.local(this, HashMap::new);
    }

    /**
     * Returns the key of an owner.
     *
     * @return empty if the key was destroyed
     * @throws IllegalStateException if the owner has no key
     */
    Optional<SecretKey> find(@Nullable UUID owner) {
        return cached(owner)
                .or(() -> unwrap(
                        owner,
                        row(owner).orElseThrow(() -> new IllegalStateException("The vault has no key of " + owner))));
    }

    /**
     * Returns the key of an owner and creates it if there is none.
     *
     * @return empty if the key was destroyed
     */
    Optional<SecretKey> findOrMake(@Nullable UUID owner) {
        return cached(owner).or(() -> {
            Optional<Row> row = row(owner);
            if (row.isPresent()) {
                return unwrap(owner, row.get());
            }
            return tx.required(sql -> {
                admit(List.of(owner));
                return find(owner);
            });
        });
    }

    private Optional<SecretKey> cached(@Nullable UUID owner) {
        SecretKey own = tx.isActive() ? keysOfTransaction().get(owner) : null;
        return own != null ? Optional.of(own) : cache.get(owner);
    }

    private Optional<SecretKey> unwrap(@Nullable UUID owner, Row row) {
        if (row.wrapped() == null) {
            return Optional.empty();
        }
        SecretKey key = Aes.key(Aes.open(masters.key(row.master()), bound(owner), row.wrapped()));
        cache.put(owner, key);
        return Optional.of(key);
    }

    private Optional<Row> row(@Nullable UUID owner) {
        return tx.single(sql -> sql.createQuery("select master, wrapped from vault.key where owner = :owner")
                .bind("owner", owner)
                .map((row, context) -> new Row(row.getString(1), row.getBytes(2)))
                .findOne());
    }

    boolean isDestroyed(UUID owner) {
        return row(owner).map(row -> row.wrapped() == null).orElse(false);
    }

    void destroy(Collection<UUID> owners) {
        tx.run(sql -> {
            sql.createUpdate("update vault.key set wrapped = null, destroyed = now()"
                            + " where owner = any(:owners) and wrapped is not null")
                    .bindArray("owners", UUID.class, List.copyOf(owners))
                    .execute();
            destroyedInTransaction().addAll(owners);
            owners.forEach(keysOfTransaction()::remove);
            owners.forEach(cache::remove);
            // the keys are removed from the cache again after the commit, because another thread may have cached one in
            // the meantime
            tx.afterCommit(() -> owners.forEach(cache::remove));
        });
    }

    /** Owners whose keys this transaction has destroyed. */
    Set<UUID> destroyedInTransaction() {
        return tx.local(destroyedKey, LinkedHashSet::new);
    }

    private String newest(Handle sql) {
        String known = newest;
        if (known == null) {
            known = MasterKeyRepository.newest(sql).orElseThrow();
            newest = known;
        }
        return known;
    }

    /** Clears all cached data after a change of the database or of the newest master key. */
    void clearCache() {
        newest = null;
        cache.clear();
    }

    /**
     * Wraps a batch of keys with another master key.
     *
     * @param most maximum number of keys
     * @return number of keys that were rewrapped; keys that other transactions have locked are skipped
     */
    int rewrap(String master, int most) {
        return rewrap(master, most, " skip locked");
    }

    /**
     * Wraps one of the remaining keys with another master key, and waits until no other transaction has locked it. Only one, because a
     * transaction that holds a lock and waits for another one could block a transaction that locks several keys.
     *
     * @return 1, or 0 if all keys are wrapped with the master key
     */
    int rewrapLocked(String master) {
        return rewrap(master, 1, "");
    }

    private int rewrap(String master, int most, String locked) {
        return tx.separate(sql -> {
            Map<UUID, Row> rows = new HashMap<>();
            sql.createQuery(
                            "select owner, master, wrapped from vault.key where master <> :master and wrapped is not null"
                                    + " order by owner limit :most for update" + locked)
                    .bind("master", master)
                    .bind("most", most)
                    .map((row, context) ->
                            Map.entry(row.getObject(1, UUID.class), new Row(row.getString(2), row.getBytes(3))))
                    .forEach(e -> rows.put(e.getKey(), e.getValue()));
            List<UUID> owners = List.copyOf(rows.keySet());
            List<String> wrapped = owners.stream()
                    .map(owner -> HEX.formatHex(Aes.seal(
                            masters.key(master),
                            bound(owner),
                            Aes.open(
                                    masters.key(Objects.requireNonNull(rows.get(owner))
                                            .master()),
                                    bound(owner),
                                    Objects.requireNonNull(rows.get(owner)).wrapped()))))
                    .toList();
            return owners.isEmpty()
                    ? 0
                    : sql.createUpdate("update vault.key k set master = :master, wrapped = decode(t.w, 'hex')"
                                    + " from unnest(:owners, :wrapped) t (o, w) where k.owner = t.o")
                            .bind("master", master)
                            .bindArray("owners", UUID.class, owners)
                            .bindArray("wrapped", String.class, wrapped)
                            .execute();
        });
    }

    private static String bound(@Nullable UUID owner) {
        return "vault.key " + owner;
    }
}
