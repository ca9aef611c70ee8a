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

    private PaymentsHarness town;
    private FeeService fees;

    @BeforeEach
    void start() {
        town = new PaymentsHarness();
        fees = new FeeService(town.db.tx(), town.db.schemas(), town.journal, new AccessTable());
    }

    @AfterEach
    void stop() {
        town.close();
    }

    /** A citizen pays; 420,000 rial are owed to the office. */
    private void paid() {
        Bill bill = town.raise(town.someCase(), duty("density", 50_000_000), duty(Payments.OFFICE_FEE, 600_000))
                .get(0);
        town.payments.confirm(town.paid(bill).id());
    }

    private Creditor inspected() {
        return new Creditor(town.someCase(), "22-1405-0000123-2", "violation-report", "1204", 4);
    }

    private Payout gathered() {
        return town.payouts.gather(PaymentsHarness.TREASURY, "1204");
    }

    private Payout named(Payout payout) {
        return town.payouts.account(PaymentsHarness.TREASURY, payout.id(), IBAN, HOLDER, "mellat", "4711");
    }

    private Approval ask(Payout payout) {
        return town.approvals.ask(
                PaymentsHarness.TREASURY,
                "payout",
                Map.of("payout", payout.id().toString(), "account", payout.account()),
                "fees of Azar");
    }

    private void ordered(Payout payout) {
        town.approvals.decide(
                PaymentsHarness.SECOND_OF_THE_TREASURY, ask(named(payout)).id(), true);
    }

    private static void refused(String code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }

    private List<Payout> payouts() {
        return town.payouts.list(null, null, 10).items();
    }

    @Test
    void allThatAnOfficeIsOwedIsPaidByTwoAndTheBank() {
        paid();
        fees.owe(inspected(), List.of(duty("inspection", 6_000_000), duty("survey", 2_400_000)));
        Payout due = gathered();
        assertEquals(8_820_000, due.amount());
        assertEquals(3, due.fees());
        assertEquals("due", due.state());
        Payout named = named(due);
        assertFalse(named.iban().contains("0268002081"), named.iban());
        Approval asked = ask(named);
        refused("approval.same-person", () -> town.approvals.decide(PaymentsHarness.TREASURY, asked.id(), true));
        assertEquals(List.of(), town.payouts.orders(PaymentsHarness.TREASURY));
        refused("payout.not-ordered", () -> town.payouts.done(PaymentsHarness.TREASURY, due.id(), "B-1"));
        town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals(
                List.of(new Order(due.id(), "1204", 8_820_000, "mellat", "4711", IBAN, HOLDER)),
                town.payouts.orders(PaymentsHarness.TREASURY));
        Payout done = town.payouts.done(PaymentsHarness.TREASURY, due.id(), "B-1");
        assertEquals("done", done.state());
        assertEquals("B-1", done.reference());
        assertEquals(
                Map.of("offices:1204", 8_820_000L, "bank:mellat:4711", -8_820_000L),
                DoubleEntryLedgerTest.postings(town, DoubleEntryLedger.PAYOUT, due.id()));
        assertEquals(0, balance("offices:1204"), "nothing is owed any more");
        assertEquals(List.of(), town.payouts.orders(PaymentsHarness.TREASURY));
        refused("payout.not-ordered", () -> town.payouts.done(PaymentsHarness.TREASURY, due.id(), "B-2"));
    }

    private long balance(String account) {
        return town.db.tx().required(sql -> sql.createQuery(
                        "select coalesce(sum(amount), 0) from payments.posting where account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void aPayoutIsBookedByServiceAndDistrict() {
        paid();
        fees.owe(inspected(), List.of(duty("inspection", 6_000_000)));
        Payout due = gathered();
        ordered(due);
        town.payouts.done(PaymentsHarness.TREASURY, due.id(), "B-1");
        assertEquals(
                List.of("building-permit 22 420000", "violation-report 4 6000000"),
                town.db.tx().required(sql -> sql.createQuery(
                                "select p.service || ' ' || p.district || ' ' || p.amount from payments.posting p"
                                        + " join payments.ledger_entry e on e.id = p.entry where e.kind = 'payout'"
                                        + " and p.account = 'offices:1204' order by 1")
                        .mapTo(String.class)
                        .list()));
    }

    @Test
    void whatAnOfficeSeesOfItsFeesFollowsThePayout() {
        Caller office = new Caller("x", Set.of("office:1204"));
        paid();
        Payout due = gathered();
        assertEquals(new Totals(420_000, 0, 0), fees.totals(office, null));
        ordered(due);
        assertEquals(new Totals(0, 420_000, 0), fees.totals(office, null));
        town.payouts.done(PaymentsHarness.TREASURY, due.id(), "B-1");
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
                fees.billed(office, null, today.minusDays(1), today.plusDays(1)).stream()
                        .map(Fee::state)
                        .toList());
        assertEquals(List.of(), fees.billed(office, null, today.plusDays(2), today.plusDays(3)));
        refused("fee.days", () -> fees.billed(office, null, today, today.minusDays(1)));
    }

    @Test
    void nothingIsGatheredTwice() {
        refused("payout.nothing", this::gathered);
        paid();
        Payout first = gathered();
        refused("payout.nothing", this::gathered);
        paid();
        refused("payout.due", this::gathered);
        ordered(first);
        Payout second = gathered();
        assertEquals(
                List.of(420_000L, 420_000L),
                payouts().stream().map(Payout::amount).toList());
        assertEquals(List.of(1, 1), payouts().stream().map(Payout::fees).toList());
        assertEquals("due", second.state());
    }

    @Test
    void aCorrectionAfterThePayoutIsTakenFromTheNext() {
        paid();
        Creditor creditor = inspected();
        fees.owe(creditor, List.of(duty("inspection", 6_000_000)));
        Payout first = gathered();
        fees.owe(creditor, List.of(duty("inspection", 5_900_000)));
        ordered(first);
        assertEquals(6_420_000, payouts().get(0).amount(), "what two people agreed to stays");
        refused("payout.nothing", this::gathered);
        paid();
        assertEquals(320_000, gathered().amount());
    }

    @Test
    void whatWasAskedForAnotherAccountIsNotPaid() {
        paid();
        Payout due = gathered();
        Approval asked = ask(named(due));
        town.payouts.account(PaymentsHarness.TREASURY, due.id(), IBAN, "دیگری", "mellat", "4711");
        refused(
                "payout.account",
                () -> town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true));
        refused(
                "payout.holder",
                () -> town.payouts.account(PaymentsHarness.TREASURY, due.id(), IBAN, " ", "mellat", "4711"));
        assertEquals("due", payouts().get(0).state());
    }

    @Test
    void noAccountPaysWhatIsNotInIt() {
        fees.owe(inspected(), List.of(duty("inspection", 6_000_000)));
        Payout due = gathered();
        refused("payout.funds", () -> named(due));
        Bill bill = town.bill();
        town.payments.confirm(town.paid(bill).id());
        refused(
                "payout.merchant",
                () -> town.payouts.account(PaymentsHarness.TREASURY, due.id(), IBAN, HOLDER, "saman", "4711"));
        refused(
                "payout.merchant",
                () -> town.payouts.account(PaymentsHarness.TREASURY, due.id(), IBAN, HOLDER, "mellat", "4712"));
        Approval asked = ask(named(due));
        fees.owe(
                new Creditor(town.someCase(), "22-1405-0000124-0", "violation-report", "1301", 4),
                List.of(duty("inspection", 7_000_000)));
        Payout other = town.payouts.gather(PaymentsHarness.TREASURY, "1301");
        ordered(other);
        refused("payout.funds", () -> town.approvals.decide(PaymentsHarness.SECOND_OF_THE_TREASURY, asked.id(), true));
        assertEquals(
                List.of("ordered", "due"), payouts().stream().map(Payout::state).toList());
    }

    @Test
    void oneTransferPaysOneThing() {
        paid();
        Payout first = gathered();
        ordered(first);
        town.payouts.done(PaymentsHarness.TREASURY, first.id(), "B-1");
        paid();
        Payout second = gathered();
        ordered(second);
        refused("payout.reference-used", () -> town.payouts.done(PaymentsHarness.TREASURY, second.id(), "B-1"));
        town.db
                .tx()
                .run(sql ->
                        sql.execute("insert into payments.transfer (reference, kind, subject) values ('R-1', 'refund',"
                                + " gen_random_uuid())"));
        refused("payout.reference-used", () -> town.payouts.done(PaymentsHarness.TREASURY, second.id(), "R-1"));
        refused("payout.reference", () -> town.payouts.done(PaymentsHarness.TREASURY, second.id(), "no reference"));
        assertEquals(
                "done",
                town.payouts.done(PaymentsHarness.TREASURY, second.id(), "B-2").state());
    }
}
