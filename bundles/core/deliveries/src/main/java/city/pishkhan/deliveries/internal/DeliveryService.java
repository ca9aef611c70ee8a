package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PostalService;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
 * Implementation of {@link Deliveries}: delegates to the steps of a delivery. The postal service may be registered and
 * unregistered at run time. The reference to the case engine is dynamic too, because the engine itself needs this
 * service.
 */
@Component(
        service = {Deliveries.class, Erasable.class},
        configurationPid = "city.pishkhan.deliveries")
@Designate(ocd = DeliveryService.Config.class)
public final class DeliveryService implements Deliveries, Erasable {
    private static final int LONGEST_SWEEP = 3_600;

    private final Tx tx;
    private final DeliveryArrangement deliveryArrangement;
    private final CounterHandover counterHandover;
    private final PostalDispatch postalDispatch;
    private final DeliverySealer deliverySeals;
    private final PeriodicTask periodicTask;
    private volatile @Nullable CachedDeliveryEvents engine;

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
    private record CachedDeliveryEvents(ServiceReference<DeliveryEvents> reference, DeliveryEvents service) {}

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
        int maxRetrySeconds() default 3_600;

        @AttributeDefinition(description = "weight of a certificate in its envelope, in grams")
        int grams() default 50;
    }

    @Activate
    public DeliveryService(
            BundleContext context,
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference Outbox outbox,
            @Reference Vault vault,
            @Reference Persons persons,
            @Reference Offices offices,
            Config config) {
        this(
                new DeliveryDependencies(tx, schemas, journal, outbox, vault, persons, offices, Clock.systemUTC()),
                service -> () -> service.engine(context),
                service -> () -> service.post,
                new PostalDispatch.Pace(
                        seconds(config.pollSeconds()),
                        seconds(config.retrySeconds()),
                        seconds(config.maxRetrySeconds()),
                        Math.max(1, config.grams())));
        periodicTask.startEvery(seconds(Math.min(config.sweepSeconds(), LONGEST_SWEEP)));
    }

    /**
     * Creates the service without its sweep.
     *
     * @param events returns {@code null} while the case engine is not available
     * @param post   returns {@code null} while the postal service is not available
     */
    DeliveryService(
            DeliveryDependencies wiring,
            Supplier<DeliveryEvents> events,
            Supplier<PostalService> post,
            PostalDispatch.Pace pace) {
        this(wiring, service -> events, service -> post, pace);
    }

    private DeliveryService(
            DeliveryDependencies wiring,
            Function<DeliveryService, Supplier<DeliveryEvents>> events,
            Function<DeliveryService, Supplier<PostalService>> post,
            PostalDispatch.Pace pace) {
        tx = wiring.tx();
        wiring.schemas().migrate(DeliveryService.class, "deliveries");
        Outbox outbox = wiring.outbox();
        Offices offices = wiring.offices();
        Clock clock = wiring.clock();
        LateBoundDeliveryEvents lateBoundDeliveryEvents = new LateBoundDeliveryEvents(events.apply(this));
        deliverySeals = new DeliverySealer(wiring.vault(), wiring.journal());
        DeliveryJournal deliveryJournal = new DeliveryJournal(wiring.journal());
        deliveryArrangement = new DeliveryArrangement(
                tx,
                lateBoundDeliveryEvents,
                new DeliveryChoicePolicy(offices),
                deliverySeals,
                deliveryJournal,
                outbox,
                clock);
        counterHandover = new CounterHandover(
                tx, lateBoundDeliveryEvents, wiring.persons(), offices, deliverySeals, deliveryJournal, clock);
        postalDispatch = new PostalDispatch(
                tx, lateBoundDeliveryEvents, deliverySeals, deliveryJournal, post.apply(this), pace, clock);
        periodicTask = new PeriodicTask(
                "deliveries-sweep", DeliveryScheduler.BATCH, new DeliveryScheduler(tx, outbox, clock)::sweep);
    }

    private static Duration seconds(int given) {
        return Duration.ofSeconds(Math.max(1, given));
    }

    private @Nullable DeliveryEvents engine(BundleContext context) {
        ServiceReference<DeliveryEvents> present = events;
        CachedDeliveryEvents got = engine;
        if (present == null) {
            return null;
        }
        if (got == null || got.reference() != present) {
            got = new CachedDeliveryEvents(present, context.getService(present));
            engine = got.service() == null ? null : got;
        }
        return got.service();
    }

    @Deactivate
    public void stop() {
        periodicTask.close();
    }

    @Override
    public Delivery arrange(Caller caller, UUID caseId, Choice choice) {
        return toView(deliveryArrangement.arrange(caller, caseId, choice));
    }

    @Override
    public Delivery recall(Caller caller, UUID caseId) {
        return toView(deliveryArrangement.recall(caller, caseId));
    }

    @Override
    public Optional<Delivery> findByCase(UUID caseId) {
        return tx.required(sql -> DeliveryRepository.ofCase(sql, caseId)).map(this::toView);
    }

    @Override
    public Page<Row> listReady(Caller office, @Nullable String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        String code = office.office().orElse(null);
        return code == null
                ? new Page<>(List.of(), null)
                : paging.page(tx.required(sql -> DeliveryRepository.listReady(sql, code, paging)), Row::id);
    }

    @Override
    public Delivery handOver(Caller office, UUID delivery, String nationalId) {
        return toView(counterHandover.handOver(office, delivery, nationalId));
    }

    @Override
    public Optional<State> start(UUID caseId, String office) {
        return deliveryArrangement.release(caseId, office);
    }

    @Override
    public Optional<State> state(UUID caseId) {
        return tx.required(sql -> DeliveryRepository.ofCase(sql, caseId)).map(DeliveryRow::state);
    }

    @Override
    public void cancel(UUID caseId, String reason) {
        deliveryArrangement.cancel(caseId, reason);
    }

    @Override
    public void stop(UUID caseId, Caller actor) {
        deliveryArrangement.stop(caseId, actor);
    }

    @Override
    public void advance(UUID delivery) {
        postalDispatch.advance(delivery);
    }

    @Override
    public Page<Row> list(String state, @Nullable String cursor, int limit) {
        State wanted = state == null ? null : parseState(state);
        Paging paging = Paging.of(cursor, limit);
        return paging.page(tx.required(sql -> DeliveryRepository.list(sql, wanted, paging)), Row::id);
    }

    private static State parseState(String code) {
        return Arrays.stream(State.values())
                .filter(s -> s.code().equals(code))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known =
                            Arrays.stream(State.values()).map(State::code).toList();
                    return Refusal.invalid("delivery.state", "state", known);
                });
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        tx.run(sql -> DeliveryRepository.erase(sql, cases));
    }

    private Delivery toView(DeliveryRow row) {
        Proof proof = row.received() == null
                ? null
                : new Proof(
                        deliverySeals.open(row, DeliverySealer.RECEIVER, row.receiver()),
                        row.role(),
                        row.handedBy(),
                        row.reference(),
                        row.received());
        return new Delivery(
                row.id(),
                row.caseId(),
                row.caseNumber(),
                new Choice(
                        row.hasWay(),
                        deliverySeals.open(row, DeliverySealer.ADDRESSEE, row.addressee()),
                        deliverySeals.open(row, DeliverySealer.ADDRESS, row.address()),
                        deliverySeals.open(row, DeliverySealer.POSTAL_CODE, row.postalCode()),
                        row.office()),
                row.state() == State.READY || row.state() == State.RETURNED ? row.locationOffice() : null,
                row.state(),
                row.tracking(),
                row.note(),
                row.recalled(),
                TrackingSteps.read(row.steps()),
                proof,
                row.arranged(),
                row.changed(),
                row.stopped());
    }
}
