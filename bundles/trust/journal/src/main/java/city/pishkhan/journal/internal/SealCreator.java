package city.pishkhan.journal.internal;

import city.pishkhan.persistence.Tx;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Frontier;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Creates seals over numbered entries. Only one node at a time creates seals, under a separate lock, so that no case
 * waits for it. Reads only the last seal and the hashes of later entries.
 */
final class SealCreator {
    private final Tx tx;
    private final SealKeys keys;
    private final Clock clock;
    private final Duration interval;
    private final int most;

    private record Hash(long sequence, String hash, boolean first) {}

    /**
     * @param interval time between two seals
     * @param most maximum number of entries of a seal; a seal is due earlier if so many entries wait
     */
    SealCreator(Tx tx, SealKeys keys, Clock clock, Duration interval, int most) {
        this.tx = tx;
        this.keys = keys;
        this.clock = clock;
        this.interval = interval;
        this.most = most;
    }

    /**
     * Creates the seals that are due.
     *
     * @return the last seal created
     */
    Optional<Seal> sealIfDue() {
        return createAll(() -> isDue() ? createNext() : Optional.empty());
    }

    /**
     * Seals all numbered entries.
     *
     * @return the last seal created
     */
    Optional<Seal> sealNow() {
        return createAll(this::createNext);
    }

    private static Optional<Seal> createAll(Supplier<Optional<Seal>> one) {
        Optional<Seal> last = Optional.empty();
        for (Optional<Seal> seal = one.get(); seal.isPresent(); seal = one.get()) {
            last = seal;
        }
        return last;
    }

    long unsealed() {
        return tx.required(SealCreator::unsealed);
    }

    private static long unsealed(Handle sql) {
        return sql.createQuery("select coalesce((select max(sequence) from journal.number), 0)"
                        + " - coalesce((select max(last) from journal.seal), 0)")
                .mapTo(Long.class)
                .one();
    }

    private boolean isDue() {
        return tx.required(sql -> {
            long waiting = unsealed(sql);
            if (waiting <= 0 || waiting >= most) {
                return waiting > 0;
            }
            // the first interval begins with the first entry, so that a hub which restarts often still seals
            Instant last =
                    SealRepository.last(sql).map(kept -> kept.seal().at()).orElseGet(() -> firstEntry(sql));
            return !clock.instant().isBefore(last.plus(interval));
        });
    }

    private static Instant firstEntry(Handle sql) {
        return sql.createQuery(
                        "select e.at from journal.number n join journal.entry e on e.id = n.entry where n.sequence = 1")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    private Optional<Seal> createNext() {
        return tx.separate(sql -> tryLock(sql) ? createNext(sql) : Optional.empty());
    }

    /** Like {@link SealKeys#rotate}; waits while another node creates a seal. */
    SealKey rotate(String reason) {
        return tx.required(sql -> {
            sql.execute("select pg_advisory_xact_lock(hashtext('journal.sealing'))");
            return keys.rotate(sql, reason);
        });
    }

    /**
     * Returns the signing key and introduces it if necessary. Waits for another node's seal only if no key has been
     * introduced yet.
     */
    KeyFile.Pair signer() {
        return tx.separate(sql -> {
            if (SealRepository.keys(sql).isEmpty()) {
                sql.execute("select pg_advisory_xact_lock(hashtext('journal.sealing'))");
            }
            return keys.ensureCurrent(sql);
        });
    }

    private static boolean tryLock(Handle sql) {
        return sql.createQuery("select pg_try_advisory_xact_lock(hashtext('journal.sealing'))")
                .mapTo(Boolean.class)
                .one();
    }

    private Optional<Seal> createNext(Handle sql) {
        Optional<Sealed> before = SealRepository.last(sql);
        long covered = before.map(kept -> kept.seal().to()).orElse(0L);
        List<Hash> hashes = hashes(sql, covered);
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        Frontier frontier = before.map(SealCreator::frontier).orElseGet(Frontier::new);
        byte[] leaves = new byte[hashes.size() * Hashes.LENGTH];
        long chains = before.map(kept -> kept.seal().chains()).orElse(0L);
        for (int i = 0; i < hashes.size(); i++) {
            Hash next = hashes.get(i);
            if (next.sequence() != covered + i + 1) {
                throw new IllegalStateException(
                        "No entry has number " + (covered + i + 1) + ": entries after a gap are not sealed");
            }
            byte[] hash = Hashes.bytes(next.hash());
            frontier.append(hash);
            System.arraycopy(hash, 0, leaves, i * Hashes.LENGTH, Hashes.LENGTH);
            chains += next.first() ? 1 : 0;
        }
        KeyFile.Pair signer = keys.ensureCurrent(sql);
        Seal seal = Seal.sign(
                new Seal(
                        before.map(kept -> kept.seal().number()).orElse(0L) + 1,
                        covered + 1,
                        covered + hashes.size(),
                        chains,
                        Hashes.hex(frontier.root()),
                        before.map(kept -> kept.seal().hash()).orElse(Entry.GENESIS),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        signer.id(),
                        ""),
                signer.privateKey());
        SealRepository.insert(sql, new Sealed(seal, frontier.encoded(), leaves));
        return Optional.of(seal);
    }

    /**
     * Restores the frontier of the last seal. Fails if the stored frontier does not lead to the seal's root, because
     * the seal was altered.
     */
    private static Frontier frontier(Sealed before) {
        Frontier frontier = new Frontier(before.seal().to(), before.frontier());
        if (!Hashes.hex(frontier.root()).equals(before.seal().root())) {
            throw new IllegalStateException(
                    "Seal " + before.seal().number() + " was altered in the database: no further seals are made");
        }
        return frontier;
    }

    private List<Hash> hashes(Handle sql, long after) {
        return sql.createQuery(
                        "select n.sequence, e.hash, e.position = 1 from journal.number n"
                                + " join journal.entry e on e.id = n.entry where n.sequence > :after order by n.sequence limit :most")
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> new Hash(row.getLong(1), row.getString(2), row.getBoolean(3)))
                .list();
    }
}
