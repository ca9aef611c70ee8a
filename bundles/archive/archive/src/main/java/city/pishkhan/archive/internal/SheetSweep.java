package city.pishkhan.archive.internal;

import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes sheets from the store that no row of the index references, because their transaction was rolled back or their
 * node crashed. A row in PostgreSQL determines which node sweeps. Sheets that are being stored or referenced at the
 * same time are kept.
 */
final class SheetSweep {
    /** minimum age of a removed sheet; by then the index references the sheet, or its upload was abandoned */
    static final Duration OLD = Duration.ofDays(1);

    private static final Duration PAUSE = Duration.ofDays(1);
    private static final int BATCH = 500;

    private final Tx tx;
    private final SheetStore store;
    private final Clock clock;

    SheetSweep(Tx tx, SheetStore store, Clock clock) {
        this.tx = tx;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Sweeps the store if a sweep is due and no other node has begun it.
     *
     * @return number of removed sheets
     */
    long run() {
        return run(null);
    }

    /**
     * Sweeps the store and then its second copy, because erased content must be removed from both.
     *
     * @param copy second copy, or {@code null} if there is none
     */
    long run(@Nullable SheetStore copy) {
        Instant now = clock.instant();
        if (!claim(now)) {
            return 0;
        }
        long removed = sweep(now.minus(OLD));
        return copy == null ? removed : removed + new SheetSweep(tx, copy, clock).sweep(now.minus(OLD));
    }

    /** Claims the sweep, once a day for all nodes. If a node crashes during a sweep, the next sweep removes the rest. */
    private boolean claim(Instant now) {
        return tx.separate(sql -> sql.createUpdate("update archive.sweep set next = :next where next <= :now")
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("next", now.plus(PAUSE).atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    /** @param putBefore sheets that were stored later are skipped */
    long sweep(Instant putBefore) {
        long removed = 0;
        try (Stream<String> old = store.storedBefore(putBefore)) {
            Iterator<String> sheets = old.iterator();
            while (sheets.hasNext()) {
                List<String> batch = new ArrayList<>();
                while (batch.size() < BATCH && sheets.hasNext()) {
                    batch.add(sheets.next());
                }
                removed += remove(batch, putBefore);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return removed;
    }

    private long remove(List<String> batch, Instant putBefore) {
        return tx.separate(sql -> SheetIndex.findUnreferenced(sql, batch)).stream()
                .filter(sha256 -> remove(sha256, putBefore))
                .count();
    }

    /**
     * Removes a sheet that no row references. Locks before the check: a running transaction that adds a reference holds
     * the lock, and a finished one has committed its reference.
     */
    private boolean remove(String sha256, Instant putBefore) {
        return tx.separate(sql -> {
            try {
                return SheetLock.tryLockExclusive(sql, sha256)
                        && !SheetIndex.findUnreferenced(sql, List.of(sha256)).isEmpty()
                        && store.remove(sha256, putBefore);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
