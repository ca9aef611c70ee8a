package city.pishkhan.payments.internal.billing;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.money.Payments.Debtor;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.BillId;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PaymentId;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.payments.internal.common.BillShares;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.payments.internal.store.BillEntity;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.payments.internal.treasury.RefundRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Creates bills from duties. Runs in the case engine's transaction, which holds the lock of the case. */
public final class Billing {
    private final PaymentRepository store;
    private final Journal journal;
    private final Clock clock;
    private final int company;
    private final RefundClaims refundClaims;

    /** @param company number of the municipality in its bill IDs, 0 to 999 */
    public Billing(PaymentRepository store, Journal journal, RefundClaims refundClaims, Clock clock, int company) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.company = company;
        this.refundClaims = refundClaims;
    }

    public List<Bill> raise(Debtor debtor, List<Duty> duties) {
        List<Duty> owed = nonZero(duties);
        return switch (store.assess(debtor.caseId(), debtor.stage(), DutyJson.write(owed))) {
            case FIRST -> bill(debtor, owed);
            case CHANGED -> billDifference(debtor, owed);
            case SAME -> store.bills(debtor.caseId(), debtor.stage());
        };
    }

    private static List<Duty> nonZero(List<Duty> duties) {
        return duties.stream().filter(d -> !Rial.of(d.amount()).isZero()).toList();
    }

    /** Implements {@link city.pishkhan.api.money.Payments#cancelOutdated}. */
    public void cancelOutdated(UUID caseId, String stage, List<Duty> duties) {
        if (store.outdate(caseId, stage, DutyJson.write(duties == null ? null : nonZero(duties)))) {
            cancel(
                    caseId,
                    store.billRows(caseId, stage).stream()
                            .filter(BillEntity::isOpen)
                            .toList(),
                    BillEntity.REPLACED);
        }
    }

    /** Creates bills for the difference between the duties and the amount already paid. */
    private List<Bill> billDifference(Debtor debtor, List<Duty> owed) {
        List<BillEntity> earlier = store.billRows(debtor.caseId(), debtor.stage());
        cancel(debtor.caseId(), earlier.stream().filter(BillEntity::isOpen).toList(), BillEntity.REPLACED);
        List<Duty> paid = new ArrayList<>(
                store.tx().required(sql -> RefundRepository.duties(sql, debtor.caseId(), debtor.stage())));
        earlier.stream()
                .filter(b -> b.state == BillEntity.State.PAID)
                .forEach(b -> paid.addAll(DutyJson.duties(b.duties)));
        bill(debtor, BillShares.withoutFee(BillShares.difference(owed, paid)));
        return store.bills(debtor.caseId(), debtor.stage());
    }

    private List<Bill> bill(Debtor debtor, List<Duty> lines) {
        long total = lines.stream().mapToLong(Duty::amount).reduce(0, Math::addExact);
        if (total < 0) {
            journal.record(
                    debtor.caseId(), "payment.overpaid", Caller.HUB, Map.of("stage", debtor.stage(), "amount", -total));
            store.tx().flush();
            store.tx()
                    .run(sql ->
                            refundClaims.recordOverpaid(sql, debtor.caseId(), debtor.stage(), lines, clock.instant()));
        }
        List<Rial> parts = total <= 0 ? List.of() : PaymentId.split(new Rial(total));
        if (parts.isEmpty()) {
            return List.of();
        }
        List<List<Duty>> shares = BillShares.distribute(lines, parts);
        List<Long> files = store.nextFiles(parts.size());
        List<Bill> bills = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            BillEntity row = row(debtor, files.get(i), i + 1, parts.get(i), shares.get(i));
            store.em().persist(row);
            bills.add(new Bill(row.id, row.caseId, row.billId, row.paymentId, row.amount, "open", shares.get(i), null));
        }
        journal.record(
                debtor.caseId(),
                "payment.billed",
                Caller.HUB,
                Map.of("stage", debtor.stage(), "bills", journalDetails(bills)));
        return bills;
    }

    private static List<Map<String, Object>> journalDetails(List<Bill> bills) {
        return bills.stream()
                .map(b -> Map.<String, Object>of(
                        "bill", b.id(), "billId", b.billId(), "paymentId", b.paymentId(), "amount", b.amount()))
                .toList();
    }

    private BillEntity row(Debtor debtor, long file, int part, Rial amount, List<Duty> duties) {
        Instant now = clock.instant();
        BillId billId = BillId.of(file, company, BillId.Service.MUNICIPALITY);
        BillEntity bill = new BillEntity();
        bill.id = Ids.next();
        bill.caseId = debtor.caseId();
        bill.caseNumber = debtor.caseNumber();
        bill.service = debtor.service();
        bill.district = debtor.district();
        bill.office = debtor.office();
        bill.officeShare = debtor.officeShare();
        bill.stage = debtor.stage();
        bill.billId = billId.value();
        bill.paymentId =
                PaymentId.of(billId, amount, PersianDate.of(now).year(), part).value();
        bill.amount = amount.amount();
        bill.state = BillEntity.State.OPEN;
        bill.duties = DutyJson.write(duties);
        bill.created = now;
        return bill;
    }

    private void cancel(UUID caseId, String reason) {
        List<BillEntity> open = store.em()
                .createQuery(
                        "select b from BillEntity b where b.caseId = :case and b.state = :open order by b.id",
                        BillEntity.class)
                .setParameter("case", caseId)
                .setParameter("open", BillEntity.State.OPEN)
                .getResultList();
        cancel(caseId, open, reason);
    }

    /** Implements {@link city.pishkhan.api.money.Payments#endCase}. */
    public void end(UUID caseId, String reason, CaseEnd end, int refund) {
        cancel(caseId, reason);
        store.tx().flush();
        store.tx().run(sql -> refundClaims.recordCaseEnd(sql, caseId, end, refund, clock.instant()));
    }

    private void cancel(UUID caseId, List<BillEntity> bills, String reason) {
        if (bills.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        bills.forEach(b -> {
            b.state = BillEntity.State.CANCELLED;
            b.ended = now;
            b.reason = reason;
        });
        List<String> ids = bills.stream().map(b -> b.id.toString()).toList();
        journal.record(caseId, "payment.bills-cancelled", Caller.HUB, Map.of("bills", ids, "reason", reason));
    }
}
