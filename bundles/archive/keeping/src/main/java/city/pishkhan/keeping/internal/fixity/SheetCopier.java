package city.pishkhan.keeping.internal.fixity;

import city.pishkhan.api.health.BacklogWatch.Backlog;
import city.pishkhan.archive.sheets.SheetIntegrity;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies new sheets to the second copy, asynchronously and independent of the upload. A row in {@code archive.uncopied} marks a sheet until
 * it is copied. Sheets that are older than the second copy are copied when they are verified.
 */
final class SheetCopier {
    static final int BATCH = 50;
    private static final Logger LOG = LoggerFactory.getLogger(SheetCopier.class);

    private final Tx tx;

    SheetCopier(Tx tx) {
        this.tx = tx;
    }

    private record Waiting(long id, String sha256) {}

    /** Starts or stops marking new sheets for copying. Cheap to call repeatedly; writes only on a change. */
    void setEnabled(boolean enabled) {
        tx.separate(sql -> enabled
                ? sql.execute("insert into archive.copy_place (since) select now()"
                        + " where not exists (select from archive.copy_place) on conflict do nothing")
                : sql.execute("with gone as (delete from archive.copy_place returning 1)"
                        + " delete from archive.uncopied where exists (select from gone)"));
    }

    /**
     * Copies some waiting sheets. Their rows are locked until they are copied, and remain if this node crashes.
     *
     * @return number of copied sheets
     */
    int copy(SheetStore store, SheetStore copy) {
        return tx.separate(sql -> {
            List<Waiting> waiting = sql.createQuery("select id, encode(sha256, 'hex') from archive.uncopied order by id"
                            + " limit :batch for update skip locked")
                    .bind("batch", BATCH)
                    .map((row, context) -> new Waiting(row.getLong(1), row.getString(2)))
                    .list();
            List<Long> done = waiting.stream()
                    .filter(one -> tryCopy(store, copy, one.sha256))
                    .map(Waiting::id)
                    .toList();
            sql.createUpdate("delete from archive.uncopied where id = any(:done)")
                    .bindArray("done", Long.class, done.toArray())
                    .execute();
            return done.size();
        });
    }

    /** Copies a sheet. An unreadable sheet is removed from the queue: the verification reports it and copies it after its repair. */
    private static boolean tryCopy(SheetStore store, SheetStore copy, String sha256) {
        try {
            put(store, copy, sha256);
            return true;
        } catch (IOException e) {
            boolean readable = SheetIntegrity.of(store, sha256).isWhole();
            LOG.warn("Sheet {} is not copied{}: {}", sha256, readable ? " yet" : "", e.toString());
            return !readable;
        }
    }

    /**
     * Copies a sheet from one store to another.
     *
     * @throws IOException also if the written content does not match the SHA-256; the content is then stored under
     *     another address
     */
    static void put(SheetStore from, SheetStore to, String sha256) throws IOException {
        try (InputStream in = from.open(sha256)) {
            SheetStore.Stored stored = to.put(in);
            if (!stored.sha256().equals(sha256)) {
                throw new IOException("Sheet " + sha256 + " differs from the recorded content");
            }
        }
    }

    /** Returns the number of waiting sheets, counted up to 1,000, and the time of the oldest. */
    Backlog backlog() {
        return tx.single(sql -> sql.createQuery(
                        "select count(*), min(at) from (select at from archive.uncopied order by id limit 1000) w")
                .map((row, context) -> {
                    OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
                    return new Backlog(row.getLong(1), oldest == null ? null : oldest.toInstant());
                })
                .one());
    }

    /** Returns the time from which new sheets have been copied; empty without a second copy. */
    Optional<Instant> copyingSince() {
        return tx.required(sql -> sql.createQuery("select since from archive.copy_place")
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant));
    }

    /**
     * Records that sheets were skipped while the copy was unavailable. The copy is complete again after the next full
     * cycle of the verification.
     */
    void recordSkip() {
        tx.separate(sql -> sql.execute("update archive.copy_place set since = now()"));
    }
}
