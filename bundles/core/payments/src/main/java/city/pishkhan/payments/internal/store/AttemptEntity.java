package city.pishkhan.payments.internal.store;

import city.pishkhan.identifiers.Ids;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.spi.PaymentGateway.Sale;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** One payment attempt at a gateway. Changes need the lock of its case. */
@Entity
@Table(name = "attempt")
@DynamicUpdate
public class AttemptEntity {
    @Id
    public UUID id;

    public UUID bill;

    @Column(name = "case_id")
    public UUID caseId;

    public String gateway;
    public String terminal;

    @Column(name = "order_number")
    public long order;

    public long amount;

    @Enumerated(EnumType.STRING)
    public AttemptState state;

    public String code;
    public String held;
    public String session;
    public String page;

    @ColumnTransformer(write = "?::jsonb")
    public String form;

    @Column(name = "hint_code")
    public String hintCode;

    /**
     * {@code true} if a payment was reported: by the payer's browser, or by the bank if the browser did not return. In
     * the second case {@code hintReference} is {@code null}.
     */
    @Column(name = "hint_paid")
    public boolean hintPaid;

    @Column(name = "hint_reference")
    public String hintReference;

    @Column(name = "hint_amount")
    public Long hintAmount;

    @Column(name = "masked_pan")
    public String maskedPan;

    public String reference;

    /** amount in rial that the bank received, if it differs from the requested amount; otherwise {@code null} */
    public Long received;

    @Column(name = "verify_calls")
    public int verifyCalls;

    @Column(name = "settle_calls")
    public int settleCalls;

    /** {@code true} if the bank named the order number of the sale, or compared the number in our call with its own */
    @Column(name = "order_named")
    public boolean orderNamed;

    /**
     * another payer brought the same reference, and the bank's settlement file has not named the sale's order number
     * yet
     */
    public boolean contested;

    /** time of the payment by the bank's clock; {@code null} if unknown */
    @Column(name = "paid_at")
    public Instant paidAt;

    /** id of the ledger entry for the attempt's next receipt; {@code null} to use the attempt's id */
    public UUID booking;

    @Column(name = "failed_checks")
    public int failedChecks;

    public Instant created;
    public Instant returned;
    public Instant verified;
    public Instant settled;

    @Column(name = "next_at")
    public Instant nextAt;

    @Embedded
    public BankTerms bank;

    /** The bank has just reported that the money was paid for another bill. */
    @Transient
    public boolean paidForOtherBill;

    /** The bank has just reported that this attempt is paid, although its payer did not return. */
    @Transient
    public boolean returnMissed;

    /** State changes of this transaction, for the journal. */
    @Transient
    private final List<Move> moves = new ArrayList<>();

    /** @param from {@code null} for a new attempt */
    public record Move(AttemptState from, AttemptState to) {}

    /** Creates an attempt without a state; the caller then calls {@link #begin} or sets the state. */
    public static AttemptEntity create(BillEntity bill, String gateway, String terminal, long order, Instant now) {
        AttemptEntity a = new AttemptEntity();
        a.id = Ids.next();
        a.bill = bill.id;
        a.caseId = bill.caseId;
        a.amount = bill.amount;
        a.gateway = gateway;
        a.terminal = terminal;
        a.order = order;
        a.created = now;
        return a;
    }

    public void begin() {
        state = AttemptState.CREATED;
        moves.add(new Move(null, state));
    }

    public void move(AttemptState to) {
        moves.add(new Move(state, state.to(to)));
        state = to;
    }

    /** Puts the attempt on hold. From then on it changes only if the bank confirms that the money was returned or never paid. */
    public void putOnHold(String why) {
        held = why;
        if (state != AttemptState.UNKNOWN) {
            move(AttemptState.UNKNOWN);
        }
    }

    /** Records that the bank reports a payment whose reference only the payer's browser knows. */
    public void recordLostReturn() {
        returnMissed = !hintPaid;
        hintPaid = true;
    }

    /** Returns {@code true} if the bank reports the attempt as paid, and the payer's browser has not returned. */
    public boolean isReturnLost() {
        return !state.isEnded() && held == null && hintPaid && hintReference == null;
    }

    /** Returns the data by which calls to the bank identify the sale of this attempt. */
    public Sale sale() {
        return new Sale(
                order,
                order,
                reference == null ? hintReference : reference,
                amount,
                session,
                form == null ? null : DutyJson.form(form));
    }

    /** Returns the amount that the bank received, in rial. */
    public long receivedAmount() {
        return received == null ? amount : received;
    }

    /** Returns the id under which the attempt's money is booked in the ledger. */
    public UUID ledgerSubjectId() {
        return booking == null ? id : booking;
    }

    public List<Move> moves() {
        return moves;
    }
}
