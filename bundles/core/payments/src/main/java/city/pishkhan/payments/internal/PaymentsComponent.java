package city.pishkhan.payments.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cluster.NodeLossListener;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.PaymentService.Terms;
import city.pishkhan.payments.internal.attempt.AttemptScheduler;
import city.pishkhan.payments.internal.attempt.PaymentTimeLimits;
import city.pishkhan.payments.internal.gateways.GatewayPreferences;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.persistence.Rounds;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PaymentGateway;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
 * Registers {@link Payments} and {@link PaymentReview}. Gateways come and go at run time. The case engine's reference is dynamic
 * too, because the engine itself needs this service.
 */
@Component(
        service = {Payments.class, PaymentReview.class, NodeLossListener.class},
        configurationPid = "city.pishkhan.payments")
@Designate(ocd = PaymentsComponent.Config.class)
public final class PaymentsComponent implements Payments, PaymentReview, NodeLossListener {
    private final GatewayRegistry gatewayRegistry;
    private final PaymentRepository store;
    private final Rounds rounds;
    private final AttemptScheduler scheduler;
    private final PaymentService paymentService;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServiceReference<CaseEvents> events;

    private final LateBoundCaseEvents engine;

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
                        "Seconds after which a payer is considered not to return, for all banks; 0: as in each bank's protocol")
        int chaseAfterSeconds() default 0;

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

    @Activate
    public PaymentsComponent(
            BundleContext context,
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference EntityManagers entities,
            @Reference Journal journal,
            @Reference Outbox outbox,
            @Reference MerchantRegister merchants,
            Config config) {
        engine = new LateBoundCaseEvents(context);
        Clock clock = Clock.systemUTC();
        gatewayRegistry = new GatewayRegistry(merchants, clock);
        store = new PaymentRepository(tx, schemas, entities, clock);
        paymentService = new PaymentService(
                store, journal, outbox, () -> engine.of(events), gatewayRegistry, terms(config), clock);
        scheduler = new AttemptScheduler(store, outbox, clock);
        // this node may have stopped without finishing its attempts
        scheduler.takeUp();
        rounds = new Rounds("payments-sweep", AttemptScheduler.BATCH, scheduler::sweep);
        rounds.every(Duration.ofSeconds(config.sweepSeconds()));
    }

    private static Terms terms(Config config) {
        PaymentTimeLimits paymentTimeLimits = new PaymentTimeLimits(
                limit(config.chaseAfterSeconds()),
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
        rounds.close();
        store.close();
    }

    /** Resumes the attempts of a lost node, because payers may have returned to it. */
    @Override
    public void lost(String node) {
        scheduler.takeUp();
    }

    @Override
    public List<Bill> raise(Debtor debtor, List<Duty> duties) {
        return paymentService.raise(debtor, duties);
    }

    @Override
    public List<Bill> bills(UUID caseId) {
        return paymentService.bills(caseId);
    }

    @Override
    public boolean owes(UUID caseId) {
        return paymentService.owes(caseId);
    }

    @Override
    public void outdate(UUID caseId, String stage, List<Duty> duties) {
        paymentService.outdate(caseId, stage, duties);
    }

    @Override
    public void end(UUID caseId, String reason, CaseEnd end, int refund) {
        paymentService.end(caseId, reason, end, refund);
    }

    @Override
    public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener) {
        return paymentService.begin(office, caseId, bill, gateway, listener);
    }

    @Override
    public Attempt enter(Caller office, UUID caseId, Slip slip) {
        return paymentService.enter(office, caseId, slip);
    }

    @Override
    public List<Attempt> attempts(UUID bill) {
        return paymentService.attempts(bill);
    }

    @Override
    public Attempt callback(String gateway, Map<String, String> form) {
        return paymentService.callback(gateway, form);
    }

    @Override
    public void confirm(UUID attempt) {
        paymentService.confirm(attempt);
    }

    @Override
    public Page<Row> list(boolean unknown, String cursor, int limit) {
        return paymentService.review().list(unknown, cursor, limit);
    }

    @Override
    public Row resolve(Caller operator, UUID attempt, String reason) {
        return paymentService.review().resolve(operator, attempt, reason);
    }

    @Override
    public Row settled(BankSale sale) {
        return paymentService.review().settled(sale);
    }

    @Override
    public Row takeBack(Caller approver, BankSale sale) {
        return paymentService.review().takeBack(approver, sale);
    }
}
