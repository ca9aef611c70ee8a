package city.pishkhan.payments.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Payments.Duty;
import city.pishkhan.payments.internal.common.Json;
import city.pishkhan.payments.internal.fees.OfficeShare;
import city.pishkhan.payments.internal.ledger.Ledger;
import city.pishkhan.payments.internal.ledger.Ledger.Posting;
import city.pishkhan.payments.internal.settlement.LateSales;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What becomes of bill, receipt and ledger when an attempt has moved: all in the transaction of the move. */
final class Bookings {
    private final PaymentStore store;
    private final Records records;
    private final Owing owing;
    private final OfficeShare share;

    Bookings(PaymentStore store, Records records, Owing owing, OfficeShare share) {
        this.store = store;
        this.records = records;
        this.owing = owing;
        this.share = share;
    }

    /** @param actor who moved it, for the journal */
    void book(Handle sql, AttemptRow a, BillRow bill, Caller actor) {
        boolean paid = moved(a, AttemptState.SETTLED);
        boolean owed = moved(a, AttemptState.DOUBLE);
        records.tell(a, actor);
        if (paid) {
            store.em().persist(new ReceiptRow(a));
            bill.state = BillRow.State.PAID;
            bill.ended = a.settled;
            // where the case was handed over since it was billed, whoever has it now does the work
            bill.office = records.events().office(a.caseId);
            store.em().flush();
            List<Duty> duties = Json.duties(bill.duties);
            receipt(sql, a, bill, duties);
            share.owe(sql, bill.creditor(), bill.officeShare, duties, a.gateway, a.booked(), a.settled);
            if (bill.reopened != null) {
                bill.reopened = null;
                records.events().paymentRestored(a.caseId);
            }
            records.events().paymentChanged(a.caseId);
        }
        if (owed) {
            store.em().flush();
            owed(sql, a, bill);
            owing.twice(sql, a, bill);
        }
        if (paid || owed) {
            LateSales.settle(sql, a.id, a.settled);
        }
    }

    /** The bill is paid: the bank holds the money, and each duty has its part. */
    private static void receipt(Handle sql, AttemptRow a, BillRow bill, List<Duty> duties) {
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(Ledger.bank(a.gateway, a.terminal), a.amount));
        postings.addAll(Ledger.shares(duties, a.amount));
        Ledger.book(sql, Ledger.RECEIPT, a.booked(), a.settled, bill.facets(a.gateway), postings);
    }

    /** The bank holds money that pays no bill: the payer is owed it. */
    private static void owed(Handle sql, AttemptRow a, BillRow bill) {
        long amount = a.received == null ? a.amount : a.received;
        Ledger.book(
                sql,
                Ledger.OWED,
                a.booked(),
                a.settled,
                bill.facets(a.gateway),
                List.of(new Posting(Ledger.bank(a.gateway, a.terminal), amount), new Posting(Ledger.REFUNDS, -amount)));
    }

    private static boolean moved(AttemptRow a, AttemptState to) {
        return a.moves().stream().anyMatch(m -> m.to() == to);
    }
}
