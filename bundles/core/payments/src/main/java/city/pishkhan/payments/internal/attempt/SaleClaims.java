package city.pishkhan.payments.internal.attempt;

import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.PaymentRepository;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Claims of attempts to bank references. A reference identifies a sale, and a sale pays for one attempt only. Every
 * method needs a transaction.
 */
public final class SaleClaims {
    /** maximum length of a slip's reference */
    public static final int MOST_CHARACTERS = 64;

    private final PaymentRepository store;

    public SaleClaims(PaymentRepository store) {
        this.store = store;
    }

    /**
     * Returns the counter attempt that was opened with this slip's reference; attempts that failed are ignored. Leading
     * zeros are ignored, because slips are entered with or without the zeros printed on them, and banks' files also
     * write references in both ways. An advisory lock keeps concurrent calls for the same reference waiting until the
     * transaction ends, because the unique index only finds identical spellings.
     */
    public Optional<AttemptEntity> findCounterAttempt(String gateway, String terminal, String reference) {
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
                .setParameter("references", paddedReferences(bare))
                .setParameter("failed", AttemptState.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Returns all spellings of a reference, so that the query can use the index. */
    private static List<String> paddedReferences(String bare) {
        return IntStream.rangeClosed(0, MOST_CHARACTERS - bare.length())
                .mapToObj(zeros -> "0".repeat(zeros) + bare)
                .toList();
    }

    /** The state of another attempt's claim to the reference that a payer brought. */
    enum Claim {
        /** no other attempt has the reference */
        FREE,
        /** another attempt has the reference, and the bank has not confirmed it yet */
        OPEN,
        /**
         * the bank verified the sale for another attempt without naming the order; it would have verified the sale for
         * any attempt
         */
        UNNAMED,
        /** the bank or its settlement file assigns the sale to another attempt */
        PROVEN
    }

    Claim claimState(AttemptEntity a) {
        // a sale at a counter has no order number, so a settlement line without an order number also proves the claim
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

    /**
     * Marks the attempt that was paid by the reference as contested. It is treated as pending until the bank's settlement file
     * names the order.
     */
    void markContested(AttemptEntity claimant) {
        store.tx().run(sql -> sql.createUpdate("update payments.attempt set contested = true where gateway = :gateway"
                        + " and terminal = :terminal and reference = :reference and id <> :id and not contested")
                .bind("gateway", claimant.gateway)
                .bind("terminal", claimant.terminal)
                .bind("reference", claimant.hintReference)
                .bind("id", claimant.id)
                .execute());
    }

    /**
     * Makes attempts due that claim the same reference as {@code holder} and have waited beyond the time in which
     * attempts are retried.
     */
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
