package city.pishkhan.payments.internal.store;

import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.payments.internal.ledger.DoubleEntryLedger.Facets;
import city.pishkhan.payments.internal.treasury.RefundRepository.CaseReference;
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
import org.jspecify.annotations.Nullable;

/** One bill. Changes need the lock of its case. */
@Entity
@Table(name = "bill")
@DynamicUpdate
public class BillEntity {
    /** reason of a bill that was cancelled because its duties changed: another bill replaces it, or nothing is due */
    public static final String REPLACED = "duties-changed";

    @Id
    public UUID id;

    @Column(name = "case_id")
    public UUID caseId;

    @Column(name = "case_number")
    public String caseNumber;

    /** {@code null} on bills that were created before this column existed */
    public String service;

    public int district;

    /**
     * office that handled the case when it was billed, or, once the bill is paid, at the time of payment; {@code null}
     * on bills that were created before this column existed
     */
    public String office;

    /** the office's share of the fixed fee in percent; {@code null} on bills that were created before fees existed */
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
    public @Nullable Instant ended;
    /**
     * time at which the paid bill became due again, because its payment was withdrawn; {@code null} unless it is due
     * again
     */
    public @Nullable Instant reopened;

    /**
     * Code of the reason for the cancellation; {@code null} if the bill is not cancelled or was created before this
     * column existed.
     */
    public String reason;

    /** States of a bill. A paid bill is open again if its payment is withdrawn and the case still owes its amount. */
    public enum State {
        OPEN,
        PAID,
        CANCELLED
    }

    /**
     * Returns {@code true} if a sale with these IDs pays this bill.
     *
     * @param paid bill ID and payment ID reported by a bank, as {@code bill/payment}, or {@code null} if unknown
     */
    public boolean isPaidBy(@Nullable String paid) {
        return paid == null || paid.equals(billId + "/" + paymentId);
    }

    /** Returns {@code true} if the bill was cancelled because the facts of the case changed. */
    public boolean isReplaced() {
        return state == State.CANCELLED && REPLACED.equals(reason);
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /**
     * Returns the attributes by which reports group the money of this bill.
     *
     * @param gateway gateway of the payment
     */
    public Facets facets(String gateway) {
        return new Facets(gateway, service, district, office);
    }

    /** Returns the office that handles the bill's case, as the creditor of office shares. */
    public Creditor creditor() {
        return new Creditor(caseId, caseNumber, service, office, district);
    }

    /** Returns the case data for a refund of the bill's money. */
    public CaseReference caseReference() {
        return new CaseReference(caseId, caseNumber, stage, service, district, office);
    }
}
