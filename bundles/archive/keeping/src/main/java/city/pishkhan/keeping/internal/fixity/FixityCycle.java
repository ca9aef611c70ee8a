package city.pishkhan.keeping.internal.fixity;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.sheets.SheetFaults;
import city.pishkhan.archive.sheets.SheetIntegrity;
import city.pishkhan.keeping.ArchiveFaults.Fault;
import city.pishkhan.keeping.internal.fixity.FixityRepository.Claim;
import city.pishkhan.keeping.internal.fixity.FixityRepository.Content;
import city.pishkhan.keeping.internal.fixity.FixityRepository.Position;
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
 * Verifies all sheets in cycles: reads each sheet from the store and from its second copy and compares the content with
 * its hash. A damaged or missing sheet is copied again from the intact copy. The progress is stored in a row, so after
 * a crash any node repeats the current batch.
 */
final class FixityCycle {
    private static final Logger LOG = LoggerFactory.getLogger(FixityCycle.class);

    /** Time for reading one batch, after which the progress is saved. */
    private static final Duration BATCH = Duration.ofSeconds(30);
    /** Lease of a batch. It is longer than a batch takes, so an expired lease means that the node has crashed. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** Minimum duration of a cycle, so that a small archive is not read all day. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final int MOST_MENDED = 50;
    private static final int MOST_NAMED = 20;

    private final Tx tx;
    private final FixityRepository rows;
    private final SheetFaults newFaults;
    private final FaultRepository faults;
    private final SheetCopier copier;
    private final HubJournal journal;
    private final FixityRate rate;
    private final Clock clock;
    private final AtomicLong verifiedCount = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);

    FixityCycle(Tx tx, HubJournal journal, FixityRate rate, Clock clock) {
        this.tx = tx;
        this.rows = new FixityRepository(tx);
        this.newFaults = new SheetFaults(tx);
        this.faults = new FaultRepository(tx);
        this.copier = new SheetCopier(tx);
        this.journal = journal;
        this.rate = rate;
        this.clock = clock;
    }

    /** Returns the number of sheets verified by this node since its start. */
    long verifiedCount() {
        return verifiedCount.get();
    }

    /** Stops after the sheet that is being read. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Repairs known faults, verifies a batch if one is due, and journals new faults.
     *
     * @param copy the second copy, or {@code null} if there is none
     * @return number of verified sheets
     */
    int step(SheetStore store, SheetStore copy) {
        Instant now = clock.instant();
        Optional<Claim> claim = rows.claim(now, LEASE);
        if (claim.isEmpty()) {
            return 0;
        }
        try {
            repair(store, copy);
            return verifyBatch(store, copy, claim.get(), now);
        } catch (PartnerUnavailable e) {
            LOG.info("The integrity check of sheets continues later: {}", e.getMessage());
            rows.postpone(clock.instant().plus(AWAY));
            return 0;
        } finally {
            journalFaults();
        }
    }

    private int verifyBatch(SheetStore store, SheetStore copy, Claim claim, Instant now) {
        double perSecond = rate.perSecond(rows.estimate());
        int limit = (int) Math.max(1, Math.min(100_000, perSecond * BATCH.toSeconds()));
        List<Content> batch = rows.batch(claim.position(), limit);
        // the second copy existed during the whole last cycle, so it should contain new and old sheets
        boolean copied = claim.lastBegun() != null
                && copier.copyingSince()
                        .filter(since -> since.isBefore(claim.lastBegun()))
                        .isPresent();
        long bytes = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < batch.size(); i++) {
            if (!awaitUntil(begun + (long) (i / perSecond * 1e9))) {
                return i;
            }
            Content one = batch.get(i);
            verify(store, copy, one.sha256(), copied);
            bytes += one.bytes();
            verifiedCount.incrementAndGet();
        }
        advance(claim, batch, limit, bytes, now, perSecond);
        return batch.size();
    }

    /**
     * Waits until the given time.
     *
     * @return {@code false} if this node is stopping
     */
    private boolean awaitUntil(long nanos) {
        try {
            return !stopped.await(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Verifies a sheet and repairs it if possible. */
    private void verify(SheetStore store, SheetStore copy, String sha256, boolean copied) {
        SheetIntegrity inStore = SheetIntegrity.of(store, sha256);
        SheetIntegrity inCopy = copy == null ? null : checkCopy(copy, sha256);
        if (!inStore.isWhole()) {
            recordFault(sha256, false, inStore);
            if (inCopy == SheetIntegrity.WHOLE) {
                copySheet(copy, store, sha256, false);
            }
        } else if (inCopy != null && !inCopy.isWhole()) {
            if (inCopy != SheetIntegrity.MISSING || copied) {
                recordFault(sha256, true, inCopy);
            }
            copySheet(store, copy, sha256, true);
        }
        if (inStore != SheetIntegrity.WHOLE && inCopy != null && !inCopy.isWhole() && copied) {
            recordFault(sha256, true, inCopy);
        }
    }

    /** Checks the second copy. Returns {@code null} if the copy is unavailable; the store is verified nevertheless. */
    private SheetIntegrity checkCopy(SheetStore copy, String sha256) {
        try {
            return SheetIntegrity.of(copy, sha256);
        } catch (PartnerUnavailable e) {
            copier.recordSkip();
            return null;
        }
    }

    private void recordFault(String sha256, boolean copy, SheetIntegrity integrity) {
        if (faults.isReferenced(sha256)) {
            LOG.error(
                    "Sheet {} is {} {}", sha256, integrity.code(), copy ? "in the second copy" : "where it is stored");
            newFaults.record(sha256, copy, integrity);
        }
    }

    /**
     * Replaces a damaged or missing sheet in the store {@code to} by the intact sheet of the store {@code from}, and
     * verifies the result.
     */
    private void copySheet(SheetStore from, SheetStore to, String sha256, boolean copy) {
        try {
            SheetCopier.put(from, to, sha256);
            if (SheetIntegrity.of(to, sha256).isWhole()) {
                recordRepair(sha256, copy);
            }
        } catch (IOException e) {
            LOG.warn(
                    "Sheet {} cannot be repaired {}: {}", sha256, copy ? "in the copy" : "from the copy", e.toString());
        }
    }

    private void recordRepair(String sha256, boolean copy) {
        tx.separate(sql -> {
            if (FaultRepository.markRepaired(sql, sha256, copy)) {
                journal.record("archive-fixity.repaired", Caller.HUB, Map.of("sheet", sha256, "copy", copy));
            }
            return null;
        });
    }

    /** Repairs faults that were recorded earlier by readers or previous batches. */
    private void repair(SheetStore store, SheetStore copy) {
        for (Fault fault : faults.unrepaired(MOST_MENDED)) {
            boolean none = fault.copy() && copy == null;
            if (none || !faults.isReferenced(fault.sha256())) {
                faults.delete(fault.sha256(), fault.copy());
            } else if (fault.copy()) {
                repairCopy(store, copy, fault.sha256());
            } else {
                repairStore(store, copy, fault.sha256());
            }
        }
    }

    private void repairStore(SheetStore store, SheetStore copy, String sha256) {
        if (SheetIntegrity.of(store, sha256).isWhole()) {
            recordRepair(sha256, false);
        } else if (copy != null && checkCopy(copy, sha256) == SheetIntegrity.WHOLE) {
            copySheet(copy, store, sha256, false);
        }
    }

    /** Repairs the sheet in the second copy; does nothing while the copy is unavailable. */
    private void repairCopy(SheetStore store, SheetStore copy, String sha256) {
        SheetIntegrity inCopy = checkCopy(copy, sha256);
        if (inCopy != null && inCopy.isWhole()) {
            recordRepair(sha256, true);
        } else if (inCopy != null) {
            copySheet(store, copy, sha256, true);
        }
    }

    private void advance(Claim claim, List<Content> batch, int limit, long bytes, Instant now, double perSecond) {
        // the next batch is due half a second before the verification rate requires it, so that no pause occurs between
        // batches
        Instant next = now.plusMillis((long) (batch.size() / perSecond * 1_000) - 500);
        tx.separate(sql -> {
            Optional<Position> behind = claim.position().after(batch, limit);
            if (behind.isPresent()) {
                FixityRepository.advance(sql, claim.position(), behind.get(), batch.size(), bytes, next);
            } else {
                Instant earliest = claim.begun().plus(SHORTEST);
                FixityRepository.end(
                        sql,
                        claim.position(),
                        batch.size(),
                        bytes,
                        clock.instant(),
                        earliest.isAfter(next) ? earliest : next);
                FaultRepository.deleteOld(sql);
            }
            return null;
        });
    }

    /**
     * Journals new faults in entries of limited size. One transaction writes an entry and marks its faults as
     * journaled.
     */
    private void journalFaults() {
        List<Fault> journaled;
        do {
            journaled = tx.separate(sql -> {
                List<Fault> some = FaultRepository.claimUnjournaled(sql, MOST_NAMED);
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
                                                    fault.kind(),
                                                    "copy",
                                                    fault.copy()))
                                            .toList()));
                }
                return some;
            });
        } while (journaled.size() == MOST_NAMED);
    }
}
