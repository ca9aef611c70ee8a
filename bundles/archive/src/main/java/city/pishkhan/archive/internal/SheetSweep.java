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

/**
 * Removes from the store what nobody names: uploads whose transaction was rolled back, or whose hub died before it. PostgreSQL decides who
 * sweeps and whether a sheet is named; a sheet that is being stored or named now is left alone.
 */
final class SheetSweep {
    /** before then whoever stored a sheet has named it, or never will */
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

    /** Sweeps, if it is time and no other node does. @return how many sheets were removed */
    long run() {
        return run(null);
    }

    /** The same of a second copy, after the first: what is erased must be gone from both. @param copy {@code null} without one */
    long run(SheetStore copy) {
        Instant now = clock.instant();
        if (!claim(now)) {
            return 0;
        }
        long removed = sweep(now.minus(OLD));
        return copy == null ? removed : removed + new SheetSweep(tx, copy, clock).sweep(now.minus(OLD));
    }

    /** Once a day over all nodes; of a node that dies in it the rest is swept on the next. */
    private boolean claim(Instant now) {
        return tx.separate(sql -> sql.createUpdate("update archive.sweep set next = :next where next <= :now")
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("next", now.plus(PAUSE).atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    /** @param putBefore what was put later is left alone */
    long sweep(Instant putBefore) {
        long removed = 0;
        try (Stream<String> old = store.putBefore(putBefore)) {
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
        return tx.separate(sql -> SheetIndex.unnamed(sql, batch)).stream()
                .filter(sha256 -> remove(sha256, putBefore))
                .count();
    }

    /** In this order: who names it now holds the lock, who did before has committed. */
    private boolean remove(String sha256, Instant putBefore) {
        return tx.separate(sql -> {
            try {
                return SheetLock.alone(sql, sha256)
                        && !SheetIndex.unnamed(sql, List.of(sha256)).isEmpty()
                        && store.remove(sha256, putBefore);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
