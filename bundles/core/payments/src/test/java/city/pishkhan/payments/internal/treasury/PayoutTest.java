package city.pishkhan.payments.internal.treasury;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Fees.Fee;
import city.pishkhan.api.money.Fees.Totals;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payouts.Order;
import city.pishkhan.api.money.Payouts.Payout;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.payments.internal.fees.FeeService;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedgerTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PayoutTest {
    private static final Iban IBAN = Iban.parse("IR820540102680020817909002");
    private static final String HOLDER = "دفتر کوشک";

    private PaymentsHarness harness;
    private FeeService fees;

    @BeforeEach
    void start() {
        harness = new PaymentsHarness();
        fees = new FeeService(harness.db.tx(), harness.db.schemas(), harness.journal, new AccessTable());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /** A citizen pays a bill; the municipality then owes the office 420,000 rial. */
    private void paid() {
        Bill bill = harness.raise(harness.someCase(), duty("density", 50_000_000), duty(Payments.OFFICE_FEE, 600_000))
                .get(0);
        harness.payments.confirm(harness.paid(bill).id());
    }

    private Creditor inspected() {
        return new Creditor(harness.someCase(), "22-1405-0000123-2", "violation-report", "1204", 4);
    }

    private Payout gather() {
        return harness.payouts.create(PaymentsHarness.TREASURY, "1204");
    }

    private Payout nameAccounts(Payout payout) {
        return harness.payouts.setAccounts(PaymentsHarness.TREASURY, payout.id(), IBAN, HOLDER, "mellat", "4711");
    }

    private Approval ask(Payout payout) {
        return harness.approvals.request(
                PaymentsHarness.TREASURY,
                "payout",
                Map.of("payout", payout.id().toString(), "account", payout.account()),
                "fees of Azar");
    }

    private void ordered(Payout payout) {
        harness.approvals.decide(
                PaymentsHarness.SECOND_OF_THE_TREASURY,
                ask(nameAccounts(payout)).id(),
                true);
    }

    private static void refused(String code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }

    private List<Payout> payouts() {
        return harness.payouts.list(null, null, 10).items();
    }

    @Test
    void officePayoutNeedsTwoApproversAndBankReference() {
        paid();
        fees.recordFees(inspected(), List.of(duty("inspection", 6_000_000), duty("survey", 2_400_000)));
        Payout due = gather();
        assertEquals(8_820_000, due.amount());
        assertEquals(3, due.fees());
        assertEquals("due", due.state());
        Payout named = nameAccounts(due);
        assertFalse(named.iban().contains("0268002081"), named.iban());
        Approval asked = ask(named);
        refused("approval.same-person", () -> harness.approvals.decide(PaymentsHarness.TREASURY, asked.id(), true));
        assertEquals(List.of(), harness.payouts.orders(PaymentsHarness.TREASURY));
        refused("payout.not-ordered", () -> harness.payouts.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-1"));
        harness.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals(
                List.of(new Order(due.id(), "1204", 8_820_000, "mellat", "4711", IBAN, HOLDER)),
                harness.payouts.orders(PaymentsHarness.TREASURY));
        Payout done = harness.payouts.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-1");
        assertEquals("done", done.state());
        assertEquals("B-1", done.reference());
        assertEquals(
                Map.of("offices:1204", 8_820_000L, "bank:mellat:4711", -8_820_000L),
                DoubleEntryLedgerTest.postings(harness, DoubleEntryLedger.PAYOUT, due.id()));
        assertEquals(0, balance("offices:1204"), "nothing is owed any more");
        assertEquals(List.of(), harness.payouts.orders(PaymentsHarness.TREASURY));
        refused("payout.not-ordered", () -> harness.payouts.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-2"));
    }

    private long balance(String account) {
        return harness.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void payoutIsBookedByServiceAndDistrict() {
        paid();
        fees.recordFees(inspected(), List.of(duty("inspection", 6_000_000)));
        Payout due = gather();
        ordered(due);
        harness.payouts.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-1");
        assertEquals(
                List.of("building-permit 22 420000", "violation-report 4 6000000"),
                harness.db.tx().required(sql -> sql.createQuery(
                                "select p.service || ' ' || p.district || ' ' || p.amount from payments.posting p"
                                        + " join payments.ledger_entry e on e.id = p.entry where e.kind = 'payout'"
                                        + " and p.account = 'offices:1204' order by 1")
                        .mapTo(String.class)
                        .list()));
    }

    @Test
    void feeTotalsOfOfficeFollowPayout() {
        Caller office = new Caller("x", Set.of("office:1204"));
        paid();
        Payout due = gather();
        assertEquals(new Totals(420_000, 0, 0), fees.totals(office, null));
        ordered(due);
        assertEquals(new Totals(0, 420_000, 0), fees.totals(office, null));
        harness.payouts.recordPaid(PaymentsHarness.TREASURY, due.id(), "B-1");
        paid();
        assertEquals(new Totals(420_000, 0, 420_000), fees.totals(office, "1204"));
        assertEquals(new Totals(0, 0, 0), fees.totals(office, "1301"));
        assertEquals(new Totals(0, 0, 0), fees.totals(new Caller("x", Set.of("office:1301")), null));
        assertEquals(
                List.of("owed", "paid"),
                fees.list(office, null, null, 10).items().stream()
                        .map(Fee::state)
                        .toList());
        LocalDate today = LocalDate.now(PersianDate.TEHRAN);
        assertEquals(
                List.of("paid", "owed"),
                fees.listBilled(office, null, today.minusDays(1), today.plusDays(1)).stream()
                        .map(Fee::state)
                        .toList());
        assertEquals(List.of(), fees.listBilled(office, null, today.plusDays(2), today.plusDays(3)));
        refused("fee.days", () -> fees.listBilled(office, null, today, today.minusDays(1)));
    }

    @Test
    void feesAreIncludedInOnlyOnePayout() {
        refused("payout.nothing", this::gather);
        paid();
        Payout first = gather();
        refused("payout.nothing", this::gather);
        paid();
        refused("payout.due", this::gather);
        ordered(first);
        Payout second = gather();
        assertEquals(
                List.of(420_000L, 420_000L),
                payouts().stream().map(Payout::amount).toList());
        assertEquals(List.of(1, 1), payouts().stream().map(Payout::fees).toList());
        assertEquals("due", second.state());
    }

    @Test
    void correctionAfterPayoutReducesNextPayout() {
        paid();
        Creditor creditor = inspected();
        fees.recordFees(creditor, List.of(duty("inspection", 6_000_000)));
        Payout first = gather();
        fees.recordFees(creditor, List.of(duty("inspection", 5_900_000)));
        ordered(first);
        assertEquals(6_420_000, payouts().get(0).amount(), "what two people agreed to stays");
        refused("payout.nothing", this::gather);
        paid();
        assertEquals(320_000, gather().amount());
    }

    @Test
    void changedAccountInvalidatesApproval() {
        paid();
        Payout due = gather();
        Approval asked = ask(nameAccounts(due));
        harness.payouts.setAccounts(PaymentsHarness.TREASURY, due.id(), IBAN, "دیگری", "mellat", "4711");
        refused(
                "payout.account",
                () -> harness.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true));
        refused(
                "payout.holder",
                () -> harness.payouts.setAccounts(PaymentsHarness.TREASURY, due.id(), IBAN, " ", "mellat", "4711"));
        assertEquals("due", payouts().get(0).state());
    }

    @Test
    void payoutCannotExceedAccountBalance() {
        fees.recordFees(inspected(), List.of(duty("inspection", 6_000_000)));
        Payout due = gather();
        refused("payout.funds", () -> nameAccounts(due));
        Bill bill = harness.bill();
        harness.payments.confirm(harness.paid(bill).id());
        refused(
                "payout.merchant",
                () -> harness.payouts.setAccounts(PaymentsHarness.TREASURY, due.id(), IBAN, HOLDER, "saman", "4711"));
        refused(
                "payout.merchant",
                () -> harness.payouts.setAccounts(PaymentsHarness.TREASURY, due.id(), IBAN, HOLDER, "mellat", "4712"));
        Approval asked = ask(nameAccounts(due));
        fees.recordFees(
                new Creditor(harness.someCase(), "22-1405-0000124-0", "violation-report", "1301", 4),
                List.of(duty("inspection", 7_000_000)));
        Payout other = harness.payouts.create(PaymentsHarness.TREASURY, "1301");
        ordered(other);
        refused(
                "payout.funds",
                () -> harness.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true));
        assertEquals(
                List.of("ordered", "due"), payouts().stream().map(Payout::state).toList());
    }

    @Test
    void transferReferenceIsUsedOnce() {
        paid();
        Payout first = gather();
        ordered(first);
        harness.payouts.recordPaid(PaymentsHarness.TREASURY, first.id(), "B-1");
        paid();
        Payout second = gather();
        ordered(second);
        refused(
                "payout.reference-used",
                () -> harness.payouts.recordPaid(PaymentsHarness.TREASURY, second.id(), "B-1"));
        harness.db
                .tx()
                .run(sql ->
                        sql.execute("insert into payments.transfer (reference, kind, subject) values ('R-1', 'refund',"
                                + " gen_random_uuid())"));
        refused(
                "payout.reference-used",
                () -> harness.payouts.recordPaid(PaymentsHarness.TREASURY, second.id(), "R-1"));
        refused(
                "payout.reference",
                () -> harness.payouts.recordPaid(PaymentsHarness.TREASURY, second.id(), "no reference"));
        assertEquals(
                "done",
                harness.payouts
                        .recordPaid(PaymentsHarness.TREASURY, second.id(), "B-2")
                        .state());
    }
}
