package city.pishkhan.journal.internal;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.verification.Trust;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Selects the signing key: the last introduced key, if this node has its private key. */
final class SealKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SealKeys.class);

    private final KeyFile file;
    private final boolean createsMissing;
    private final Clock clock;
    private KeyFile.@Nullable Pair cached;

    /** @param createsMissing {@code true} if a missing keystore is created here; {@code false} for a configured one, which must exist */
    SealKeys(KeyFile file, boolean createsMissing, Clock clock) {
        this.file = file;
        this.createsMissing = createsMissing;
        this.clock = clock;
    }

    /**
     * Returns the current signing key; introduces the first one if there is none. Call it under the sealing lock.
     *
     * @throws IllegalStateException if this node cannot sign; the message tells the operator how to proceed
     */
    synchronized KeyFile.Pair ensureCurrent(Handle sql) {
        List<SealKey> introduced = SealRepository.keys(sql);
        if (introduced.isEmpty()) {
            return introduceFirst(sql);
        }
        String id = introduced.get(introduced.size() - 1).id();
        if (cached == null || !cached.id().equals(id)) {
            cached = findOwn(id)
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "Key " + id
                                            + ", which seals the journal, is not in this node's keystore. Copy the keystore that has it to this node,"
                                            + " or start with a new key with pishkhan:journal-rotate-key and give it to everybody who verifies the journal"));
        }
        return cached;
    }

    private Optional<KeyFile.Pair> findOwn(String id) {
        return file.exists() ? file.find(id) : Optional.empty();
    }

    private KeyFile.Pair introduceFirst(Handle sql) {
        if (!file.exists()) {
            if (!createsMissing) {
                throw new IllegalStateException("The configured keystore of the seals does not exist");
            }
            file.add();
            LOG.warn(
                    "No keystore for seals is configured: one was generated in the data folder. Keep a copy of it and its password in another place");
        }
        List<KeyFile.Pair> pairs = file.pairs();
        if (pairs.isEmpty()) {
            throw new IllegalStateException("The keystore of the seals has no key with an alias such as seal-1");
        }
        KeyFile.Pair first = pairs.get(pairs.size() - 1);
        SealRepository.insert(
                sql, SealKey.introduce(1, first.publicKey(), "", now(), "the first key", first.privateKey()));
        LOG.warn(
                "Seals are now signed with key {}. Give it to everybody who verifies the journal:\n{}",
                first.id(),
                Trust.pem(first.publicKey()));
        cached = first;
        return first;
    }

    /** Creates the next key, introduced by the present one if this node has it. Call it under the sealing lock. */
    synchronized SealKey rotate(Handle sql, String reason) {
        List<SealKey> introduced = SealRepository.keys(sql);
        if (introduced.isEmpty()) {
            introduceFirst(sql);
            introduced = SealRepository.keys(sql);
        }
        SealKey last = introduced.get(introduced.size() - 1);
        Optional<KeyFile.Pair> voucher = findOwn(last.id());
        KeyFile.Pair next = file.add();
        SealKey key = SealKey.introduce(
                last.number() + 1,
                next.publicKey(),
                voucher.isPresent() ? last.id() : "",
                now(),
                reason,
                voucher.orElse(next).privateKey());
        SealRepository.insert(sql, key);
        return key;
    }

    /**
     * Describes the signing key on this node. A key that was found once is assumed to be available as long as it is the
     * current key.
     */
    synchronized SharedKey shared(Handle sql) {
        List<SealKey> introduced = SealRepository.keys(sql);
        String wanted = introduced.isEmpty()
                ? ""
                : introduced.get(introduced.size() - 1).id();
        if (cached == null || !cached.id().equals(wanted)) {
            findOwn(wanted).ifPresent(found -> cached = found);
        }
        boolean here = cached != null && cached.id().equals(wanted);
        return new SharedKey("seals", here ? wanted : "", wanted, createsMissing ? file.folder() : file.toString());
    }

    KeyFile file() {
        return file;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
