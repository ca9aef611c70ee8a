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

/** One trip through a gateway. Whoever changes it holds the lock of its case. */
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

    /** what the payer's browser says; without a reference the bank says it, and the browser did not come back */
    @Column(name = "hint_paid")
    public boolean hintPaid;

    @Column(name = "hint_reference")
    public String hintReference;

    @Column(name = "hint_amount")
    public Long hintAmount;

    @Column(name = "masked_pan")
    public String maskedPan;

    public String reference;

    /** rial, what the bank took where that is not what it was asked for */
    public Long received;

    @Column(name = "verify_calls")
    public int verifyCalls;

    @Column(name = "settle_calls")
    public int settleCalls;

    /** whether the bank itself said, or compared, that the sale is this order's */
    @Column(name = "order_named")
    public boolean orderNamed;

    /** whether another payer brought the reference that paid here, and the bank's books have not named the order yet */
    public boolean contested;

    /** by the bank's clock; {@code null} where it does not say */
    @Column(name = "paid_at")
    public Instant paidAt;

    /** what its next receipt is booked under; {@code null}: the attempt itself */
    public UUID booking;

    public int waits;
    public Instant created;
    public Instant returned;
    public Instant verified;
    public Instant settled;

    @Column(name = "next_at")
    public Instant nextAt;

    @Embedded
    public BankTerms bank;

    /** Whether the bank has just said that it took the money for another bill. */
    @Transient
    public boolean otherBill;

    /** Whether the bank has just said that a payer paid who did not come back. */
    @Transient
    public boolean missed;

    /** What happened to it in this transaction, for the journal. */
    @Transient
    private final List<Move> moves = new ArrayList<>();

    /** @param from {@code null} for the beginning */
    public record Move(AttemptState from, AttemptState to) {}

    /** A trip that is about to begin. */
    public static AttemptEntity at(BillEntity bill, String gateway, String terminal, long order, Instant now) {
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

    /** Keeps the hub's hands off: from now on only the bank's word that the money went back, or never came, changes anything. */
    public void hold(String why) {
        held = why;
        if (state != AttemptState.UNKNOWN) {
            move(AttemptState.UNKNOWN);
        }
    }

    /** The bank says that the payer paid, and only his browser can say by which sale. */
    public void miss() {
        missed = !hintPaid;
        hintPaid = true;
    }

    /** Whether it is paid, as far as the bank knows, and waits for its payer's browser. */
    public boolean returnLost() {
        return !state.ended() && held == null && hintPaid && hintReference == null;
    }

    /** As the bank is asked about it. */
    public Sale sale() {
        return new Sale(
                order,
                order,
                reference == null ? hintReference : reference,
                amount,
                session,
                form == null ? null : DutyJson.form(form));
    }

    /** Under which its money stands in the ledger. */
    public UUID booked() {
        return booking == null ? id : booking;
    }

    public List<Move> moves() {
        return moves;
    }
}
