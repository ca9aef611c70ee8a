package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries.Choice;
import city.pishkhan.api.certificates.Deliveries.Delivery;
import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Office;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.PostalService.Step;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Deliveries on a real database, with journal and vault, and with a case engine and a postal service that tests control. */
final class DeliveriesHarness implements AutoCloseable {
    static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    static final Caller ELSEWHERE = new Caller("other", Set.of("office:2301"));
    static final String OWNER = "0499370899";
    static final String PROXY = "0790419904";
    static final String STRANGER = "0684159414";
    static final Choice HOME = new Choice("home", "سارا کریمی", "خیابان آزادی، پلاک ۱۲", "1619735744", null);
    static final Choice OFFICE = new Choice("office", null, null, null, null);
    static final Choice OTHER = new Choice("other-office", null, null, null, "2301");

    final Map<String, UUID> ids = Map.of(OWNER, Ids.next(), PROXY, Ids.next(), STRANGER, Ids.next());

    final TestStore db = TestStore.start();
    final Journal journal = new SqlJournal(db.tx(), db.schemas());
    final Vault vault = TestVault.create(db.tx(), db.schemas());
    final FakePostalService post = new FakePostalService();
    final Engine engine = new Engine();
    final SteppingClock watch = new SteppingClock();
    final Set<String> suspended = new HashSet<>();
    final UUID caseId = Ids.next();
    final DeliveryService deliveryService;
    final DeliveryScheduler sweep = new DeliveryScheduler(db.tx(), db.outbox(), watch);

    DeliveriesHarness() {
        db.tx().run(sql -> sql.execute("create table public.locked_case (id uuid primary key)"));
        db.tx().run(sql -> sql.execute("insert into public.locked_case values (?)", caseId));
        deliveryService = node();
    }

    /** Creates the delivery service of another node on the same database. */
    DeliveryService node() {
        return new DeliveryService(
                new DeliveryDependencies(
                        db.tx(), db.schemas(), journal, db.outbox(), vault, people(), offices(), watch),
                () -> engine,
                () -> post,
                TestDeliveries.PACE);
    }

    /** The parts of the case engine that deliveries use. */
    final class Engine implements DeliveryEvents {
        final List<State> changes = Collections.synchronizedList(new ArrayList<>());
        volatile boolean offered = true;
        volatile boolean ended;
        volatile boolean certified;
        volatile boolean held;
        volatile UUID kept;

        @Override
        public DeliveryCase lock(UUID id) {
            db.tx().run(sql -> sql.createQuery("select id from public.locked_case where id = :id for update")
                    .bind("id", id)
                    .mapTo(UUID.class)
                    .one());
            return new DeliveryCase(id, "22-1405-0000017-4", "vehicle-duty", "1204", offered, ended);
        }

        @Override
        public boolean isHeld(UUID id) {
            return held;
        }

        @Override
        public void requireReceiver(UUID id, UUID person) {
            if (person.equals(kept)) {
                throw new Refusal(Refusal.Kind.FORBIDDEN, "authority.scope", null, "not for that", "نه برای آن");
            }
        }

        @Override
        public void deliveryChanged(UUID id) {
            State state = certified
                    ? deliveryService.start(id, "1204").orElseThrow()
                    : deliveryService.state(id).orElseThrow();
            db.tx().afterCommit(() -> changes.add(state));
        }

        State last() {
            return changes.get(changes.size() - 1);
        }
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> parts) {
        return Stubs.intercept(type, (proxy, method, arguments) -> {
            if (!parts.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.getName());
            }
            return parts.get(method.getName()).apply(arguments);
        });
    }

    private Persons people() {
        return fake(
                Persons.class,
                Map.of(
                        "find",
                        a -> Optional.ofNullable(ids.get(a[0])),
                        "ofCase",
                        a -> List.of(
                                new Party(ids.get(OWNER), "owner", "سارا کریمی", null, false),
                                new Party(ids.get(PROXY), "proxy", "رضا", null, false))));
    }

    private Offices offices() {
        return fake(
                Offices.class,
                Map.of(
                        "find",
                        a -> Optional.of(a[0].toString())
                                .filter(Set.of("1204", "2301")::contains)
                                .map(this::office),
                        "hindrance",
                        a -> suspended.contains(a[0])
                                ? Optional.of(new Refusal(
                                        Refusal.Kind.FORBIDDEN, "access.forbidden", null, "suspended", "معلق"))
                                : Optional.empty()));
    }

    private Office office(String code) {
        String state = suspended.contains(code) ? "suspended" : "contracted";
        return new Office(code, "o", 1, state, null, List.of(), null);
    }

    /** Arranges a delivery after the certificate was issued. */
    Delivery arrange(Choice choice) {
        engine.certified = true;
        deliveryService.arrange(CLERK, caseId, choice);
        return current();
    }

    Delivery current() {
        return deliveryService.findByCase(caseId).orElseThrow();
    }

    Delivery advance() {
        deliveryService.advance(current().id());
        return current();
    }

    /** The postal service reports this step, and the delivery is advanced. */
    Delivery advance(Step step) {
        post.moveAll(step);
        return advance();
    }

    List<String> events() {
        return journal.entries(caseId).stream().map(Journal.Entry::event).toList();
    }

    long countEvents(String event) {
        return events().stream().filter(event::equals).count();
    }

    @Override
    public void close() {
        db.close();
    }
}
