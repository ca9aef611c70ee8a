package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.persistence.Rounds;
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
 * Gives committed entries their numbers. Only entries older than every running transaction are numbered, so that none can turn up later
 * with a number missing; one node at a time does it, and no case ever waits for it.
 */
@Component(service = Numbering.class, immediate = true)
public final class Numbering {
    private static final Logger LOG = LoggerFactory.getLogger(Numbering.class);
    private static final long PAUSE_MS = 500;

    private final Tx tx;
    private final Rounds rounds;

    /** @param journal its schema must be there first */
    @Activate
    public Numbering(@Reference Tx tx, @Reference Journal journal) {
        this.tx = tx;
        rounds = Rounds.of("journal-numbering", this::number).every(Duration.ofMillis(PAUSE_MS));
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /** @return how many entries got a number */
    public int number() {
        return tx.separate(sql -> ours(sql) ? assign(sql) : 0);
    }

    private static boolean ours(Handle sql) {
        return sql.createQuery("select pg_try_advisory_xact_lock(hashtext('journal.numbering'))")
                .mapTo(Boolean.class)
                .one();
    }

    private static int assign(Handle sql) {
        // In the order of their ids, which is that of time; but those of one case in the order of their chain, whatever
        // the
        // clocks of several nodes say. A restored database starts with low transaction ids again: entries "from the
        // future" are committed ones of
        // its former life.
        int count = sql.createUpdate(
                        """
                        with horizon as (
                            select pg_snapshot_xmin(s) as xmin, pg_snapshot_xmax(s) as xmax,
                                   case when n.below > pg_snapshot_xmin(s) then '0'::xid8 else n.below end as below
                              from pg_current_snapshot() s, journal.numbered n
                        ), fresh as (
                            select e.id, e.position,
                                   max(e.id::text) over (partition by e.case_id order by e.position) as turn
                              from journal.entry e, horizon h
                             where (e.tx >= h.below and e.tx < h.xmin or e.tx >= h.xmax)
                               and not exists (select from journal.number n where n.entry = e.id)
                        ), moved as (
                            update journal.numbered set below = (select xmin from horizon)
                             where exists (select from fresh)
                        )
                        insert into journal.number (sequence, entry)
                        select coalesce((select max(sequence) from journal.number), 0) + row_number() over (order by turn, position), id
                          from fresh
                        """)
                .execute();
        if (count > 0) {
            LOG.debug("{} entries numbered", count);
        }
        return count;
    }
}
