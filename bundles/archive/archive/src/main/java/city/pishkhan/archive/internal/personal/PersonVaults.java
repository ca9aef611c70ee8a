package city.pishkhan.archive.internal.personal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vault key of each person. Recent results are cached, including that a person has no key, so that storing a
 * scan usually needs no query. An outdated result is detected when the scan is written, see {@link #reseal}.
 */
public final class PersonVaults {
    private static final int MOST = 20_000;
    private static final long LIFE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Tx tx;
    private final Vault vault;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(Optional<UUID> vault, long since) {}

    public PersonVaults(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /**
     * The key of an identity paper, encrypted with the key of its person.
     *
     * @param owner id of the person's key in the vault
     * @param fresh {@code true} if this transaction created the person's key
     */
    public record Sealed(@Nullable UUID owner, boolean fresh, EncryptedScan scan, byte @Nullable [] key) {}

    /**
     * Caches the vault key of a person.
     *
     * @param owner id of the person's key in the vault, or {@code null} if the person is unknown or has no key
     */
    public void cache(String digest, @Nullable UUID owner) {
        synchronized (known) {
            known.put(digest, new Known(Optional.ofNullable(owner), System.nanoTime()));
        }
    }

    private Optional<Known> findCached(String digest) {
        synchronized (known) {
            return Optional.ofNullable(known.get(digest)).filter(one -> System.nanoTime() - one.since < LIFE_NANOS);
        }
    }

    private void evict(String digest) {
        synchronized (known) {
            known.remove(digest);
        }
    }

    /**
     * Encrypts the key of a scan in the transaction that writes person and sheet. For cached persons no query is needed.
     *
     * @param digest keyed digest of the person
     */
    public Sealed seal(String digest, EncryptedScan scan) {
        UUID owner = findOrCreateOwner(digest);
        try {
            return sealed(owner, owner.equals(createdKeys().get(digest)), scan);
        } catch (IllegalStateException e) {
            if (!vault.isDestroyed(owner)) {
                throw e;
            }
            // another node has erased the person
            evict(digest);
            UUID next = findOrCreateOwner(digest);
            return sealed(next, next.equals(createdKeys().get(digest)), scan);
        }
    }

    private Sealed sealed(@Nullable UUID owner, boolean fresh, EncryptedScan scan) {
        return new Sealed(owner, fresh, scan, vault.seal(owner, StoredSheets.place(scan.sha256()), scan.key()));
    }

    /** Returns the keys created in this transaction. */
    private Map<String, UUID> createdKeys() {
        return tx.local(this, HashMap::new);
    }

    private UUID findOrCreateOwner(String digest) {
        Map<String, UUID> made = createdKeys();
        UUID own = made.get(digest);
        if (own != null) {
            return own;
        }
        return findCached(digest)
                .map(Known::vault)
                .orElseGet(() -> tx.required(sql -> StoredSheetRepository.vault(sql, digest)))
                .orElseGet(() -> {
                    UUID owner = UUID.randomUUID();
                    vault.createNewKeys(List.of(owner));
                    made.put(digest, owner);
                    tx.afterCommit(() -> cache(digest, owner));
                    return owner;
                });
    }

    /**
     * Encrypts the keys of scans again because the person's key differs from the cached one. Called before the commit, after persons and
     * sheets were written.
     */
    public void reseal(Map<String, List<EncryptedScan>> scans) {
        tx.run(sql -> scans.forEach((digest, all) -> {
            UUID owner = findOrCreateOwners(sql, List.of(digest)).get(digest);
            tx.afterCommit(() -> cache(digest, owner));
            all.forEach(scan -> StoredSheetRepository.reseal(
                    sql, digest, scan, sealed(owner, false, scan).key()));
        }));
    }

    /**
     * Finds or creates the keys of several persons in the transaction that writes their sheets. Also creates missing
     * persons.
     *
     * @return id of each person's key in the vault, by the person's digest
     */
    public Map<String, UUID> findOrCreateOwners(Handle sql, List<String> digests) {
        List<String> sorted = digests.stream().distinct().sorted().toList();
        List<UUID> made = sorted.stream().map(digest -> UUID.randomUUID()).toList();
        List<UUID> owners = StoredSheetRepository.findOrCreateVaults(sql, sorted, made);
        Map<String, UUID> found = new HashMap<>();
        List<UUID> fresh = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            // null for a hash collision with another person; the sheet is then refused as a clash
            UUID owner = owners.get(i) == null ? made.get(i) : owners.get(i);
            found.put(sorted.get(i), owner);
            if (owner.equals(made.get(i))) {
                fresh.add(owner);
            }
        }
        vault.createKeys(fresh);
        return found;
    }

    /**
     * Encrypts the key of a scan with the key of its owner.
     *
     * @param owner an id returned by {@link #findOrCreateOwners}
     */
    public Sealed seal(@Nullable UUID owner, EncryptedScan scan) {
        return sealed(owner, false, scan);
    }

    /**
     * Returns the given papers that are already stored encrypted, each as its owner and its SHA-256 with a space
     * between.
     *
     * @param digests owners of the papers, in the order of the papers
     */
    public List<String> encrypted(List<String> digests, List<String> sha256s) {
        return tx.required(sql -> StoredSheetRepository.encrypted(sql, digests, sha256s));
    }

    /** Destroys the person's key, so that the person's papers cannot be decrypted from any copy. */
    public void destroy(Handle sql, String digest) {
        vault.destroy(StoredSheetRepository.vault(sql, digest).stream().toList());
        evict(digest);
        // another thread may cache the key again before the commit
        tx.afterCommit(() -> evict(digest));
    }
}
