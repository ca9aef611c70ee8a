package city.pishkhan.payments.internal.billing;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.common.BillShares;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.payments.internal.fees.OfficeShare;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Posting;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.store.ReceiptEntity;
import city.pishkhan.payments.internal.treasury.RefundRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records refunds owed to payers, in the transaction that causes them. */
public final class RefundClaims {
    private static final int WHOLE = 100;

    private final PaymentRepository store;
    private final Journal journal;
    private final OfficeShare share;

    private record PaidBill(BillEntity bill, ReceiptEntity receipt) {}

    public RefundClaims(PaymentRepository store, Journal journal, OfficeShare share) {
        this.store = store;
        this.journal = journal;
        this.share = share;
    }

    /**
     * Records the refund of a payment that paid no bill. The payment's ledger entry already shows the money as owed to
     * the payer.
     */
    void recordDouble(Handle sql, AttemptEntity a, BillEntity bill) {
        long amount = a.receivedAmount();
        addDue(
                sql,
                new RefundRepository.RefundEntry(
                        "double", bill.caseReference(), a.id, a.gateway, a.terminal, amount, List.of()),
                a.settled);
    }

    /**
     * Records the refund of the excess after the duties of a stage became less than the amount paid.
     *
     * @param lines differences of the duties; their sum is negative
     */
    void recordOverpaid(Handle sql, UUID caseId, String stage, List<Duty> lines, Instant now) {
        List<PaidBill> paid = findPaid(caseId).stream()
                .filter(p -> p.bill().stage.equals(stage))
                .toList();
        recordReduction(sql, "overpaid", paid.get(paid.size() - 1), lines, now);
    }

    /**
     * Records the refunds of a case that ended without result: the given share of each stage's duties, except for the
     * office's fee. Only the first call of a case has an effect, because several certificates of a case may be revoked
     * one after another.
     *
     * @param share percent of the duties to be refunded
     */
    void recordCaseEnd(Handle sql, UUID caseId, CaseEnd end, int share, Instant now) {
        if (share == 0 || RefundRepository.hasCaseEndRefunds(sql, caseId)) {
            return;
        }
        Map<String, List<PaidBill>> stages = new LinkedHashMap<>();
        findPaid(caseId).forEach(p -> stages.computeIfAbsent(p.bill().stage, s -> new ArrayList<>())
                .add(p));
        stages.forEach((stage, paid) -> {
            List<Duty> duties = new ArrayList<>(RefundRepository.duties(sql, caseId, stage));
            duties.addAll(duties(paid));
            recordShare(sql, end.code(), paid, duties, share, now);
        });
    }

    /**
     * Records the refund of a share of a stage's duties.
     *
     * @param duties duties paid, minus earlier refunds
     */
    private void recordShare(Handle sql, String kind, List<PaidBill> paid, List<Duty> duties, long share, Instant now) {
        List<Duty> back = returnable(duties).stream()
                .map(d -> new Duty(d.code(), d.titleEn(), d.titleFa(), d.amount() * share / WHOLE))
                .filter(d -> d.amount() != 0)
                .toList();
        if (sum(back) < 0) {
            recordReduction(sql, kind, paid.get(paid.size() - 1), back, now);
        }
    }

    private static List<Duty> returnable(List<Duty> duties) {
        return BillShares.withoutFee(BillShares.difference(List.of(), duties));
    }

    private static List<Duty> duties(List<PaidBill> paid) {
        return paid.stream()
                .flatMap(p -> DutyJson.duties(p.bill().duties).stream())
                .toList();
    }

    private static long sum(List<Duty> lines) {
        return lines.stream().mapToLong(Duty::amount).reduce(0, Math::addExact);
    }

    /**
     * Recalculates the refunds of a stage after a payment of an ended case was withdrawn. A claim refers to one payment
     * of the stage but concerns all its payments. The withdrawn bill counts as unpaid, because its receipt is deleted.
     *
     * @param claims claims of the stage; all are due
     */
    void recount(Handle sql, BillEntity withdrawnBill, List<RefundRepository.Claim> claims, Instant now) {
        if (claims.isEmpty()) {
            return;
        }
        List<Duty> less = claims.stream()
                .filter(claim -> !claim.isForCaseEnd())
                .flatMap(claim -> claim.duties().stream())
                .toList();
        List<PaidBill> left = findPaid(withdrawnBill.caseId).stream()
                .filter(p -> p.bill().stage.equals(withdrawnBill.stage))
                .toList();
        // duties of the stage according to its last assessment: those of its bills, minus earlier reductions
        List<Duty> owed = new ArrayList<>(duties(left));
        owed.addAll(DutyJson.duties(withdrawnBill.duties));
        owed.addAll(less);
        claims.forEach(claim -> cancel(sql, claim, now));
        if (left.isEmpty()) {
            return;
        }
        List<Duty> stays = new ArrayList<>(duties(left));
        List<Duty> overpaid = BillShares.withoutFee(BillShares.difference(owed, stays));
        if (sum(overpaid) < 0) {
            recordReduction(sql, "overpaid", left.get(left.size() - 1), overpaid, now);
            stays.addAll(overpaid);
        }
        claims.stream()
                .filter(RefundRepository.Claim::isForCaseEnd)
                .forEach(claim -> recordShare(sql, claim.kind(), left, stays, share(claim, owed), now));
    }

    /**
     * Returns the percentage of a refund. It is derived from the amounts, because it was not recorded and the rules may have
     * changed.
     */
    private static long share(RefundRepository.Claim ending, List<Duty> owed) {
        return Math.min(WHOLE, Math.round((double) WHOLE * ending.amount() / -sum(returnable(owed))));
    }

    /** Cancels a claim. Its bookings stay, and opposite entries are added. */
    private void cancel(Handle sql, RefundRepository.Claim claim, Instant now) {
        RefundRepository.cancel(sql, claim);
        List<Posting> postings = new ArrayList<>();
        claim.duties().forEach(d -> postings.add(new Posting(DoubleEntryLedger.income(d.code()), d.amount())));
        postings.add(new Posting(DoubleEntryLedger.REFUNDS, claim.amount()));
        DoubleEntryLedger.book(sql, DoubleEntryLedger.REVERSAL, claim.id(), now, claim.facets(), postings);
        BillEntity bill = store.attemptAndBill(claim.attempt()).bill();
        share.correct(
                sql,
                bill.creditor(),
                bill.officeShare,
                claim.duties(),
                claim.facets().gateway(),
                Ids.next(),
                now);
    }

    private List<PaidBill> findPaid(UUID caseId) {
        return store
                .em()
                .createQuery(
                        "select b, r from BillEntity b, ReceiptEntity r where r.bill = b.id and b.caseId = :case order by b.id",
                        Object[].class)
                .setParameter("case", caseId)
                .getResultList()
                .stream()
                .map(row -> new PaidBill((BillEntity) row[0], (ReceiptEntity) row[1]))
                .toList();
    }

    private void recordReduction(Handle sql, String kind, PaidBill from, List<Duty> lines, Instant now) {
        long amount = -sum(lines);
        ReceiptEntity receipt = from.receipt();
        UUID id = addDue(
                sql,
                new RefundRepository.RefundEntry(
                        kind,
                        from.bill().caseReference(),
                        receipt.attempt,
                        receipt.gateway,
                        receipt.terminal,
                        amount,
                        lines),
                now);
        List<Posting> postings = new ArrayList<>();
        lines.forEach(d -> postings.add(new Posting(DoubleEntryLedger.income(d.code()), -d.amount())));
        postings.add(new Posting(DoubleEntryLedger.REFUNDS, -amount));
        DoubleEntryLedger.book(
                sql, DoubleEntryLedger.CORRECTION, id, now, from.bill().facets(receipt.gateway), postings);
        // a fee that was not paid yet is deducted from the refund
        share.recordShare(sql, from.bill().creditor(), from.bill().officeShare, lines, receipt.gateway, id, now);
    }

    private UUID addDue(Handle sql, RefundRepository.RefundEntry refund, Instant now) {
        UUID id = RefundRepository.put(sql, refund, now);
        journal.record(
                refund.caseReference().caseId(),
                "refund.due",
                Caller.HUB,
                Map.of("refund", id, "kind", refund.kind(), "attempt", refund.attempt(), "amount", refund.amount()));
        return id;
    }
}
