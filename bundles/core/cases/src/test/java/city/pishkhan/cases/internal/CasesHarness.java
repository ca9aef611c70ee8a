package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.access.BreakGlassService;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.authority.AuthorityReview;
import city.pishkhan.cases.internal.authority.AuthorityService;
import city.pishkhan.cases.internal.authority.DeathService;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.CaseEventService;
import city.pishkhan.cases.internal.engine.CertificateRevocation;
import city.pishkhan.cases.internal.engine.DeliveryEventService;
import city.pishkhan.cases.internal.handover.HandoverExecutor;
import city.pishkhan.cases.internal.handover.HandoverService;
import city.pishkhan.cases.internal.inquiries.AgencyControls;
import city.pishkhan.cases.internal.inquiries.AgencyService;
import city.pishkhan.cases.internal.inquiries.Deadlines;
import city.pishkhan.cases.internal.inquiries.InquiryDispatchRepository;
import city.pishkhan.cases.internal.inquiries.InquiryRedelivery;
import city.pishkhan.cases.internal.inquiries.InquiryService;
import city.pishkhan.cases.internal.office.ArchiveConsentService;
import city.pishkhan.cases.internal.office.CaseOpening;
import city.pishkhan.cases.internal.office.CaseService;
import city.pishkhan.cases.internal.office.CounterService;
import city.pishkhan.cases.internal.office.HomeCaseService;
import city.pishkhan.cases.internal.office.MunicipalCaseService;
import city.pishkhan.cases.internal.persons.PersonErasure;
import city.pishkhan.cases.internal.persons.PersonService;
import city.pishkhan.cases.internal.scheduling.HoldScheduler;
import city.pishkhan.cases.internal.scheduling.MonthScheduler;
import city.pishkhan.cases.internal.scheduling.PersonalFactScheduler;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.views.CaseViewAssembler;
import city.pishkhan.cases.internal.views.CitizenCaseService;
import city.pishkhan.cases.internal.views.OversightService;
import city.pishkhan.cases.internal.views.TrackingService;
import city.pishkhan.deliveries.internal.FakePostalService;
import city.pishkhan.deliveries.internal.TestDeliveries;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.TestStore.Sent;
import city.pishkhan.persistence.internal.HibernateUnits;
import city.pishkhan.persistence.internal.JdbiTx;
import city.pishkhan.platform.hibernate.internal.JpaFactoryImpl;
import city.pishkhan.vault.internal.TestVault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.function.Executable;

/** The engine with a real PostgreSQL and journal, and fakes of the other modules. All tests share one instance. */
public final class CasesHarness {
    static final Caller OFFICE = new Caller("clerk", Set.of("office:1204"));
    static final Caller OTHER_OFFICE = new Caller("other-clerk", Set.of("office:1300"));
    static final Caller DISTRICT = new Caller("officer", Set.of("district:22"));
    static final Caller OTHER_DISTRICT = new Caller("other-officer", Set.of("district:1"));
    static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));
    static final Caller OPERATOR = new Caller("operator", Set.of("operator"));

    private static CasesHarness shared;

    final AtomicInteger houses = new AtomicInteger();
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final FakePayments payments = new FakePayments();
    final FakeFees fees = new FakeFees();
    final FakeOffices offices = new FakeOffices();
    final FakeCertificates certificates = new FakeCertificates();
    final FakePostalService post = new FakePostalService();
    final JdbiTx tx;
    final Vault vault;
    final CaseRepository store;
    final CaseEngine caseEngine;
    final Journal journal;
    final CaseService cases;
    final CounterService counter;
    final CaseViewAssembler views;
    final MunicipalCaseService municipal;
    final BreakGlassService glass;
    final OversightService watch;
    final TrackingService tracking;
    final CitizenCaseService citizens;
    final HomeCaseService homes;
    final ArchiveConsentService consents;
    final PersonService persons;
    final AuthorityService authorities;
    final DeathService deaths;
    final AuthorityReview authorityReview;
    final DisclosureLog readings;
    final PersonErasure personErasure;
    final CaseEventService signals;
    final CertificateRevocation revocation;
    final Deliveries deliveries;
    private DeliveryEventService deliverySignals;
    public final InquiryService inquiries;
    final AgencyControls pauses;
    final AgencyService agencies;
    final FakeProofs proofs = new FakeProofs();
    final Deadlines deadlines;
    final InquiryRedelivery inquiryRedelivery;
    final HoldScheduler holdScheduler;
    final MonthScheduler months;
    final PersonalFactScheduler personalFacts;
    final HandoverService handovers;
    final HandoverExecutor moves;

    public static synchronized CasesHarness shared() {
        if (shared == null) {
            shared = new CasesHarness(StatementRecorder.wrap(TestStore.start().dataSource()));
        }
        return shared;
    }

    private CasesHarness(DataSource source) {
        this(source, (tx, journal) -> new SmallCityRules());
    }

    /** @param rules creates the city's rules from the hub's transactions and journal */
    CasesHarness(DataSource source, BiFunction<JdbiTx, Journal, Procedures> rules) {
        FakePapers papers = new FakePapers();
        tx = new JdbiTx(source);
        Schemas schemas = TestStore.schemas(source);
        Outbox outbox = (queue, id) -> tx.afterCommit(() -> sent.add(new Sent(queue, id)));
        journal = new SqlJournal(tx, schemas);
        vault = TestVault.create(tx, schemas);
        Procedures city = rules.apply(tx, journal);
        store = new CaseRepository(tx, schemas, new HibernateUnits(tx, new JpaFactoryImpl(), source), vault);
        persons = new PersonService(store);
        deliveries = TestDeliveries.create(
                tx, schemas, journal, outbox, vault, persons, offices, () -> deliverySignals, post);
        caseEngine = new CaseEngine(store, city, payments, fees, certificates, deliveries, offices, journal, outbox);
        pauses = new AgencyControls(store);
        CaseOpening opening = new CaseOpening(store, city, offices, certificates, journal);
        Access access = new AccessTable();
        glass = new BreakGlassService(store, access, journal, Duration.ofMinutes(15));
        views = new CaseViewAssembler(store, caseEngine, certificates, pauses);
        readings = new DisclosureLog(
                store,
                journal,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Path.of("target", "readings", UUID.randomUUID().toString()));
        cases = new CaseService(
                store, opening, caseEngine, views, papers, journal, access, offices, glass, readings, proofs);
        counter = new CounterService(store, city, access, offices);
        municipal = new MunicipalCaseService(store, opening, caseEngine, journal);
        watch = new OversightService(store, views);
        citizens = new CitizenCaseService(store, views, caseEngine, journal, access, proofs, readings);
        homes = new HomeCaseService(store, opening, caseEngine, views, access, proofs, readings, journal);
        consents = new ArchiveConsentService(store, views, citizens, papers, journal, readings, access, offices);
        authorities = new AuthorityService(store, offices, journal, access);
        deaths = new DeathService(store, journal, access);
        authorityReview = new AuthorityReview(store, authorities, caseEngine::reviewAuthority);
        tracking = new TrackingService(store, caseEngine, journal);
        personErasure = new PersonErasure(store, vault, payments, journal);
        signals = new CaseEventService(store, caseEngine, certificates, journal);
        revocation = new CertificateRevocation(store, caseEngine, certificates);
        deliverySignals = new DeliveryEventService(store, caseEngine, certificates);
        deadlines = new Deadlines(store, caseEngine, city, journal, outbox);
        inquiryRedelivery = new InquiryRedelivery(store, outbox);
        holdScheduler = new HoldScheduler(store, caseEngine, offices);
        months = new MonthScheduler(store, caseEngine, payments, journal);
        personalFacts = new PersonalFactScheduler(store, city, certificates);
        handovers = new HandoverService(store, offices, journal, access);
        moves = new HandoverExecutor(store, caseEngine, offices, journal);
        inquiries = new InquiryService(
                store,
                caseEngine,
                new InquiryDispatchRepository(store, papers, city),
                deadlines,
                inquiryRedelivery,
                pauses,
                journal,
                access,
                readings);
        agencies = new AgencyService(store, pauses, inquiryRedelivery, city, journal, access);
    }

    public static Caller agency(String name) {
        return new Caller(name + "-system", Set.of("agency:" + name));
    }

    static Refusal assertRefused(Refusal.Kind kind, String code, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        assertEquals(kind, refusal.kind());
        return refusal;
    }

    static Refusal refusal(Executable call) {
        return assertThrows(Refusal.class, call);
    }

    DeliveryEventService deliveryEvents() {
        return deliverySignals;
    }

    /** The ids of the inquiries and notices whose messages were sent to a queue. */
    List<UUID> sentTo(String queue) {
        return sent.stream().filter(s -> s.queue().equals(queue)).map(Sent::id).toList();
    }

    List<String> events(UUID caseId) {
        return journal.entries(caseId).stream().map(Journal.Entry::event).toList();
    }

    /** Runs the deadline sweep at a given time, as if nodes had been running until then. */
    void sweepAt(Instant now) {
        heartbeat(now.minusSeconds(10));
        deadlines.sweep(now);
    }

    void heartbeat(Instant at) {
        tx.run(sql -> sql.createUpdate("update cases.heartbeat set at = :at")
                .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .execute());
    }

    /** Waits until at least this many sessions wait for a lock. */
    void awaitBlocked(int sessions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tx.separate(sql -> sql.createQuery("select count(*) from pg_stat_activity"
                                        + " where wait_event_type = 'Lock' and datname = current_database()")
                                .mapTo(Integer.class)
                                .one())
                        >= sessions);
    }
}
