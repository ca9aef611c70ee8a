package city.pishkhan.payments.internal;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Debtor;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Refunds.Refund;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.approvals.internal.ApprovalService;
import city.pishkhan.approvals.internal.ProvenRows;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.payments.internal.attempt.AttemptScheduler;
import city.pishkhan.payments.internal.attempt.PaymentTimeLimits;
import city.pishkhan.payments.internal.gateways.GatewayPreferences;
import city.pishkhan.payments.internal.gateways.GatewayRegistry;
import city.pishkhan.payments.internal.merchants.MerchantAccount;
import city.pishkhan.payments.internal.merchants.MerchantApproval;
import city.pishkhan.payments.internal.merchants.MerchantRegister;
import city.pishkhan.payments.internal.merchants.MerchantWithdrawal;
import city.pishkhan.payments.internal.review.PaymentTakeBack;
import city.pishkhan.payments.internal.settlement.BookingReversal;
import city.pishkhan.payments.internal.settlement.SettlementService;
import city.pishkhan.payments.internal.settlement.SettlementWithdrawal;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.treasury.PayoutApproval;
import city.pishkhan.payments.internal.treasury.PayoutService;
import city.pishkhan.payments.internal.treasury.RefundApproval;
import city.pishkhan.payments.internal.treasury.RefundService;
import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Payments on a real database, with a bank and a case engine that tests control. */
public final class PaymentsHarness implements AutoCloseable {
    public static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    public static final Caller TREASURY = new Caller("treasury", Set.of("treasury"));
    public static final Caller SECOND_OF_THE_TREASURY = new Caller("treasury-2", Set.of("treasury"));
    public static final long DUTY = 12_500_000;

    public final TestStore db = TestStore.start();
    public final SteppingClock watch = new SteppingClock();
    public final Journal journal = new SqlJournal(db.tx(), db.schemas());
    public final FakeGateway bank;
    private final Vault vault = TestVault.create(db.tx(), db.schemas());
    public final MerchantRegister merchants = new MerchantRegister(db.tx(), db.schemas(), vault, journal);
    public final RefundService refunds = new RefundService(db.tx(), db.schemas(), vault, journal);
    public final PayoutService payouts = new PayoutService(db.tx(), db.schemas(), vault, journal);
    public final SettlementService settlements =
            new SettlementService(db.tx(), db.schemas(), journal, db.outbox(), watch);
    public final Approvals approvals = new ApprovalService(
            db.tx(),
            db.schemas(),
            new AccessTable(),
            journal,
            new ProvenRows(db.tx(), vault, journal),
            List.of(
                    new MerchantApproval(merchants),
                    new MerchantWithdrawal(merchants),
                    new RefundApproval(refunds),
                    new PayoutApproval(payouts),
                    new PaymentTakeBack(reviews()),
                    new SettlementWithdrawal(settlements),
                    new BookingReversal(settlements)));
    public final GatewayRegistry gatewayRegistry = new GatewayRegistry(merchants, watch);
    final PaymentRepository store = new PaymentRepository(db.tx(), db.schemas(), db.entities(), watch);
    public final Engine engine = new Engine(db.tx());
    final AttemptScheduler sweep = new AttemptScheduler(store, db.outbox(), watch);
    volatile CaseEvents present = engine;
    public final Payments payments;
    private final PaymentService paymentService;

    public PaymentsHarness() {
        this(FakeGateway.Nature.TWO_STEP);
    }

    /** @param nature protocol of the only bank, which is always named mellat */
    PaymentsHarness(FakeGateway.Nature nature) {
        bank = new FakeGateway("mellat", nature, db.tx()::isActive);
        db.tx().run(sql -> sql.execute("create table public.locked_case (id uuid primary key)"));
        gatewayRegistry.add(bank);
        requestAndApprove("merchant-account", bank);
        paymentService = desk();
        payments = paymentService;
    }

    /** One person of the treasury requests an act on the gateway's merchant account, and another approves the act. */
    public void requestAndApprove(String act, PaymentGateway gateway) {
        MerchantAccount merchantAccount = merchants.recordIfNew(gateway);
        Approval asked = approvals.request(
                TREASURY,
                act,
                Map.of(
                        "gateway",
                        merchantAccount.gateway(),
                        "terminal",
                        merchantAccount.terminal(),
                        "fingerprint",
                        merchantAccount.fingerprint()),
                "as the bank's contract says");
        approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), true);
    }

    /** Returns the payments of another node on the same database. */
    public Payments otherNode() {
        return desk();
    }

    /** Returns the operators' view of the payments. */
    public PaymentReview review() {
        return paymentService;
    }

    /** Returns the review service, which is created later than this object. */
    private PaymentReview reviews() {
        return Stubs.intercept(PaymentReview.class, (proxy, method, args) -> {
            try {
                return method.invoke(review(), args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** One person of the treasury requests an act, and another approves the act. */
    public void requestAndApprove(String act, Map<String, String> terms) {
        Approval asked = approvals.request(TREASURY, act, terms, "the bank's letter says so");
        approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), true);
    }

    /** Two people of the treasury order a refund to an account. */
    public void order(Refund due) {
        Refund named = refunds.setAccount(TREASURY, due.id(), Iban.parse("IR820540102680020817909002"), "مریم رضایی");
        requestAndApprove("refund", Map.of("refund", due.id().toString(), "account", named.account()));
    }

    private PaymentService desk() {
        var terms = new PaymentService.Terms(
                URI.create("https://hub.example"),
                GatewayPreferences.of("vehicle-duty:saman,mellat;*:mellat,saman"),
                7,
                16,
                PaymentTimeLimits.NONE);
        return new PaymentService(store, journal, db.outbox(), () -> present, gatewayRegistry, terms, watch);
    }

    /** The parts of the case engine that payments use. */
    public static final class Engine implements CaseEvents {
        private final Tx tx;
        final List<UUID> changed = Collections.synchronizedList(new ArrayList<>());
        public final List<UUID> takenBack = Collections.synchronizedList(new ArrayList<>());
        public final List<UUID> restored = Collections.synchronizedList(new ArrayList<>());
        /** {@code true} to report every case as withdrawn */
        public volatile boolean over;

        public volatile int failures;
        /** office that handles every case */
        public volatile String office = "1204";

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
        public String lockAndFindOffice(UUID caseId) {
            return office;
        }

        @Override
        public boolean paymentReversed(UUID caseId, String why) {
            tx.afterCommit(() -> takenBack.add(caseId));
            return !over;
        }

        @Override
        public void paymentRestored(UUID caseId) {
            tx.afterCommit(() -> restored.add(caseId));
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

    public UUID someCase() {
        UUID id = Ids.next();
        db.tx().run(sql -> sql.execute("insert into public.locked_case values (?)", id));
        return id;
    }

    public List<Bill> raise(UUID caseId, Duty... duties) {
        return raise("building-permit", caseId, duties);
    }

    private List<Bill> raise(String service, UUID caseId, Duty... duties) {
        return db.tx().required(sql -> {
            engine.lock(caseId);
            return payments.raise(
                    new Debtor(caseId, "22-1405-000017-3", service, 22, "1204", "duties", 70), List.of(duties));
        });
    }

    public static Duty duty(String code, long amount) {
        return new Duty(code, "Duty " + code, "عوارض " + code, amount);
    }

    Bill bill(String service) {
        return raise(service, someCase(), duty("density", DUTY)).get(0);
    }

    public Bill bill() {
        return raise(someCase(), duty("density", DUTY)).get(0);
    }

    public Attempt begin(Bill bill) {
        return payments.begin(CLERK, bill.caseId(), bill.id(), "mellat");
    }

    /** Begins a second attempt in addition to an open one. */
    public Attempt beginSecond(Bill bill) {
        changeOpenState(bill, "STARTED", "FAILED");
        try {
            return begin(bill);
        } finally {
            changeOpenState(bill, "FAILED", "STARTED");
        }
    }

    private void changeOpenState(Bill bill, String from, String to) {
        db.tx()
                .run(sql -> sql.execute(
                        "update payments.attempt set state = ? where bill = ? and state = ? and page is not null and"
                                + " returned is null",
                        to,
                        bill.id(),
                        from));
    }

    public static Map<String, String> form(Attempt a, String reference) {
        Map<String, String> form = new HashMap<>();
        form.put("order", Long.toString(a.order()));
        form.put("session", "S" + a.order());
        form.put("reference", reference);
        return form;
    }

    /** The payer pays and returns; the confirmation has not run yet. */
    public Attempt paid(Bill bill) {
        Attempt a = begin(bill);
        payAndReturn(a);
        return a;
    }

    /** The payer of an existing attempt pays and returns. */
    public void payAndReturn(Attempt a) {
        payments.acceptCallback("mellat", form(a, bank.sale(a.order())));
    }

    public String state(Attempt a) {
        return payments.attempts(a.bill()).stream()
                .filter(x -> x.id().equals(a.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    public Bill reload(Bill bill) {
        return payments.bills(bill.caseId()).stream()
                .filter(b -> b.id().equals(bill.id()))
                .findFirst()
                .orElseThrow();
    }

    public List<String> events(Bill bill) {
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
        store.close();
        db.close();
    }
}
