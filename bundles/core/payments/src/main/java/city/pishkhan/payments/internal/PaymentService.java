package city.pishkhan.payments.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.attempt.CallbackIntake;
import city.pishkhan.payments.internal.attempt.Confirmation;
import city.pishkhan.payments.internal.attempt.GatewaySelection;
import city.pishkhan.payments.internal.attempt.PaymentTimeLimits;
import city.pishkhan.payments.internal.attempt.SaleOwnership;
import city.pishkhan.payments.internal.attempt.SessionOpening;
import city.pishkhan.payments.internal.attempt.SingleFlight;
import city.pishkhan.payments.internal.billing.Billing;
import city.pishkhan.payments.internal.billing.ReceiptPosting;
import city.pishkhan.payments.internal.billing.ReceiptReversal;
import city.pishkhan.payments.internal.billing.RefundClaims;
import city.pishkhan.payments.internal.counter.SlipIntake;
import city.pishkhan.payments.internal.fees.OfficeShare;
import city.pishkhan.payments.internal.gateways.GatewayPreferences;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.review.PaymentReviewService;
import city.pishkhan.payments.internal.review.TakenBackSales;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.treasury.RefundRepository;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Callback;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Implementation of {@link Payments}: wires the steps of a payment together and delegates to them. */
final class PaymentService implements Payments {
    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final GatewayRegistry gatewayRegistry;
    private final Billing billing;
    private final GatewaySelection gatewaySelection;
    private final CallbackIntake callbackIntake;
    private final Confirmation confirmation;
    private final SingleFlight singleFlight = new SingleFlight();
    private final PaymentReviewService paymentReviewService;
    private final SlipIntake slipIntake;

    /**
     * Settings of the city.
     *
     * @param publicUrl address under which payers' browsers reach the hub, without a trailing slash
     * @param gateways  gateways of each service
     * @param company   number of the municipality in bill IDs
     * @param openings  maximum number of sessions that are opened at one gateway at the same time
     */
    record Terms(URI publicUrl, GatewayPreferences gateways, int company, int openings, PaymentTimeLimits limits) {}

    PaymentService(
            PaymentRepository store,
            Journal journal,
            Outbox outbox,
            Supplier<CaseEvents> events,
            GatewayRegistry gatewayRegistry,
            Terms terms,
            Clock clock) {
        this.store = store;
        this.gatewayRegistry = gatewayRegistry;
        attemptJournal = new AttemptJournal(journal, events);
        OfficeShare share = new OfficeShare(journal);
        RefundClaims refundClaims = new RefundClaims(store, journal, share);
        ReceiptPosting receiptPosting = new ReceiptPosting(store, attemptJournal, refundClaims, share);
        billing = new Billing(store, journal, refundClaims, clock, terms.company());
        SessionOpening sessionOpening = new SessionOpening(
                store, attemptJournal, gatewayRegistry.merchants(), terms.limits(), clock, terms.publicUrl());
        gatewaySelection =
                new GatewaySelection(store, gatewayRegistry, terms.gateways(), sessionOpening, terms.openings());
        callbackIntake = new CallbackIntake(store, attemptJournal, outbox, clock);
        ReceiptReversal reversal = new ReceiptReversal(store, attemptJournal, refundClaims, share);
        SaleOwnership ownership = new SaleOwnership(reversal, journal, outbox);
        confirmation = new Confirmation(store, attemptJournal, receiptPosting, ownership, gatewayRegistry, clock);
        slipIntake =
                new SlipIntake(store, attemptJournal, journal, gatewayRegistry, terms.limits(), this::confirm, clock);
        TakenBackSales takenBackSales = new TakenBackSales(store, attemptJournal, reversal, journal, clock);
        paymentReviewService = new PaymentReviewService(
                store, attemptJournal, receiptPosting, takenBackSales, journal, gatewayRegistry, this::confirm, clock);
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
        return store.tx().required(sql -> RefundRepository.open(sql, caseId));
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
    public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener) {
        checkReady();
        return gatewaySelection.begin(office, caseId, bill, gateway, listener);
    }

    @Override
    public Attempt enter(Caller office, UUID caseId, Slip slip) {
        checkReady();
        return slipIntake.enter(office, caseId, slip);
    }

    @Override
    public List<Attempt> attempts(UUID bill) {
        return store.tx()
                .required(sql ->
                        store.attempts(bill).stream().map(AttemptJournal::shown).toList());
    }

    @Override
    public Attempt callback(String gateway, Map<String, String> form) {
        PaymentGateway bank = gatewayRegistry.find(gateway).orElseThrow(() -> Refusal.notFound("gateway"));
        Callback hint = bank.callback(form)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.MALFORMED, "payment.callback-form", null));
        checkReady();
        return callbackIntake.take(gateway, hint);
    }

    private void checkReady() {
        if (!attemptJournal.ready()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "payment.not-ready", null);
        }
    }

    @Override
    public void confirm(UUID attempt) {
        singleFlight.run(attempt, confirmation::confirm);
    }

    /** Returns the operators' view of these payments. */
    PaymentReview review() {
        return paymentReviewService;
    }
}
