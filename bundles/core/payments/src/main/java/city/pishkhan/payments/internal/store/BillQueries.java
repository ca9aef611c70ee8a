package city.pishkhan.payments.internal.store;

import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Receipt;
import city.pishkhan.payments.internal.common.DutyJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Queries that return bills in the form that callers see, one query per call. */
final class BillQueries {
    private static final String PENDING =
            AttemptState.pending().stream().map(s -> "'" + s.name() + "'").collect(Collectors.joining(", ", "(", ")"));
    private static final String BILLS =
            "select b.id, b.case_id, b.bill_id, b.payment_id, b.amount, b.state, b.duties::text,"
                    + " r.gateway, r.terminal, r.reference, r.amount as received, r.verified, r.settled,"
                    + " b.state = 'OPEN' and exists (select from payments.attempt a where a.bill = b.id and (a.state in "
                    + PENDING
                    // the bank reports a payment, and its payer did not return
                    + " or a.state = 'STARTED' and a.hint_paid)"
                    // two payers submitted the reference of the sale that paid the bill, and the bank has not named the
                    // sale's order number
                    + ") or b.state = 'PAID' and exists (select from payments.attempt c where c.id = r.attempt and"
                    + " c.contested) as pending from payments.bill b left join payments.receipt r on r.bill = b.id"
                    + " where b.case_id = :case";

    private BillQueries() {}

    /** Returns all bills of the case, oldest first. */
    static List<Bill> all(Handle sql, UUID caseId) {
        return sql.createQuery(BILLS + " order by b.id")
                .bind("case", caseId)
                .map(BillQueries::bill)
                .list();
    }

    /** Returns the bills of one stage that are not cancelled. */
    static List<Bill> listUncancelled(Handle sql, UUID caseId, String stage) {
        return sql.createQuery(BILLS + " and b.stage = :stage and b.state <> 'CANCELLED' order by b.id")
                .bind("case", caseId)
                .bind("stage", stage)
                .map(BillQueries::bill)
                .list();
    }

    private static Bill bill(ResultSet row, StatementContext context) throws SQLException {
        String state =
                row.getBoolean("pending") ? "pending" : row.getString("state").toLowerCase(Locale.ROOT);
        return new Bill(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("bill_id"),
                row.getString("payment_id"),
                row.getLong("amount"),
                state,
                DutyJson.duties(row.getString("duties")),
                row.getString("gateway") == null ? null : receipt(row));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString("gateway"),
                row.getString("terminal"),
                row.getString("reference"),
                row.getLong("received"),
                row.getObject("verified", OffsetDateTime.class).toInstant(),
                row.getObject("settled", OffsetDateTime.class).toInstant());
    }
}
