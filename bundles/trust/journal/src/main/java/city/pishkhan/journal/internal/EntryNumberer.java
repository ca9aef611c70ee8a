package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers committed entries. Only entries older than every running transaction are numbered, so that none can appear later
 * with a lower position. One node at a time numbers entries, and no case waits for it.
 */
@Component(service = EntryNumberer.class, immediate = true)
public final class EntryNumberer {
    private static final Logger LOG = LoggerFactory.getLogger(EntryNumberer.class);
    private static final long PAUSE_MS = 500;

    /** Orders by id, which follows time, but keeps the entries of a case in the order of their chain even if the clocks of nodes differ. */
    private static final String NUMBER =
            """
            insert into journal.number (sequence, entry)
            select coalesce((select max(sequence) from journal.number), 0) + row_number() over (order by turn, position), id
              from fresh
            """;

    /**
     * Reads the limits for {@link #BETWEEN} in a query of its own. With constant limits, PostgreSQL can estimate the
     * number of rows between them.
     */
    private static final String HORIZON =
            """
            select pg_snapshot_xmin(s)::text, n.below::text, newest.tx::text, n.below > pg_snapshot_xmin(s),
                   coalesce(newest.tx >= pg_snapshot_xmax(s), false), coalesce(newest.tx < n.below, true)
              from pg_current_snapshot() s, journal.numbered n
              left join lateral (select tx from journal.entry order by tx desc limit 1) newest on true
            """;

    /** Transactions below the horizon have ended, so a later snapshot also sees their entries. */
    static final String BETWEEN =
            """
            with fresh as (
                select e.id, e.position, max(e.id::text) over (partition by e.case_id order by e.position) as turn
                  from journal.entry e
                 where e.tx >= cast(:below as xid8) and e.tx < cast(:xmin as xid8)
                   and not exists (select from journal.number n where n.entry = e.id)
            ), moved as (
                update journal.numbered set below = cast(:xmin as xid8) where exists (select from fresh)
            )
            """
                    + NUMBER;

    /** After a restore, transaction ids start low again. Entries with ids "from the future" were committed before the backup. */
    private static final String ALL =
            """
            with horizon as (
                select pg_snapshot_xmin(s) as xmin, pg_snapshot_xmax(s) as xmax,
                       case when n.below > pg_snapshot_xmin(s) then '0'::xid8 else n.below end as below
                  from pg_current_snapshot() s, journal.numbered n
            ), fresh as (
                select e.id, e.position, max(e.id::text) over (partition by e.case_id order by e.position) as turn
                  from journal.entry e, horizon h
                 where (e.tx >= h.below and e.tx < h.xmin or e.tx >= h.xmax)
                   and not exists (select from journal.number n where n.entry = e.id)
            ), moved as (
                update journal.numbered set below = (select xmin from horizon)
            )
            """
                    + NUMBER;

    private final Tx tx;
    private final PeriodicTask rounds;
    /**
     * Newest transaction id when entries "from the future" were last numbered, so that these are scanned once, not in
     * every run.
     */
    private String numberedFuture = "";

    /**
     * State of numbering; transaction ids are text.
     *
     * @param xmin all transactions below have ended
     * @param below all committed entries below are numbered
     * @param newest newest transaction id of an entry; {@code null} if there are none
     * @param restored {@code true} if transaction ids have restarted at low values, as after a restore
     * @param future {@code true} if the newest entry was written before a restore
     * @param done {@code true} if no entry can need a number
     */
    private record Horizon(String xmin, String below, String newest, boolean restored, boolean future, boolean done) {}

    /** @param journal not used here; this reference ensures that the journal has created the schema */
    @Activate
    public EntryNumberer(@Reference Tx tx, @Reference Journal journal) {
        this.tx = tx;
        rounds = PeriodicTask.of("journal-numbering", this::number)
                .allowInQuarantine()
                .startEvery(Duration.ofMillis(PAUSE_MS));
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /** @return number of entries that were numbered */
    public synchronized int number() {
        return tx.separate(sql -> tryLock(sql) ? assign(sql) : 0);
    }

    private static boolean tryLock(Handle sql) {
        return sql.createQuery("select pg_try_advisory_xact_lock(hashtext('journal.numbering'))")
                .mapTo(Boolean.class)
                .one();
    }

    private int assign(Handle sql) {
        Horizon horizon = horizon(sql);
        int count;
        if (horizon.restored || horizon.future && !horizon.newest.equals(numberedFuture)) {
            count = sql.createUpdate(ALL).execute();
            numberedFuture = horizon.newest;
        } else if (horizon.done) {
            count = 0;
        } else {
            count = sql.createUpdate(BETWEEN)
                    .bind("below", horizon.below)
                    .bind("xmin", horizon.xmin)
                    .execute();
        }
        if (count > 0) {
            LOG.debug("{} entries numbered", count);
        }
        return count;
    }

    private static Horizon horizon(Handle sql) {
        return sql.createQuery(HORIZON)
                .map((row, context) -> new Horizon(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6)))
                .one();
    }
}
