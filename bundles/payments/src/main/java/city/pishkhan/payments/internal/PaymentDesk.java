package city.pishkhan.payments.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.CaseEnd;
import city.pishkhan.api.CaseEvents;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Outbox;
import city.pishkhan.api.PaymentReview;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Refusal;
import city.pishkhan.payments.internal.fees.OfficeShare;
import city.pishkhan.payments.internal.gateways.Gateways;
import city.pishkhan.payments.internal.gateways.Preferences;
import city.pishkhan.payments.internal.treasury.RefundRows;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Callback;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** {@link Payments}, put together. */
final class PaymentDesk implements Payments {
    private final PaymentStore store;
    private final Records records;
    private final Gateways gateways;
    private final Billing billing;
    private final Choice choice;
    private final Returning returning;
    private final Confirmation confirmation;
    private final InFlight inFlight = new InFlight();
    private final Review review;
    private final Slips slips;

    /**
     * What the city agreed on.
     *
     * @param publicUrl where payers' browsers reach the hub, without a slash at its end
     * @param gateways  through which each service's payments go
     * @param company   of the municipality in bill IDs
     * @param openings  at one gateway at the same time
     */
    record Terms(URI publicUrl, Preferences gateways, int company, int openings, Limits limits) {}

    PaymentDesk(
            PaymentStore store,
            Journal journal,
            Outbox outbox,
            Supplier<CaseEvents> events,
            Gateways gateways,
            Terms terms,
            Clock clock) {
        this.store = store;
        this.gateways = gateways;
        records = new Records(journal, events);
        OfficeShare share = new OfficeShare(journal);
        Owing owing = new Owing(store, journal, share);
        Bookings bookings = new Bookings(store, records, owing, share);
        billing = new Billing(store, journal, owing, clock, terms.company());
        Opening opening = new Opening(store, records, gateways.merchants(), terms.limits(), clock, terms.publicUrl());
        choice = new Choice(store, gateways, terms.gateways(), opening, terms.openings());
        returning = new Returning(store, records, outbox, clock);
        ReceiptReversal reversal = new ReceiptReversal(store, records, share);
        SaleOwnership ownership = new SaleOwnership(reversal, journal, outbox);
        confirmation = new Confirmation(store, records, bookings, ownership, gateways, clock);
        slips = new Slips(store, records, journal, gateways, terms.limits(), this::confirm, clock);
        TakeBacks takeBacks = new TakeBacks(store, records, reversal, journal, clock);
        review = new Review(store, records, bookings, takeBacks, journal, gateways, this::confirm, clock);
    }

    @Override
    public List<Bill> raise(Debtor debtor, List<Duty> duties) {
        return store.tx().required(sql -> billing.raise(debtor, duties));
    }

    @Override
    public List<Bill> bills(UUID caseId) {
        return store.tx().required(sql -> store.bills(caseId));
    }

    @Override
    public boolean owes(UUID caseId) {
        return store.tx().required(sql -> RefundRows.open(sql, caseId));
    }

    @Override
    public void outdate(UUID caseId, String stage, List<Duty> duties) {
        store.tx().run(sql -> billing.outdate(caseId, stage, duties));
    }

    @Override
    public void end(UUID caseId, String reason, CaseEnd end, int refund) {
        store.tx().run(sql -> billing.end(caseId, reason, end, refund));
    }

    @Override
    public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway) {
        checkReady();
        return choice.begin(office, caseId, bill, gateway);
    }

    @Override
    public Attempt enter(Caller office, UUID caseId, Slip slip) {
        checkReady();
        return slips.enter(office, caseId, slip);
    }

    @Override
    public List<Attempt> attempts(UUID bill) {
        return store.tx()
                .required(
                        sql -> store.attempts(bill).stream().map(Records::shown).toList());
    }

    @Override
    public Attempt callback(String gateway, Map<String, String> form) {
        PaymentGateway bank = gateways.find(gateway).orElseThrow(() -> Refusal.notFound("gateway", "درگاه پرداخت"));
        Callback hint = bank.callback(form)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.MALFORMED,
                        "payment.callback-form",
                        null,
                        "This is not what the bank's page sends.",
                        "این آن چیزی نیست که صفحه بانک می‌فرستد."));
        checkReady();
        return returning.take(gateway, hint);
    }

    private void checkReady() {
        if (!records.ready()) {
            throw new Refusal(
                    Refusal.Kind.UNAVAILABLE,
                    "payment.not-ready",
                    null,
                    "The hub is starting; send this again in a moment.",
                    "سامانه در حال راه‌اندازی است؛ اندکی بعد دوباره بفرستید.");
        }
    }

    @Override
    public void confirm(UUID attempt) {
        inFlight.run(attempt, confirmation::confirm);
    }

    /** The same payments as operators see them. */
    PaymentReview review() {
        return review;
    }
}
