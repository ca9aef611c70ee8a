package city.pishkhan.cases.internal.store;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.CounterCases.UsualDuration;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Queries of an office's counter, in plain SQL. Each query is one statement that reads no more rows than its limit from
 * an index of the office.
 */
public final class CounterRepository {
    /** Maximum number of running cases that one answer considers. An office has far fewer at a time. */
    public static final int MOST = 2_000;

    /** Maximum number of approvals of a day in one answer. */
    public static final int MOST_ISSUED = 200;

    private static final int MEASURED = 2_000;
    private static final String COLUMNS =
            "select id, number, service, subject, office, district, state, stage, opened, rule_set, round > 0 and note is not null as returned";
    private static final String FILTER = " and (:service::text is null or service = :service)";

    private final Tx tx;

    public CounterRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * A case with the data that decide in which list of the counter it appears.
     *
     * @param ruleSet  hash of the case's rule set
     * @param sentBack {@code true} if the case was sent back after its submission. A later stage may also collect
     *     papers, so the state OPEN alone does not show this.
     */
    public record Line(Summary summary, String ruleSet, boolean sentBack) {}

    /**
     * Running cases, newest first, then approvals since a time, latest first. The states are constants so that partial indexes apply:
     * {@code case_office_state} and {@code case_office_approved}.
     */
    public List<Line> today(List<String> offices, String service, String stage, Instant since) {
        return tx.required(sql -> sql.createQuery("(" + COLUMNS + " from cases.case_file where office = any(:offices)"
                        + " and state in ('OPEN', 'WAITING')" + FILTER
                        + " and (:stage::text is null or stage = :stage) order by id desc limit " + MOST
                        + ") union all (" + COLUMNS + " from cases.case_file where office = any(:offices)"
                        + " and state = 'APPROVED' and ended >= :since" + FILTER
                        + " and :stage::text is null order by ended desc limit " + MOST_ISSUED + ")")
                .bindArray("offices", String.class, offices)
                .bind("service", service)
                .bind("stage", stage)
                .bind("since", since)
                .map((row, context) -> line(row))
                .list());
    }

    /** The running case of a service and subject, by the unique index {@code case_one_open}. */
    public Optional<Line> running(String service, String subject) {
        return tx.required(sql -> sql.createQuery(COLUMNS + " from cases.case_file where service = :service"
                        + " and subject = :subject and state in ('OPEN', 'WAITING')")
                .bind("service", service)
                .bind("subject", subject)
                .map((row, context) -> line(row))
                .findOne());
    }

    /**
     * Median duration over the latest approvals of an office; empty if none of these approvals belongs to the service.
     */
    public Optional<UsualDuration> usual(String office, String service) {
        return tx.required(sql -> sql.createQuery(
                        "select count(*) as cases, percentile_cont(0.5) within group (order by took) as median"
                                + " from (select service, extract(epoch from ended - opened) as took from cases.case_file"
                                + " where office = :office and state = 'APPROVED' order by ended desc limit " + MEASURED
                                + ") latest where service = :service having count(*) > 0")
                .bind("office", office)
                .bind("service", service)
                .map((row, context) ->
                        new UsualDuration(Duration.ofSeconds(Math.round(row.getDouble("median"))), row.getInt("cases")))
                .findOne());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new Summary(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("service"),
                        row.getString("subject"),
                        row.getString("office"),
                        row.getInt("district"),
                        State.valueOf(row.getString("state")),
                        row.getString("stage"),
                        row.getObject("opened", OffsetDateTime.class).toInstant(),
                        null),
                row.getString("rule_set"),
                row.getBoolean("returned"));
    }
}
