package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.agencies.Inquiries.Load;
import city.pishkhan.api.agencies.Inquiries.Row;
import city.pishkhan.cases.internal.inquiries.AgencyRepository.Figures;
import city.pishkhan.cases.internal.inquiries.WaitReasons.InquiryDispatchState;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.persistence.Conditions;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists inquiries for the operator's views and counts them per agency, with plain SQL. The content of inquiries is not
 * read.
 */
final class InquiryOverview {
    private static final String LINES =
            "select i.id, c.number, i.agency, i.state, i.attempts, i.last_error, i.asked, i.due, i.next_attempt,"
                    + " i.held, i.unreached_since from cases.inquiry i join cases.case_file c on c.id = i.case_id";

    private final Tx tx;
    private final AgencyControls pauses;
    private final AgencyRepository agencies;

    InquiryOverview(Tx tx, AgencyControls pauses) {
        this.tx = tx;
        this.pauses = pauses;
        this.agencies = new AgencyRepository(tx);
    }

    List<Load> loads() {
        // undated: delivered inquiries without a deadline, because the holiday calendar ends before the deadline
        return tx.required(sql -> sql.createQuery(
                        """
                select agency,
                count(*) filter (where state = 'QUEUED' and attempts = 0) queued,
                count(*) filter (where state = 'DISPATCHED' or state = 'QUEUED' and attempts > 0) dispatched,
                count(*) filter (where state = 'DELIVERED') delivered,
                min(asked) oldest,
                count(*) filter (where escalated is not null and (delivered is null or unreached_since is not null)) overdue,
                min(coalesce(unreached_since, case when delivered is null and escalated is not null then asked end)) unreached,
                count(*) filter (where due is null and calendar is not null and delivered is not null) undated
                from cases.inquiry
                where state in ('QUEUED', 'DISPATCHED', 'DELIVERED') group by agency order by agency""")
                .map((row, context) -> new Load(
                        row.getString("agency"),
                        row.getLong("queued"),
                        row.getLong("dispatched"),
                        row.getLong("delivered"),
                        Instants.of(row, "oldest"),
                        row.getLong("overdue"),
                        Instants.of(row, "unreached"),
                        row.getLong("undated")))
                .list());
    }

    Page<Row> list(@Nullable String agency, @Nullable String state, @Nullable String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        Conditions conditions =
                new Conditions().and("i.agency = :agency", "agency", agency).below("i.id", paging.from());
        if (state != null) {
            InquiryState known = Stream.of(InquiryState.values())
                    .filter(one -> one.name().equalsIgnoreCase(state))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                return paging.page(List.of(), Row::id);
            }
            switch (known) {
                case QUEUED -> conditions.and("i.state = 'QUEUED' and i.attempts = 0");
                case DISPATCHED ->
                    // the first condition lets PostgreSQL use the index of live inquiries
                    conditions.and(
                            "i.state in ('QUEUED', 'DISPATCHED') and (i.state = 'DISPATCHED' or i.attempts > 0)");
                default -> conditions.constant("i.state", known);
            }
        }
        List<Line> found = tx.required(sql -> conditions
                .query(sql, LINES, "order by i.id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> line(row))
                .list());
        return paging.page(explained(found), Row::id);
    }

    Optional<Row> row(UUID id) {
        return explained(tx.required(sql -> sql.createQuery(LINES + " where i.id = :id")
                        .bind("id", id)
                        .map((row, context) -> line(row))
                        .list()))
                .stream()
                .findFirst();
    }

    /** An inquiry and the state of its dispatch. */
    private record Line(
            UUID id, String number, InquiryState state, int attempts, Instant asked, InquiryDispatchState stand) {
        Row explained(WaitReasons reasons) {
            return new Row(
                    id,
                    number,
                    stand.agency(),
                    state.apiName(),
                    attempts,
                    stand.lastError(),
                    asked,
                    stand.due(),
                    reasons.explain(stand));
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        InquiryState state = InquiryState.valueOf(row.getString("state")).afterAttempts(row.getInt("attempts"));
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("number"),
                state,
                row.getInt("attempts"),
                Instants.of(row, "asked"),
                new InquiryDispatchState(
                        row.getString("agency"),
                        state.isLive(),
                        state == InquiryState.DELIVERED,
                        row.getObject("unreached_since") == null,
                        row.getObject("held") != null,
                        Instants.of(row, "next_attempt"),
                        Instants.of(row, "due"),
                        row.getString("last_error")));
    }

    private List<Row> explained(List<Line> lines) {
        WaitReasons reasons = new WaitReasons(pauses.pauses(), pauses::dispatchState, this::depths);
        return lines.stream().map(line -> line.explained(reasons)).toList();
    }

    private Map<String, Long> depths() {
        return agencies.figures().values().stream().collect(Collectors.toMap(Figures::agency, Figures::waiting));
    }
}
