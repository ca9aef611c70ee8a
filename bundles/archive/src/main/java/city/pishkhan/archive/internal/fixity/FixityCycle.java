package city.pishkhan.archive.internal.fixity;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.ArchiveFaults.Fault;
import city.pishkhan.archive.internal.fixity.FixityRepository.Claim;
import city.pishkhan.archive.internal.fixity.FixityRepository.Content;
import city.pishkhan.archive.internal.fixity.FixityRepository.Position;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every sheet again and holds it against its hash, where it is stored and in the second copy if there is one; what is not whole on one side is
 * mended by the other. How far it has come is a row: after a kill the same batch is read once more, by whichever node comes first.
 */
final class FixityCycle {
    private static final Logger LOG = LoggerFactory.getLogger(FixityCycle.class);

    /** A batch is what is read in that time; its cursor is written once. */
    private static final Duration BATCH = Duration.ofSeconds(30);
    /** More than a batch takes: then its node is gone. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** A small archive is not read all day long. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final int MOST_MENDED = 50;
    private static final int MOST_NAMED = 20;

    private final Tx tx;
    private final FixityRepository rows;
    private final FaultRepository faults;
    private final SheetCopier copier;
    private final HubJournal journal;
    private final FixityRate rate;
    private final SheetEncryption encryption;
    private final Clock clock;
    private final AtomicLong read = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);

    FixityCycle(Tx tx, HubJournal journal, FixityRate rate, SheetEncryption encryption, Clock clock) {
        this.encryption = encryption;
        this.tx = tx;
        this.rows = new FixityRepository(tx);
        this.faults = new FaultRepository(tx);
        this.copier = new SheetCopier(tx);
        this.journal = journal;
        this.rate = rate;
        this.clock = clock;
    }

    /** Sheets that were read again since this node started. */
    long read() {
        return read.get();
    }

    /** What is read is read to its end, and nothing after it. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Mends what is known, reads a batch if one is due, tells the journal.
     *
     * @param copy the second copy, or {@code null}
     * @return sheets that were read
     */
    int step(SheetStore store, SheetStore copy) {
        Instant now = clock.instant();
        Optional<Claim> claim = rows.claim(now, LEASE);
        if (claim.isEmpty()) {
            return 0;
        }
        try {
            mend(store, copy);
            return read(store, copy, claim.get(), now);
        } catch (PartnerUnavailable e) {
            LOG.info("Sheets are read again later: {}", e.getMessage());
            rows.postpone(clock.instant().plus(AWAY));
            return 0;
        } finally {
            tell();
        }
    }

    private int read(SheetStore store, SheetStore copy, Claim claim, Instant now) {
        double perSecond = rate.perSecond(rows.estimate());
        int limit = (int) Math.max(1, Math.min(100_000, perSecond * BATCH.toSeconds()));
        List<Content> batch = rows.batch(claim.position(), limit);
        // from then on all that comes was copied; what was there before, in the round since
        boolean copied = claim.lastBegun() != null
                && copier.since()
                        .filter(since -> since.isBefore(claim.lastBegun()))
                        .isPresent();
        long bytes = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < batch.size(); i++) {
            if (!awaited(begun + (long) (i / perSecond * 1e9))) {
                return i;
            }
            Content one = batch.get(i);
            boolean whole = look(store, copy, one.sha256(), copied);
            if (whole && one.clear()) {
                encryption.encrypt(store, one.sha256(), one.person());
            }
            bytes += one.bytes();
            read.incrementAndGet();
        }
        advance(claim, batch, limit, bytes, now, perSecond);
        return batch.size();
    }

    /** @return whether it is time; not if this node stops */
    private boolean awaited(long nanos) {
        try {
            return !stopped.await(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return whether it is whole where it is stored */
    private boolean look(SheetStore store, SheetStore copy, String sha256, boolean copied) {
        SheetIntegrity here = SheetIntegrity.of(store, sha256);
        SheetIntegrity there = copy == null ? null : there(copy, sha256);
        boolean mended = false;
        if (!here.whole()) {
            found(sha256, false, here);
            if (there == SheetIntegrity.WHOLE) {
                mended = put(copy, store, sha256, false);
            }
        } else if (there != null && !there.whole()) {
            if (there != SheetIntegrity.MISSING || copied) {
                found(sha256, true, there);
            }
            put(store, copy, sha256, true);
        }
        if (here != SheetIntegrity.WHOLE && there != null && !there.whole() && copied) {
            found(sha256, true, there);
        }
        return here.whole() || mended;
    }

    /** {@code null} if nobody knows: what is stored is read all the same. */
    private SheetIntegrity there(SheetStore copy, String sha256) {
        try {
            return SheetIntegrity.of(copy, sha256);
        } catch (PartnerUnavailable e) {
            copier.passedBy();
            return null;
        }
    }

    private void found(String sha256, boolean copy, SheetIntegrity how) {
        if (faults.named(sha256)) {
            LOG.error("Sheet {} is {} {}", sha256, how.code(), copy ? "in the second copy" : "where it is stored");
            faults.found(sha256, copy, how);
        }
    }

    /** @return whether the sheet is whole now where it is put */
    private boolean put(SheetStore from, SheetStore to, String sha256, boolean copy) {
        try {
            SheetCopier.put(from, to, sha256);
            if (!SheetIntegrity.of(to, sha256).whole()) {
                return false;
            }
        } catch (IOException e) {
            LOG.warn("Sheet {} cannot be mended {}: {}", sha256, copy ? "in the copy" : "from the copy", e.toString());
            return false;
        }
        repaired(sha256, copy);
        return true;
    }

    private void repaired(String sha256, boolean copy) {
        tx.separate(sql -> {
            if (FaultRepository.repaired(sql, sha256, copy)) {
                journal.record("archive-fixity.repaired", Caller.HUB, Map.of("sheet", sha256, "copy", copy));
            }
            return null;
        });
    }

    /** What others found, a reader or a round before, and nobody could mend then. */
    private void mend(SheetStore store, SheetStore copy) {
        for (Fault fault : faults.open(MOST_MENDED)) {
            SheetStore here = fault.copy() ? copy : store;
            SheetStore other = fault.copy() ? store : copy;
            if (!faults.named(fault.sha256()) || here == null) {
                faults.forget(fault.sha256());
            } else if (SheetIntegrity.of(here, fault.sha256()).whole()) {
                repaired(fault.sha256(), fault.copy());
            } else if (other != null) {
                put(other, here, fault.sha256(), fault.copy());
            }
        }
    }

    private void advance(Claim claim, List<Content> batch, int limit, long bytes, Instant now, double perSecond) {
        // a little before this batch is paid for, so that the next one follows at once
        Instant next = now.plusMillis((long) (batch.size() / perSecond * 1_000) - 500);
        tx.separate(sql -> {
            Optional<Position> behind = claim.position().behind(batch, limit);
            if (behind.isPresent()) {
                FixityRepository.advance(sql, claim.position(), behind.get(), batch.size(), bytes, next);
            } else {
                Instant again = claim.begun().plus(SHORTEST);
                FixityRepository.end(
                        sql,
                        claim.position(),
                        batch.size(),
                        bytes,
                        clock.instant(),
                        again.isAfter(next) ? again : next);
                FaultRepository.forgetOld(sql);
            }
            return null;
        });
    }

    /** In one entry what was found since the last one; in the transaction that notes it as told. */
    private void tell() {
        List<Fault> told;
        do {
            told = tx.separate(sql -> {
                List<Fault> some = FaultRepository.untold(sql, MOST_NAMED);
                if (!some.isEmpty()) {
                    journal.record(
                            "archive-fixity.faults",
                            Caller.HUB,
                            Map.of(
                                    "sheets",
                                    some.stream()
                                            .map(fault -> Map.of(
                                                    "sheet",
                                                    fault.sha256(),
                                                    "what",
                                                    fault.what(),
                                                    "copy",
                                                    fault.copy()))
                                            .toList()));
                }
                return some;
            });
        } while (told.size() == MOST_NAMED);
    }
}
