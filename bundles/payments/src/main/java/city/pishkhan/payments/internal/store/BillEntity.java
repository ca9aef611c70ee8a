package city.pishkhan.payments.internal.store;

import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.treasury.RefundRepository.Matter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** One bill. Whoever changes it holds the lock of its case. */
@Entity
@Table(name = "bill")
@DynamicUpdate
public class BillEntity {
    /** why a bill is cancelled in whose place another one comes, or nothing is owed any more */
    public static final String REPLACED = "duties-changed";

    @Id
    public UUID id;

    @Column(name = "case_id")
    public UUID caseId;

    @Column(name = "case_number")
    public String caseNumber;

    /** {@code null} on bills of before services were recorded */
    public String service;

    public int district;

    /** that handled the case when it was billed, or once it is paid, when it was paid; {@code null} on bills of before offices were recorded */
    public String office;

    /** percent of the fixed fee that is the office's; {@code null} on bills of before there were fees */
    @Column(name = "office_share")
    public Integer officeShare;

    public String stage;

    @Column(name = "bill_id")
    public String billId;

    @Column(name = "payment_id")
    public String paymentId;

    public long amount;

    @Enumerated(EnumType.STRING)
    public State state;

    @ColumnTransformer(write = "?::jsonb")
    public String duties;

    public Instant created;
    public Instant ended;
    /** since when it is to be paid again; {@code null} while it is not */
    public Instant reopened;

    /** Code, why it is cancelled; {@code null} unless it is, and on bills of before reasons were recorded. */
    public String reason;

    /** Open until the one or the other. */
    public enum State {
        OPEN,
        PAID,
        CANCELLED
    }

    /** @param paid bill ID and payment ID as a bank says, or {@code null} */
    public boolean stands(String paid) {
        return paid == null || paid.equals(billId + "/" + paymentId);
    }

    /** Whether it is cancelled because facts changed. */
    public boolean replaced() {
        return state == State.CANCELLED && REPLACED.equals(reason);
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** What reports count its money by. @param gateway where it is paid */
    public Facets facets(String gateway) {
        return new Facets(gateway, service, district, office);
    }

    /** The office that works for it. */
    public Creditor creditor() {
        return new Creditor(caseId, caseNumber, service, office, district);
    }

    /** What a refund of its money is about. */
    public Matter matter() {
        return new Matter(caseId, caseNumber, stage, service, district, office);
    }
}
