package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.agencies.Agencies.Limits;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads and writes pauses, limits and retry requests of agencies, and counts the inquiries that wait for each agency.
 */
final class AgencyRepository {
    private static final String LIVE = "state in ('QUEUED', 'DISPATCHED', 'DELIVERED')";

    private final Tx tx;

    AgencyRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * Figures of the open inquiries of one agency.
     *
     * @param waiting    inquiries that are not delivered yet
     * @param oldest     time of the oldest inquiry that is not delivered, or {@code null}
     * @param unanswered inquiries that are delivered and not answered
     * @param lastError  last error of the inquiry with the latest next attempt, or {@code null}
     */
    record Figures(String agency, long waiting, Instant oldest, long unanswered, String lastError) {}

    Map<String, Figures> figures() {
        return tx
                .required(sql -> sql.createQuery("select agency, count(*) filter (where delivered is null) waiting,"
                                + " min(asked) filter (where delivered is null) oldest,"
                                + " count(*) filter (where delivered is not null) unanswered,"
                                + " (array_agg(last_error order by next_attempt desc nulls last)"
                                + " filter (where last_error is not null))[1] last_error"
                                + " from cases.inquiry where " + LIVE + " group by agency")
                        .map((row, context) -> new Figures(
                                row.getString("agency"),
                                row.getLong("waiting"),
                                Instants.of(row, "oldest"),
                                row.getLong("unanswered"),
                                row.getString("last_error")))
                        .list())
                .stream()
                .collect(Collectors.toMap(Figures::agency, Function.identity()));
    }

    boolean isPaused(String agency) {
        return tx.required(sql -> sql.createQuery(
                        "select exists (select from cases.agency_pause where agency = :agency and ended is null)")
                .bind("agency", agency)
                .mapTo(Boolean.class)
                .one());
    }

    /** @return {@code false} if the agency is already paused */
    boolean pause(Pause pause, String salt) {
        return tx.required(
                        sql -> sql.createUpdate("insert into cases.agency_pause (id, agency, since, by, reason, salt)"
                                        + " values (:id, :agency, :since, :by, :reason, :salt)"
                                        + " on conflict (agency) where ended is null do nothing")
                                .bind("id", Ids.next())
                                .bind("agency", pause.agency())
                                .bind("since", pause.since().atOffset(ZoneOffset.UTC))
                                .bind("by", pause.by())
                                .bind("reason", pause.reason())
                                .bind("salt", salt)
                                .execute())
                == 1;
    }

    /** @return {@code false} if the agency is not paused */
    boolean resume(String agency, String by) {
        return tx.required(sql -> sql.createUpdate("update cases.agency_pause set ended = now(), ended_by = :by"
                                + " where agency = :agency and ended is null")
                        .bind("agency", agency)
                        .bind("by", by)
                        .execute())
                == 1;
    }

    /**
     * Replaces the limits of an agency. Limits without any number only end the previous ones.
     *
     * @return {@code true} if there were limits before
     */
    boolean limit(Limits limits, String salt) {
        return tx.required(sql -> {
            // serialised: the second transaction must see the limits of the first
            sql.execute("select pg_advisory_xact_lock(hashtext('cases.agency_limit'))");
            int before = sql.createUpdate(
                            "update cases.agency_limit set ended = now() where agency = :agency and ended is null")
                    .bind("agency", limits.agency())
                    .execute();
            sql.createUpdate(
                            "insert into cases.agency_limit (id, agency, consumers, per_second, since, by, reason, salt, ended)"
                                    + " values (:id, :agency, :consumers, :perSecond, :since, :by, :reason, :salt,"
                                    + " case when :consumers::int is null and :perSecond::int is null then now() end)")
                    .bind("id", Ids.next())
                    .bind("agency", limits.agency())
                    .bind("consumers", limits.consumers())
                    .bind("perSecond", limits.perSecond())
                    .bind("since", limits.since().atOffset(ZoneOffset.UTC))
                    .bind("by", limits.by())
                    .bind("reason", limits.reason())
                    .bind("salt", salt)
                    .execute();
            return before == 1;
        });
    }

    /**
     * Makes inquiries that a pause held back due now. Must run after {@link #resume}, in its transaction.
     *
     * @return number of inquiries
     */
    int release(String agency) {
        return makeDue("held = null, next_attempt = now()", "held is not null", agency);
    }

    /**
     * Makes inquiries that wait for their next attempt due now.
     *
     * @return number of inquiries
     */
    int retry(String agency) {
        tx.run(sql -> sql.createUpdate(
                        "insert into cases.agency_retry (agency, asked) values (:agency, clock_timestamp())"
                                + " on conflict (agency) do update set asked = excluded.asked")
                .bind("agency", agency)
                .execute());
        return makeDue("next_attempt = now()", "next_attempt is not null", agency);
    }

    private int makeDue(String change, String which, String agency) {
        // locks in id order, as the engine locks the inquiries of a case
        return tx.required(sql -> sql.createUpdate("update cases.inquiry set " + change
                        + " where id in (select id from cases.inquiry where agency = :agency and " + which + " and "
                        + LIVE
                        + " order by id for update)")
                .bind("agency", agency)
                .execute());
    }
}
