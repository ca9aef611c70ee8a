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

/** Bills in memory; the bank pays when a test says so. */
final class FakePayments implements Payments {
    private final List<Bill> bills = new ArrayList<>();
    /** money of every case is to go back */
    volatile boolean owed;
    /** For what was billed last, by case. */
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

    /** The bank confirms all that is open. */
    synchronized void pay(UUID caseId) {
        move(caseId, "open", "paid", new Receipt("mellat", "1", "ref", 1, Instant.now(), Instant.now()));
    }

    /** What was paid is not. */
    synchronized void takeBack(UUID caseId) {
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
    public boolean owes(UUID caseId) {
        return owed;
    }

    @Override
    public synchronized void outdate(UUID caseId, String stage, List<Duty> duties) {
        if (duties == null
                || duties.stream().mapToLong(Duty::amount).sum() - sum(caseId, "paid") != sum(caseId, "open")) {
            move(caseId, "open", "cancelled", null);
        }
    }

    /** Percent that went back, by case. */
    final Map<UUID, Integer> refunds = new ConcurrentHashMap<>();
    /** How cases came to nothing. */
    final Map<UUID, CaseEnd> ends = new ConcurrentHashMap<>();

    @Override
    public synchronized void end(UUID caseId, String reason, CaseEnd end, int refund) {
        move(caseId, "open", "cancelled", null);
        refunds.put(caseId, refund);
        ends.put(caseId, end);
    }

    @Override
    public Attempt begin(Caller office, UUID caseId, UUID bill, String gateway, AttemptListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Attempt enter(Caller office, UUID caseId, Slip slip) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Attempt> attempts(UUID bill) {
        return List.of();
    }

    @Override
    public Attempt callback(String gateway, Map<String, String> form) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void confirm(UUID attempt) {
        throw new UnsupportedOperationException();
    }
}
