package city.pishkhan.cases.internal;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Bills in memory; a test triggers the payments. */
final class FakePayments implements Payments {
    private final List<Bill> bills = new ArrayList<>();
    /** {@code true} if every case has a pending refund */
    volatile boolean owed;
    /** Debtors of the last bills, by case. */
    final Map<UUID, Debtor> debtors = new ConcurrentHashMap<>();

    @Override
    public synchronized List<Bill> raise(Debtor debtor, List<Duty> duties) {
        UUID caseId = debtor.caseId();
        debtors.put(caseId, debtor);
        long owed = duties.stream().mapToLong(Duty::amount).sum();
        long paid = sum(caseId, "paid");
        if (owed - paid != sum(caseId, "open")) {
            move(caseId, "open", "cancelled", null);
            if (owed > paid) {
                bills.add(
                        new Bill(Ids.next(), caseId, "bill" + bills.size(), "pay", owed - paid, "open", duties, null));
            }
        }
        return bills(caseId).stream()
                .filter(b -> !b.state().equals("cancelled"))
                .toList();
    }

    private long sum(UUID caseId, String state) {
        return bills(caseId).stream()
                .filter(b -> b.state().equals(state))
                .mapToLong(Bill::amount)
                .sum();
    }

    /** Confirms the payment of all open bills of a case. */
    synchronized void pay(UUID caseId) {
        move(caseId, "open", "paid", new Receipt("mellat", "1", "ref", 1, Instant.now(), Instant.now()));
    }

    /** Reverses all payments of a case. */
    synchronized void reverse(UUID caseId) {
        move(caseId, "paid", "open", null);
    }

    private void move(UUID caseId, String from, String to, Receipt receipt) {
        bills.replaceAll(b -> b.caseId().equals(caseId) && b.state().equals(from)
                ? new Bill(b.id(), caseId, b.billId(), b.paymentId(), b.amount(), to, b.duties(), receipt)
                : b);
    }

    @Override
    public synchronized List<Bill> bills(UUID caseId) {
        return bills.stream().filter(b -> b.caseId().equals(caseId)).toList();
    }

    @Override
    public boolean hasPendingRefund(UUID caseId) {
        return owed;
    }

    @Override
    public synchronized void cancelOutdated(UUID caseId, String stage, List<Duty> duties) {
        if (duties == null
                || duties.stream().mapToLong(Duty::amount).sum() - sum(caseId, "paid") != sum(caseId, "open")) {
            move(caseId, "open", "cancelled", null);
        }
    }

    /** Refunds in percent, by case. */
    final Map<UUID, Integer> refunds = new ConcurrentHashMap<>();
    /** End of each case, by case id. */
    final Map<UUID, CaseEnd> ends = new ConcurrentHashMap<>();

    @Override
    public synchronized void endCase(UUID caseId, String reason, CaseEnd end, int refund) {
        move(caseId, "open", "cancelled", null);
        refunds.put(caseId, refund);
        ends.put(caseId, end);
    }

    @Override
    public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Attempt enterSlip(Caller office, UUID caseId, Slip slip) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Attempt> attempts(UUID bill) {
        return List.of();
    }

    @Override
    public Attempt acceptCallback(String gateway, Map<String, String> form) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void confirm(UUID attempt) {
        throw new UnsupportedOperationException();
    }
}
