package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Rounds;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PostalService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * Registers {@link Deliveries}. The postal service comes and goes at run time. The case engine's reference is dynamic too, because
 * the engine itself needs this service.
 */
@Component(
        service = {Deliveries.class, Erasable.class},
        configurationPid = "city.pishkhan.deliveries")
@Designate(ocd = DeliveriesComponent.Config.class)
public final class DeliveriesComponent implements Deliveries, Erasable {
    private static final int LONGEST_SWEEP = 3_600;

    private final DeliveryService deliveryService;
    private final Rounds rounds;
    private final BundleContext context;
    private volatile Got engine;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PostalService post;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServiceReference<DeliveryEvents> events;

    /**
     * The case engine's service, looked up once per registration. A direct reference would activate the engine while it waits for
     * this service.
     */
    private record Got(ServiceReference<DeliveryEvents> reference, DeliveryEvents service) {}

    /** Configuration with the PID {@code city.pishkhan.deliveries}. */
    @ObjectClassDefinition(name = "Pishkhan deliveries")
    public @interface Config {

        @AttributeDefinition(
                description = "interval of checks for letters whose status is due to be queried, in seconds")
        int sweepSeconds() default 15;

        @AttributeDefinition(description = "interval of status queries of a letter, in seconds")
        int pollSeconds() default 900;

        @AttributeDefinition(description = "delay after a failed call, in seconds; doubled after each further failure")
        int retrySeconds() default 30;

        @AttributeDefinition(description = "maximum delay after failed calls, in seconds")
        int mostRetrySeconds() default 3_600;

        @AttributeDefinition(description = "weight of a certificate in its envelope, in grams")
        int grams() default 50;
    }

    @Activate
    public DeliveriesComponent(
            BundleContext context,
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference Outbox outbox,
            @Reference Vault vault,
            @Reference Persons persons,
            @Reference Offices offices,
            Config config) {
        this.context = context;
        schemas.migrate(DeliveriesComponent.class, "deliveries");
        PostalDispatch.Pace pace = new PostalDispatch.Pace(
                seconds(config.pollSeconds()),
                seconds(config.retrySeconds()),
                seconds(config.mostRetrySeconds()),
                Math.max(1, config.grams()));
        Clock clock = Clock.systemUTC();
        Wiring wiring = new Wiring(tx, journal, outbox, vault, persons, offices, clock);
        deliveryService = wiring.desk(this::engine, () -> post, pace);
        rounds = new Rounds(
                "deliveries-sweep", DeliveryScheduler.BATCH, new DeliveryScheduler(tx, outbox, clock)::sweep);
        rounds.every(seconds(Math.min(config.sweepSeconds(), LONGEST_SWEEP)));
    }

    private static Duration seconds(int given) {
        return Duration.ofSeconds(Math.max(1, given));
    }

    private DeliveryEvents engine() {
        ServiceReference<DeliveryEvents> present = events;
        Got got = engine;
        if (present == null) {
            return null;
        }
        if (got == null || got.reference() != present) {
            got = new Got(present, context.getService(present));
            engine = got.service() == null ? null : got;
        }
        return got.service();
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    @Override
    public Delivery arrange(Caller caller, UUID caseId, Choice choice) {
        return deliveryService.arrange(caller, caseId, choice);
    }

    @Override
    public Delivery recall(Caller caller, UUID caseId) {
        return deliveryService.recall(caller, caseId);
    }

    @Override
    public Optional<Delivery> ofCase(UUID caseId) {
        return deliveryService.ofCase(caseId);
    }

    @Override
    public Page<Row> waiting(Caller office, String cursor, int limit) {
        return deliveryService.waiting(office, cursor, limit);
    }

    @Override
    public Delivery handOver(Caller office, UUID delivery, String nationalId) {
        return deliveryService.handOver(office, delivery, nationalId);
    }

    @Override
    public Optional<State> release(UUID caseId, String office) {
        return deliveryService.release(caseId, office);
    }

    @Override
    public Optional<State> state(UUID caseId) {
        return deliveryService.state(caseId);
    }

    @Override
    public void cancel(UUID caseId, String reason) {
        deliveryService.cancel(caseId, reason);
    }

    @Override
    public void stop(UUID caseId, Caller actor) {
        deliveryService.stop(caseId, actor);
    }

    @Override
    public void carry(UUID delivery) {
        deliveryService.carry(delivery);
    }

    @Override
    public Page<Row> list(String state, String cursor, int limit) {
        return deliveryService.list(state, cursor, limit);
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        deliveryService.erase(cases);
    }
}
