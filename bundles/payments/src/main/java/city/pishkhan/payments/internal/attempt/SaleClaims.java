package city.pishkhan.payments.internal.attempt;

import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.PaymentRepository;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who claims which of the banks' references: one sale pays once. Every method needs a transaction. */
public final class SaleClaims {
    /** of a slip's reference */
    public static final int MOST_CHARACTERS = 64;

    private final PaymentRepository store;

    public SaleClaims(PaymentRepository store) {
        this.store = store;
    }

    /**
     * The attempt for which the reference of a counter was brought before; not one that the bank stood not by. Slips are entered with the zeros
     * that are printed before their reference or without them, and the banks' files know one sale by either. Nobody else brings it until
     * the transaction ends: the unique index holds apart only what is entered alike.
     */
    public Optional<AttemptEntity> brought(String gateway, String terminal, String reference) {
        String bare = reference.replaceFirst("^0+", "");
        String slip = "slip " + gateway + " " + terminal + " " + bare;
        store.tx().run(sql -> sql.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", slip));
        return store.em()
                .createQuery(
                        "select a from AttemptEntity a where a.gateway = :gateway and a.terminal = :terminal and"
                                + " a.hintReference in :references and a.bank.counter and a.state <> :failed order by a.id",
                        AttemptEntity.class)
                .setParameter("gateway", gateway)
                .setParameter("terminal", terminal)
                .setParameter("references", padded(bare))
                .setParameter("failed", AttemptState.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whatever a slip may be entered as: by whole texts the index finds what was brought. */
    private static List<String> padded(String bare) {
        return IntStream.rangeClosed(0, MOST_CHARACTERS - bare.length())
                .mapToObj(zeros -> "0".repeat(zeros) + bare)
                .toList();
    }

    /** How another attempt stands to the reference that an attempt's payer brought. */
    enum Claim {
        /** nobody else's */
        FREE,
        /** another payer brought it, and the bank has not spoken */
        OPEN,
        /** the bank verified it for another attempt, but without a word of its order: it would have done so for whoever brought it */
        UNNAMED,
        /** the bank says that it is another's */
        PROVEN
    }

    Claim claim(AttemptEntity a) {
        // at a counter there are no orders: whose bill it was for is compared elsewhere
        return store.tx().required(sql -> sql.createQuery("select case when exists (select from"
                        + " payments.settlement_line where gateway = :gateway and terminal = :terminal and reference = :reference"
                        + " and not taken_back and (:counter or order_number is not null) and attempt <> :id) then 'PROVEN' else"
                        + " coalesce((select case when state in ('VERIFYING', 'UNKNOWN') then 'OPEN' when order_named or counter"
                        + " or state = 'REVERSED' then 'PROVEN' else 'UNNAMED' end from payments.attempt where gateway = :gateway"
                        + " and terminal = :terminal and reference = :reference and id <> :id), 'FREE') end")
                .bind("gateway", a.gateway)
                .bind("terminal", a.terminal)
                .bind("reference", a.hintReference)
                .bind("counter", a.bank.counter)
                .bind("id", a.id)
                .mapTo(Claim.class)
                .one());
    }

    /** Marks the attempt that the reference has paid for: until the bank's books name the order, nobody relies on it. */
    void contest(AttemptEntity claimant) {
        store.tx().run(sql -> sql.createUpdate("update payments.attempt set contested = true where gateway = :gateway"
                        + " and terminal = :terminal and reference = :reference and id <> :id and not contested")
                .bind("gateway", claimant.gateway)
                .bind("terminal", claimant.terminal)
                .bind("reference", claimant.hintReference)
                .bind("id", claimant.id)
                .execute());
    }

    /** Has the sweep look again at whoever brought the same reference, and waited for its holder for longer than anybody is chased. */
    void wakeWaiting(AttemptEntity holder, Instant now) {
        store.tx().run(sql -> sql.createUpdate(
                        "update payments.attempt set next_at = :now where gateway = :gateway and terminal = :terminal"
                                + " and hint_reference = :reference and state = 'RETURNED' and next_at is null")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("gateway", holder.gateway)
                .bind("terminal", holder.terminal)
                .bind("reference", holder.reference)
                .execute());
    }
}
