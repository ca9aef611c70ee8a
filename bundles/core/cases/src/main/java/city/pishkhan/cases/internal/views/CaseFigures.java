package city.pishkhan.cases.internal.views;

import city.pishkhan.api.cases.Oversight.Figures;
import city.pishkhan.api.cases.Oversight.Grouping;
import city.pishkhan.api.cases.Oversight.PaperBaseline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts and medians of cases and inquiries, read by one statement. */
final class CaseFigures {
    /**
     * Parameters: {@code %1$s} is the column by which inquiries are grouped, {@code %2$s} the query that selects cases
     * with their group key, {@code %3$s} the number of sheets from the archive.
     */
    private static final String SQL =
            """
            with paper (kind, name, days) as (
                select * from unnest(:kinds, :names, :days)
            ), c as (
                select c.id, c.service, c.district::text as district, c.office, c.state,
                       (c.opened at time zone 'Asia/Tehran')::date::text as day,
                       extract(epoch from c.ended - c.opened) as took, p.days * 86400 as slow,
                       (select count(*) from cases.paper s where s.case_id = c.id and s.source = 'archive') as archived
                  from cases.case_file c left join paper p on p.kind = 'service' and p.name = c.service
                 where c.opened >= :from::timestamptz and c.opened < :to::timestamptz
            ), i as (
                select c.id as case_id, c.service, c.district, c.office, c.day, i.agency, i.answered is not null as answered,
                       i.delivered is not null and i.unreached_since is null
                           and coalesce(i.answered, i.escalated, now()) > i.due or i.state = 'EXPIRED' as late,
                       extract(epoch from i.answered - i.delivered) as took, p.days * 86400 as slow,
                       case when i.delivered is null then 0
                            else 1 + i.sheets + (i.answered is not null)::int end as sheets
                  from c join cases.inquiry i on i.case_id = c.id
                  left join paper p on p.kind = 'agency' and p.name = i.agency
                 where i.state not in ('SUPERSEDED', 'WITHDRAWN')
            ), inquiries as (
                select %1$s as key, count(*) as asked, count(*) filter (where answered) as answered,
                       count(*) filter (where answered and late is not true) as in_time,
                       count(*) filter (where late) as late,
                       percentile_cont(0.5) within group (order by took) as median, sum(sheets) as sheets,
                       percentile_cont(0.5) within group (order by slow - took) as saved
                  from i group by 1
            ), cases as (
                select key, count(*) as opened, count(*) filter (where state = 'APPROVED') as approved,
                       count(*) filter (where state = 'REFUSED') as refused,
                       count(*) filter (where state = 'WITHDRAWN') as withdrawn,
                       count(*) filter (where state in ('OPEN', 'WAITING')) as pending, sum(archived) as archived,
                       percentile_cont(0.5) within group (order by took) filter (where state in ('APPROVED', 'REFUSED')) as median,
                       percentile_cont(0.5) within group (order by slow - took)
                           filter (where state in ('APPROVED', 'REFUSED')) as saved
                  from (%2$s) k group by key
            )
            select c.key, c.opened, c.approved, c.refused, c.withdrawn, c.pending, c.median as case_median,
                   coalesce(i.asked, 0) as asked, coalesce(i.answered, 0) as answered, coalesce(i.in_time, 0) as in_time,
                   coalesce(i.late, 0) as late, i.median as answer_median, coalesce(i.sheets, 0) + %3$s as sheets,
                   c.saved as case_saved, i.saved as answer_saved
              from cases c left join inquiries i on i.key = c.key order by length(c.key), c.key
            """;

    private CaseFigures() {}

    static List<Figures> read(
            Handle sql, Grouping by, @Nullable Instant from, @Nullable Instant to, PaperBaseline paper) {
        String key = by.name().toLowerCase(Locale.ROOT);
        boolean agency = by == Grouping.AGENCY;
        // a case counts once for each agency that it asked; sheets from the archive are not counted, because they save
        // work of the office
        String cases = agency
                ? "select distinct i.agency as key, c.* from c join i on i.case_id = c.id"
                : "select " + key + " as key, c.* from c";
        String[] kinds = new String[paper.services().size() + paper.agencies().size()];
        String[] names = new String[kinds.length];
        Double[] days = new Double[kinds.length];
        fill(kinds, names, days, 0, "service", paper.services());
        fill(kinds, names, days, paper.services().size(), "agency", paper.agencies());
        return sql.createQuery(SQL.formatted(key, cases, agency ? "0" : "c.archived"))
                .bindArray("kinds", String.class, (Object[]) kinds)
                .bindArray("names", String.class, (Object[]) names)
                .bindArray("days", Double.class, (Object[]) days)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> figures(row))
                .list();
    }

    private static void fill(
            String[] kinds, String[] names, Double[] days, int first, String kind, Map<String, Duration> known) {
        int at = first;
        for (var entry : known.entrySet()) {
            kinds[at] = kind;
            names[at] = entry.getKey();
            days[at++] =
                    entry.getValue().toSeconds() / (double) Duration.ofDays(1).toSeconds();
        }
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getString("key"),
                row.getLong("opened"),
                row.getLong("approved"),
                row.getLong("refused"),
                row.getLong("withdrawn"),
                row.getLong("pending"),
                seconds(row, "case_median"),
                row.getLong("asked"),
                row.getLong("answered"),
                row.getLong("in_time"),
                row.getLong("late"),
                seconds(row, "answer_median"),
                row.getLong("sheets"),
                seconds(row, "case_saved"),
                seconds(row, "answer_saved"));
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        return value == null ? null : Duration.ofMillis(Math.round(((Number) value).doubleValue() * 1_000));
    }
}
