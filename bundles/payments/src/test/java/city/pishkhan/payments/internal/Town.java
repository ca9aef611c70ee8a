package city.pishkhan.payments.internal;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Approvals;
import city.pishkhan.api.Approvals.Approval;
import city.pishkhan.api.Caller;
import city.pishkhan.api.CaseEvents;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Payments.Attempt;
import city.pishkhan.api.Payments.Bill;
import city.pishkhan.api.Payments.Debtor;
import city.pishkhan.api.Payments.Duty;
import city.pishkhan.api.Vault;
import city.pishkhan.approvals.internal.ApprovalDesk;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.vault.internal.TestVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Payments on a real database, with a bank and an engine that tests control. */
final class Town implements AutoCloseable {
    static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    static final Caller TREASURY = new Caller("treasury", Set.of("treasury"));
    static final Caller SECOND_OF_THE_TREASURY = new Caller("treasury-2", Set.of("treasury"));
    static final long DUTY = 12_500_000;

    final TestStore db = TestStore.start();
    final Watch watch = new Watch();
    final Journal journal = new SqlJournal(db.tx(), db.schemas());
    final FakeGateway bank;
    private final Vault vault = TestVault.over(db.tx(), db.schemas());
    final MerchantBook merchants = new MerchantBook(db.tx(), db.schemas(), vault, journal);
    final RefundDesk refunds = new RefundDesk(db.tx(), db.schemas(), vault, journal);
    final PayoutDesk payouts = new PayoutDesk(db.tx(), db.schemas(), vault, journal);
    final Approvals approvals = new ApprovalDesk(
            db.tx(),
            db.schemas(),
            new AccessTable(),
            journal,
            List.of(
                    new MerchantApproval(merchants),
                    new MerchantWithdrawal(merchants),
                    new RefundAct(refunds),
                    new PayoutAct(payouts)));
    final Gateways gateways = new Gateways(merchants, watch);
    final PaymentStore store = new PaymentStore(db.tx(), db.schemas(), db.entities(), watch);
    final Engine engine = new Engine(db.tx());
    final Sweep sweep = new Sweep(store, db.outbox(), watch);
    volatile CaseEvents present = engine;
    final PaymentDesk payments;

    Town() {
        this(FakeGateway.Nature.TWO_STEP);
    }

    /** @param nature of the one bank, which is called mellat whatever it is */
    Town(FakeGateway.Nature nature) {
        bank = new FakeGateway("mellat", nature, db.tx()::active);
        db.tx().run(sql -> sql.execute("create table public.locked_case (id uuid primary key)"));
        gateways.add(bank);
        twoOfTheTreasury("merchant-account", bank);
        payments = desk();
    }

    /** One asks, another approves. */
    void twoOfTheTreasury(String act, PaymentGateway gateway) {
        Merchant merchant = merchants.note(gateway);
        Approval asked = approvals.ask(
                TREASURY,
                act,
                MerchantAct.terms(merchant.gateway(), merchant.terminal(), merchant.fingerprint()),
                "as the bank's contract says");
        approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), true);
    }

    /** Another node of the hub on the same database. */
    Payments otherNode() {
        return desk();
    }

    private PaymentDesk desk() {
        var terms = new PaymentDesk.Terms(
                URI.create("https://hub.example"),
                Preferences.of("vehicle-duty:saman,mellat;*:mellat,saman"),
                7,
                16,
                Limits.NONE);
        return new PaymentDesk(store, journal, db.outbox(), () -> present, gateways, terms, watch);
    }

    /** The engine as far as payments see it. */
    static final class Engine implements CaseEvents {
        private final Tx tx;
        final List<UUID> changed = Collections.synchronizedList(new ArrayList<>());
        volatile int failures;
        /** that handles every case */
        volatile String office = "1204";

        Engine(Tx tx) {
            this.tx = tx;
        }

        @Override
        public void lock(UUID caseId) {
            tx.run(sql -> sql.createQuery("select id from public.locked_case where id = :id for update")
                    .bind("id", caseId)
                    .mapTo(UUID.class)
                    .one());
        }

        @Override
        public String office(UUID caseId) {
            return office;
        }

        @Override
        public void paymentChanged(UUID caseId) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("the engine stumbles");
            }
            tx.afterCommit(() -> changed.add(caseId));
        }
    }

    /** A clock that tests move. */
    static final class Watch extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    UUID someCase() {
        UUID id = Ids.next();
        db.tx().run(sql -> sql.execute("insert into public.locked_case values (?)", id));
        return id;
    }

    List<Bill> raise(UUID caseId, Duty... duties) {
        return raise("building-permit", caseId, duties);
    }

    private List<Bill> raise(String service, UUID caseId, Duty... duties) {
        return db.tx().required(sql -> {
            engine.lock(caseId);
            return payments.raise(
                    new Debtor(caseId, "22-1405-000017-3", service, 22, "1204", "duties", 70), List.of(duties));
        });
    }

    static Duty duty(String code, long amount) {
        return new Duty(code, "Duty " + code, "عوارض " + code, amount);
    }

    Bill bill(String service) {
        return raise(service, someCase(), duty("density", DUTY)).get(0);
    }

    Bill bill() {
        return raise(someCase(), duty("density", DUTY)).get(0);
    }

    Attempt begin(Bill bill) {
        return payments.begin(CLERK, bill.caseId(), bill.id(), "mellat");
    }

    static Map<String, String> form(Attempt a, String reference) {
        Map<String, String> form = new HashMap<>();
        form.put("order", Long.toString(a.order()));
        form.put("session", "S" + a.order());
        form.put("reference", reference);
        return form;
    }

    /** The payer pays and comes back; the confirmation is not run yet. */
    Attempt paid(Bill bill) {
        Attempt a = begin(bill);
        payments.callback("mellat", form(a, bank.sale(a.order())));
        return a;
    }

    String state(Attempt a) {
        return payments.attempts(a.bill()).stream()
                .filter(x -> x.id().equals(a.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    Bill look(Bill bill) {
        return payments.bills(bill.caseId()).stream()
                .filter(b -> b.id().equals(bill.id()))
                .findFirst()
                .orElseThrow();
    }

    List<String> events(Bill bill) {
        return journal.entries(bill.caseId()).stream().map(Journal.Entry::event).toList();
    }

    long receipts(Bill bill) {
        return db.tx().required(sql -> sql.createQuery("select count(*) from payments.receipt where bill = :bill")
                .bind("bill", bill.id())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        sweep.close();
        store.close();
        db.close();
    }
}
