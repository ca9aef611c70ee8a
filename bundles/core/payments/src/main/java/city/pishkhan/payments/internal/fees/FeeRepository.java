package city.pishkhan.payments.internal.fees;

import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores amounts owed to offices in the table {@code payments.office_fee}. Each row is booked in the ledger when it is
 * written. Later only its reference to a payout changes.
 */
final class FeeRepository {
    private FeeRepository() {}

    /**
     * Records an amount that the municipality owes for work that it ordered.
     *
     * @param duty change of the amount owed; negative to reduce it
     */
    static void recordOrdered(Handle sql, Creditor creditor, Duty duty, Instant now) {
        UUID id = put(sql, creditor, duty, null, now);
        Facets facets = new Facets(null, creditor.service(), creditor.district(), creditor.office());
        book(sql, id, now, facets, DoubleEntryLedger.expense(duty.code()), duty.amount());
    }

    /**
     * Records the office's share of a fee that a payer has paid.
     *
     * @param gateway gateway of the payment
     * @param source  id of the payment, or of the refund from which the fee was deducted; up to one share refers to
     *     each source
     */
    static void recordShare(Handle sql, Creditor creditor, Duty share, String gateway, UUID source, Instant now) {
        UUID id = put(sql, creditor, share, source, now);
        Facets facets = new Facets(gateway, creditor.service(), creditor.district(), creditor.office());
        book(sql, id, now, facets, DoubleEntryLedger.income(share.code()), share.amount());
    }

    private static void book(Handle sql, UUID id, Instant now, Facets facets, String from, long amount) {
        DoubleEntryLedger.book(
                sql,
                DoubleEntryLedger.FEE,
                id,
                now,
                facets,
                List.of(new Posting(from, amount), new Posting(DoubleEntryLedger.office(facets.office()), -amount)));
    }

    private static UUID put(Handle sql, Creditor creditor, Duty duty, UUID source, Instant now) {
        UUID id = Ids.next();
        sql.createUpdate("insert into payments.office_fee (id, case_id, case_number, service, office, district, code,"
                        + " title_en, title_fa, amount, billed, source) values (:id, :case, :number, :service, :office,"
                        + " :district, :code, :en, :fa, :amount, :now, :source::uuid)")
                .bind("id", id)
                .bind("case", creditor.caseId())
                .bind("number", creditor.caseNumber())
                .bind("service", creditor.service())
                .bind("office", creditor.office())
                .bind("district", creditor.district())
                .bind("code", duty.code())
                .bind("en", duty.titleEn())
                .bind("fa", duty.titleFa())
                .bind("amount", duty.amount())
                .bind("now", now)
                .bind("source", source)
                .execute();
        return id;
    }

    /** Returns the total that the municipality owes the office for ordered work of the case, by duty. */
    static List<Duty> totalOrdered(Handle sql, Creditor creditor) {
        return sql.createQuery("select code, max(title_en), max(title_fa), sum(amount) from payments.office_fee"
                        + " where case_id = :case and office = :office and code <> :fee group by code order by code")
                .bind("case", creditor.caseId())
                .bind("office", creditor.office())
                .bind("fee", Payments.OFFICE_FEE)
                .map((row, context) -> new Duty(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }
}
