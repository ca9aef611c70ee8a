package city.pishkhan.payments.internal.fees;

import static city.pishkhan.payments.internal.PaymentsHarness.duty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Fees.Fee;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.PaymentsHarness;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeeServiceTest {
    private static final Caller TREASURY = new Caller("treasury", Set.of("treasury"));

    private static PaymentsHarness harness;
    private static FeeService fees;

    @BeforeAll
    static void start() {
        harness = new PaymentsHarness();
        fees = new FeeService(harness.db.tx(), harness.db.schemas(), harness.journal, new AccessTable());
    }

    @AfterAll
    static void stop() {
        harness.close();
    }

    private static Creditor creditor(String office, int district) {
        return new Creditor(harness.someCase(), "22-1405-0000123-2", "violation-report", office, district);
    }

    private static List<UUID> cases(Caller caller, String office) {
        return fees.list(caller, office, null, 200).items().stream()
                .map(Fee::caseId)
                .toList();
    }

    @Test
    void recordsDutyOfCaseOnce() {
        Creditor creditor = creditor("1204", 22);
        fees.recordFees(creditor, List.of(duty("inspection", 6_000_000), duty("survey", 0)));
        fees.recordFees(creditor, List.of(duty("inspection", 6_000_000)));
        List<Fee> owed = fees.list(TREASURY, "1204", null, 200).items().stream()
                .filter(fee -> fee.caseId().equals(creditor.caseId()))
                .toList();
        assertEquals(List.of(6_000_000L), owed.stream().map(Fee::amount).toList());
        assertEquals(
                List.of("fee.owed"),
                harness.journal.entries(creditor.caseId()).stream()
                        .map(Journal.Entry::event)
                        .toList());
    }

    @Test
    void newInspectionCorrectsOnlyOwnOfficeFees() {
        Creditor first = creditor("7011", 6);
        Creditor second = new Creditor(first.caseId(), first.caseNumber(), first.service(), "7012", first.district());
        fees.recordFees(first, List.of(duty("inspection", 6_000_000), duty("survey", 2_400_000)));
        fees.recordFees(second, List.of(duty("inspection", 6_000_000), duty("survey", 600_000)));
        fees.recordFees(second, List.of(duty("inspection", 7_000_000)));
        assertEquals(8_400_000, owed("7011"));
        assertEquals(7_000_000, owed("7012"));
        assertEquals(6, harness.journal.entries(first.caseId()).size());
    }

    /**
     * The journal entry contains the change of the amount owed, as the table does, and the new total for ordered work.
     */
    @Test
    void journalNamesChangeAndTotalOfFees() {
        Creditor creditor = creditor("7041", 6);
        fees.recordFees(creditor, List.of(duty("inspection", 6_000_000)));
        fees.recordFees(creditor, List.of(duty("inspection", 5_000_000)));
        List<String> details = harness.journal.entries(creditor.caseId()).stream()
                .map(entry -> entry.details().replace(" ", ""))
                .toList();
        assertTrue(
                details.get(0).contains("\"amount\":6000000") && details.get(0).contains("\"total\":6000000"),
                details.get(0));
        assertTrue(
                details.get(1).contains("\"amount\":-1000000") && details.get(1).contains("\"total\":5000000"),
                details.get(1));
    }

    private static long owed(String office) {
        return fees.list(TREASURY, office, null, 200).items().stream()
                .mapToLong(Fee::amount)
                .sum();
    }

    @Test
    void callersSeeOnlyTheirOwnFees() {
        Creditor own = creditor("7001", 3);
        Creditor other = creditor("7002", 4);
        List.of(own, other).forEach(creditor -> fees.recordFees(creditor, List.of(duty("inspection", 1_000))));
        assertEquals(List.of(own.caseId()), cases(new Caller("a", Set.of("office:7001")), null));
        assertEquals(List.of(), cases(new Caller("a", Set.of("office:7001")), "7002"));
        assertEquals(List.of(other.caseId()), cases(new Caller("d", Set.of("district:4")), null));
        assertEquals(List.of(other.caseId()), cases(TREASURY, "7002"));
        for (String role : List.of("agency:fire", "operator")) {
            assertThrows(Refusal.class, () -> cases(new Caller("x", Set.of(role)), null), role);
        }
    }

    /** An expert sees the fees of inspections, but not the office's share of fees paid by applicants. */
    @Test
    void expertSeesOnlyInspectionFees() {
        Creditor inspected = creditor("7021", 3);
        fees.recordFees(inspected, List.of(duty("inspection", 6_000)));
        fees.recordFees(creditor("7021", 3), List.of(duty(Payments.OFFICE_FEE, 400)));
        fees.recordFees(creditor("7022", 3), List.of(duty("inspection", 9_000)));
        Caller expert = new Caller("e", Set.of("expert:7021"));
        assertEquals(List.of(inspected.caseId()), cases(expert, null));
        assertEquals(List.of(), cases(expert, "7022"));
        assertEquals(new Fees.Totals(6_000, 0, 0), fees.totals(expert, null));
        assertEquals(new Fees.Totals(6_400, 0, 0), fees.totals(new Caller("c", Set.of("office:7021")), null));
    }

    @Test
    void listsFeesPageByPage() {
        for (int i = 0; i < 3; i++) {
            fees.recordFees(creditor("7003", 5), List.of(duty("inspection", 1_000)));
        }
        Page<Fee> first = fees.list(TREASURY, "7003", null, 2);
        assertEquals(2, first.items().size());
        Page<Fee> last = fees.list(TREASURY, "7003", first.next(), 2);
        assertEquals(1, last.items().size());
        assertEquals(null, last.next());
    }
}
