package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Refunds.Refund;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.persistence.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code payments.refund}. */
public final class RefundRepository {
    private static final String SELECT =
            "select r.*, a.reference as sale from payments.refund r" + " join payments.attempt a on a.id = r.attempt";

    private static final List<String> ENDS =
            Stream.of(CaseEnd.values()).map(CaseEnd::code).toList();

    private RefundRepository() {}

    /**
     * The case and stage of a refund, and the attributes by which reports group it.
     *
     * @param service code of the service, or {@code null}
     * @param office  code of the office, or {@code null}
     */
    public record CaseReference(
            UUID caseId, String caseNumber, String stage, String service, int district, String office) {}

    /**
     * A refund to be recorded.
     *
     * @param amount rial
     * @param duties the reduced duties as negative lines, or empty
     */
    public record RefundEntry(
            String kind,
            CaseReference caseReference,
            UUID attempt,
            String gateway,
            String terminal,
            long amount,
            List<Duty> duties) {}

    public static UUID put(Handle sql, RefundEntry refund, @Nullable Instant now) {
        UUID id = Ids.next();
        sql.createUpdate("insert into payments.refund (id, kind, case_id, case_number, stage, attempt, duties, amount,"
                        + " gateway, terminal, service, district, office, state, created) values (:id, :kind, :case, :number,"
                        + " :stage, :attempt, :duties::jsonb, :amount, :gateway, :terminal, :service, :district, :office, 'due',"
                        + " :now)")
                .bind("id", id)
                .bind("kind", refund.kind())
                .bind("case", refund.caseReference().caseId())
                .bind("number", refund.caseReference().caseNumber())
                .bind("stage", refund.caseReference().stage())
                .bind("attempt", refund.attempt())
                .bind("duties", DutyJson.write(refund.duties()))
                .bind("amount", refund.amount())
                .bind("gateway", refund.gateway())
                .bind("terminal", refund.terminal())
                .bind("service", refund.caseReference().service())
                .bind("district", refund.caseReference().district())
                .bind("office", refund.caseReference().office())
                .bind("now", now)
                .execute();
        return id;
    }

    /**
     * Cancels the due refunds of a payment.
     *
     * @return {@code true} if no refund of this payment is already ordered or done
     */
    public static boolean cancel(Handle sql, UUID attempt) {
        sql.execute("update payments.refund set state = 'cancelled' where attempt = ? and state = 'due'", attempt);
        return sql.createQuery("select not exists (select from payments.refund where attempt = :attempt"
                        + " and state in ('ordered', 'done'))")
                .bind("attempt", attempt)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * A refund of a stage's payments that is due, ordered or done.
     *
     * @param facets attributes by which reports group the refund
     */
    public record Claim(
            UUID id, String kind, String state, UUID attempt, List<Duty> duties, long amount, Facets facets) {
        public boolean isDue() {
            return state.equals(Disbursement.DUE);
        }

        /** Returns {@code true} if the refund exists because the case ended without result. */
        public boolean isForCaseEnd() {
            return ENDS.contains(kind);
        }
    }

    /** Locks and returns the refunds of a stage, the oldest first, except cancelled ones and those of payments that paid no bill. */
    public static List<Claim> claims(Handle sql, UUID caseId, String stage) {
        return sql.createQuery("select id, kind, state, attempt, duties::text as duties, amount, gateway, service,"
                        + " district, office from payments.refund where case_id = :case and stage = :stage and kind <>"
                        + " 'double' and state <> 'cancelled' order by id for update")
                .bind("case", caseId)
                .bind("stage", stage)
                .map((row, context) -> new Claim(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getObject("attempt", UUID.class),
                        DutyJson.duties(row.getString("duties")),
                        row.getLong("amount"),
                        new Facets(
                                row.getString("gateway"),
                                row.getString("service"),
                                row.getObject("district", Integer.class),
                                row.getString("office"))))
                .list();
    }

    /** Cancels a refund, whose row must be due and locked. */
    public static void cancel(Handle sql, Claim claim) {
        sql.execute("update payments.refund set state = 'cancelled' where id = ?", claim.id());
    }

    /** Returns {@code true} if a refund of the case is not done yet. */
    public static boolean hasOpenRefund(Handle sql, UUID caseId) {
        return sql.createQuery("select exists (select from payments.refund where case_id = :case and state in ('due',"
                        + " 'ordered'))")
                .bind("case", caseId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns {@code true} if refunds for the case's ending without result are already recorded. */
    public static boolean hasCaseEndRefunds(Handle sql, UUID caseId) {
        return sql.createQuery(
                        "select exists (select from payments.refund where case_id = :case and state <> 'cancelled'"
                                + " and kind in "
                                + ENDS.stream().map(end -> "'" + end + "'").collect(Collectors.joining(", ", "(", ")"))
                                + ")")
                .bind("case", caseId)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns the duties that refunds have reduced in a stage, as negative lines. */
    public static List<Duty> duties(Handle sql, UUID caseId, String stage) {
        return sql
                .createQuery(
                        "select duties::text from payments.refund where case_id = :case and stage = :stage and state"
                                + " <> 'cancelled'")
                .bind("case", caseId)
                .bind("stage", stage)
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(json -> DutyJson.duties(json).stream())
                .toList();
    }

    static List<Refund> list(Handle sql, @Nullable String state, @Nullable UUID below, int limit) {
        return new Conditions()
                .and("r.state = :state", "state", state)
                .below("r.id", below)
                .query(sql, SELECT, "order by r.id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> refund(row))
                .list();
    }

    /** Locks and returns a refund. */
    static Optional<Refund> lock(Handle sql, UUID id) {
        return sql.createQuery(SELECT + " where r.id = :id for update of r")
                .bind("id", id)
                .map((row, context) -> refund(row))
                .findOne();
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getLong("amount"),
                row.getString("gateway"),
                row.getString("terminal"),
                row.getString("sale"),
                row.getString("state"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getString("masked"),
                row.getString("account"),
                row.getString("reference"));
    }
}
