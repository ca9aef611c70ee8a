package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.persons.Readings.ArchiveQueryCount;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Raises a signal if an office's archive queries of a day reach three times its median day. Only one signal is raised per office
 * and Persian month. For an office with few recorded days the median of all offices is used, and in a new city the configured
 * minimum.
 */
final class ArchiveRates {
    static final String SIGNAL = "office-archive";

    private static final int TIMES = 3;
    private static final int DAYS = 60;
    private static final int ENOUGH_DAYS = 5;

    private record Rate(String office, LocalDate day, int queries, double median) {
        private boolean isHigh(int minimum) {
            return queries >= Math.max(minimum, TIMES * median);
        }
    }

    private final ComplaintRepository store;
    private final Journal journal;
    private final int minimum;

    /** @param minimum daily queries below which no signal is raised */
    ArchiveRates(ComplaintRepository store, Journal journal, int minimum) {
        this.store = store;
        this.journal = journal;
        this.minimum = minimum;
    }

    /** Counts today's queries, and yesterday's, because yesterday's last minutes may not be counted yet. */
    void checkRates(Readings readings, LocalDate today) {
        List<ArchiveQueryCount> counted = readings.archiveQueries(today.minusDays(1));
        if (counted.isEmpty()) {
            return;
        }
        store.tx().run(sql -> {
            counted.forEach(queries -> store(sql, queries));
            for (Rate rate : rates(sql, today)) {
                if (rate.isHigh(minimum)) {
                    raise(sql, rate);
                }
            }
        });
    }

    private static void store(Handle sql, ArchiveQueryCount queries) {
        sql.createUpdate("insert into discipline.archive_day (office, day, queries) values (:office, :day, :queries)"
                        + " on conflict (office, day) do update set queries = excluded.queries")
                .bind("office", queries.office())
                .bind("day", queries.day())
                .bind("queries", queries.count())
                .execute();
    }

    private List<Rate> rates(Handle sql, LocalDate today) {
        return sql.createQuery(
                        """
                                select d.office, d.day, d.queries, coalesce(own.median, city.median, :least) from discipline.archive_day d
                                left join lateral (select percentile_cont(0.5) within group (order by b.queries) as median
                                from discipline.archive_day b where b.office = d.office and b.day < d.day and b.day >= d.day - :days
                                having count(*) >= :enough) own on true
                                left join lateral (select percentile_cont(0.5) within group (order by b.queries) as median
                                from discipline.archive_day b where b.day < d.day and b.day >= d.day - :days
                                having count(*) >= :enough) city on own.median is null
                                where d.day >= :yesterday""")
                .bind("least", minimum)
                .bind("days", DAYS)
                .bind("enough", ENOUGH_DAYS)
                .bind("yesterday", today.minusDays(1))
                .map((row, context) ->
                        new Rate(row.getString(1), row.getObject(2, LocalDate.class), row.getInt(3), row.getDouble(4)))
                .list();
    }

    private void raise(Handle sql, Rate rate) {
        PersianDate day =
                PersianDate.of(rate.day().atStartOfDay(PersianDate.TEHRAN).toInstant());
        DisciplineThresholds.raise(
                sql,
                journal,
                new DisciplineThresholds.SignalOccurrence(
                        SIGNAL, new Party("office", rate.office()), DisciplineThresholds.month(day)),
                rate.queries());
    }
}
