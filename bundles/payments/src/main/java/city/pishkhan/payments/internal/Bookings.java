package city.pishkhan.payments.internal;

import city.pishkhan.api.Caller;
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
            Ledger.receipt(sql, a, bill);
            share.owe(sql, bill, Json.duties(bill.duties), a.gateway, a.id, a.settled);
            records.events().paymentChanged(a.caseId);
        }
        if (owed) {
            store.em().flush();
            Ledger.owed(sql, a, bill);
            owing.twice(sql, a, bill);
        }
        if (paid || owed) {
            LateSales.settle(sql, a.id, a.settled);
        }
    }

    private static boolean moved(AttemptRow a, AttemptState to) {
        return a.moves().stream().anyMatch(m -> m.to() == to);
    }
}
