package city.pishkhan.payments.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cluster.NodeLossListener;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.attempt.AttemptConfirmation;
import city.pishkhan.payments.internal.attempt.AttemptScheduler;
import city.pishkhan.payments.internal.attempt.CallbackIntake;
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
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.payments.internal.review.PaymentReviewService;
import city.pishkhan.payments.internal.review.TakenBackSales;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.treasury.RefundRepository;
import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Callback;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Implementation of {@link Payments}: wires the steps of a payment together and delegates to them. Gateways come and go at run time.
 * The case engine's reference is dynamic too, because the engine itself needs this service.
 */
@Component(
        service = {Payments.class, PaymentReview.class, NodeLossListener.class},
        configurationPid = "city.pishkhan.payments")
@Designate(ocd = PaymentService.Config.class)
public final class PaymentService implements Payments, PaymentReview, NodeLossListener {
    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final GatewayRegistry gatewayRegistry;
    private final Billing billing;
    private final GatewaySelection gatewaySelection;
    private final CallbackIntake callbackIntake;
    private final AttemptConfirmation confirmation;
    private final SingleFlight singleFlight = new SingleFlight();
    private final PaymentReviewService paymentReviewService;
    private final SlipIntake slipIntake;
    private final AttemptScheduler scheduler;
    private final PeriodicTask periodicTask;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServiceReference<CaseEvents> events;

    /** Settings of bills and gateways. */
    @ObjectClassDefinition(name = "Payments")
    public @interface Config {

        @AttributeDefinition(description = "Public address of the hub for payers' browsers")
        String publicUrl() default "http://127.0.0.1:8181";

        @AttributeDefinition(
                description = "Gateways of each service, the preferred one first: service:gateway,gateway;…;*:gateway")
        String gateways() default "*:mellat";

        @AttributeDefinition(description = "The municipality's three digits in bill IDs")
        int company() default 1;

        @AttributeDefinition(description = "Interval of checks of unfinished attempts, in seconds")
        int sweepSeconds() default 15;

        @AttributeDefinition(
                description =
                        "Seconds after which a payer is considered not to return, for all banks; 0: as in each bank's"
                                + " protocol")
        int inquireAfterSeconds() default 0;

        @AttributeDefinition(
                description =
                        "Seconds after the payer's return within which a sale is verified, for all banks; 0: as in each"
                                + " says")
        int verifyWithinSeconds() default 0;

        @AttributeDefinition(
                description =
                        "Seconds after the payer's return within which banks accept reversals; 0: as in each bank's"
                                + " protocol says")
        int reverseWithinSeconds() default 0;

        @AttributeDefinition(description = "Maximum number of concurrent session requests at one gateway")
        int concurrentOpenings() default 16;
    }

    /**
     * Settings of the city.
     *
     * @param publicUrl address under which payers' browsers reach the hub, without a trailing slash
     * @param gateways  gateways of each service
     * @param company   number of the municipality in bill IDs
     * @param openings  maximum number of sessions that are opened at one gateway at the same time
     */
    record Terms(URI publicUrl, GatewayPreferences gateways, int company, int openings, PaymentTimeLimits limits) {}

    @Activate
    public PaymentService(
            BundleContext context,
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference EntityManagers entities,
            @Reference Journal journal,
            @Reference Outbox outbox,
            @Reference MerchantRegister merchants,
            Config config) {
        this(
                new PaymentRepository(tx, schemas, entities, Clock.systemUTC()),
                journal,
                outbox,
                service -> service.engine(context),
                new GatewayRegistry(merchants, Clock.systemUTC()),
                terms(config),
                Clock.systemUTC());
        // in its previous run this node may have stopped without finishing its attempts
        scheduler.resumeInterrupted();
        periodicTask.startEvery(Duration.ofSeconds(config.sweepSeconds()));
    }

    /**
     * Creates the service without its periodic check of unfinished attempts.
     *
     * @param events returns {@code null} while the case engine is not available
     */
    PaymentService(
            PaymentRepository store,
            Journal journal,
            Outbox outbox,
            Supplier<CaseEvents> events,
            GatewayRegistry gatewayRegistry,
            Terms terms,
            Clock clock) {
        this(store, journal, outbox, service -> events, gatewayRegistry, terms, clock);
    }

    private PaymentService(
            PaymentRepository store,
            Journal journal,
            Outbox outbox,
            Function<PaymentService, Supplier<CaseEvents>> events,
            GatewayRegistry gatewayRegistry,
            Terms terms,
            Clock clock) {
        this.store = store;
        this.gatewayRegistry = gatewayRegistry;
        attemptJournal = new AttemptJournal(journal, events.apply(this));
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
        confirmation =
                new AttemptConfirmation(store, attemptJournal, receiptPosting, ownership, gatewayRegistry, clock);
        slipIntake =
                new SlipIntake(store, attemptJournal, journal, gatewayRegistry, terms.limits(), this::confirm, clock);
        TakenBackSales takenBackSales = new TakenBackSales(store, attemptJournal, reversal, journal, clock);
        paymentReviewService = new PaymentReviewService(
                store, attemptJournal, receiptPosting, takenBackSales, journal, gatewayRegistry, this::confirm, clock);
        scheduler = new AttemptScheduler(store, outbox, clock);
        periodicTask = new PeriodicTask("payments-sweep", AttemptScheduler.BATCH, scheduler::sweep);
    }

    private Supplier<CaseEvents> engine(BundleContext context) {
        LateBoundCaseEvents engine = new LateBoundCaseEvents(context);
        return () -> engine.get(events);
    }

    private static Terms terms(Config config) {
        PaymentTimeLimits paymentTimeLimits = new PaymentTimeLimits(
                limit(config.inquireAfterSeconds()),
                limit(config.verifyWithinSeconds()),
                limit(config.reverseWithinSeconds()));
        URI url = URI.create(config.publicUrl().replaceFirst("/+$", ""));
        return new Terms(
                url,
                GatewayPreferences.of(config.gateways()),
                config.company(),
                config.concurrentOpenings(),
                paymentTimeLimits);
    }

    private static Duration limit(int seconds) {
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindGateway(PaymentGateway gateway) {
        gatewayRegistry.add(gateway);
    }

    void unbindGateway(PaymentGateway gateway) {
        gatewayRegistry.remove(gateway);
    }

    @Deactivate
    public void stop() {
        periodicTask.close();
        store.close();
    }

    /** Resumes the attempts of a lost node, because payers may have returned to it. */
    @Override
    public void nodeLost(String node) {
        scheduler.resumeInterrupted();
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
    public boolean hasPendingRefund(UUID caseId) {
        return store.tx().required(sql -> RefundRepository.hasOpenRefund(sql, caseId));
    }

    @Override
    public void cancelOutdated(UUID caseId, String stage, List<Duty> duties) {
        store.tx().run(sql -> billing.cancelOutdated(caseId, stage, duties));
    }

    @Override
    public void endCase(UUID caseId, String reason, CaseEnd end, int refund) {
        store.tx().run(sql -> billing.end(caseId, reason, end, refund));
    }

    @Override
    public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener) {
        checkReady();
        return gatewaySelection.begin(office, caseId, bill, gateway, listener);
    }

    @Override
    public Attempt enterSlip(Caller office, UUID caseId, Slip slip) {
        checkReady();
        return slipIntake.enter(office, caseId, slip);
    }

    @Override
    public List<Attempt> attempts(UUID bill) {
        return store.tx().required(sql -> store.attempts(bill).stream()
                .map(AttemptJournal::toView)
                .toList());
    }

    @Override
    public Attempt acceptCallback(String gateway, Map<String, String> form) {
        PaymentGateway bank = gatewayRegistry.find(gateway).orElseThrow(() -> Refusal.notFound("gateway"));
        Callback hint = bank.callback(form)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.MALFORMED, "payment.callback-form", null));
        checkReady();
        return callbackIntake.accept(gateway, hint);
    }

    private void checkReady() {
        if (!attemptJournal.isReady()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "payment.not-ready", null);
        }
    }

    @Override
    public void confirm(UUID attempt) {
        singleFlight.run(attempt, confirmation::confirm);
    }

    @Override
    public Page<Row> list(boolean unknown, String cursor, int limit) {
        return paymentReviewService.list(unknown, cursor, limit);
    }

    @Override
    public Row resolve(Caller operator, UUID attempt, String reason) {
        return paymentReviewService.resolve(operator, attempt, reason);
    }

    @Override
    public Row findSettled(BankSale sale) {
        return paymentReviewService.findSettled(sale);
    }

    @Override
    public Row recordTakeBack(Caller approver, BankSale sale) {
        return paymentReviewService.recordTakeBack(approver, sale);
    }
}
