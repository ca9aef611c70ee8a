package city.pishkhan.payments.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Who claims which of the banks' references: one sale pays once. Every method needs a transaction. */
final class References {
    private final PaymentStore store;

    References(PaymentStore store) {
        this.store = store;
    }

    /** The attempt for which the reference of a counter was brought before; not one that the bank stood not by. */
    Optional<AttemptRow> brought(String gateway, String terminal, String reference) {
        return store.em()
                .createQuery(
                        "select a from AttemptRow a where a.gateway = :gateway and a.terminal = :terminal"
                                + " and a.hintReference = :reference and a.bank.counter and a.state <> :failed order by a.id",
                        AttemptRow.class)
                .setParameter("gateway", gateway)
                .setParameter("terminal", terminal)
                .setParameter("reference", reference)
                .setParameter("failed", AttemptState.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whether the bank stood by the reference that the attempt's payer brought in another one, or lists it as another's. */
    boolean proven(AttemptRow a) {
        return store.tx()
                .required(sql -> sql.createQuery("select exists (select from payments.attempt where gateway = :gateway"
                                + " and terminal = :terminal and reference = :reference and state not in ('VERIFYING', 'UNKNOWN'))"
                                + " or exists (select from payments.settlement_line where gateway = :gateway"
                                + " and terminal = :terminal and reference = :reference and attempt <> :id)")
                        .bind("gateway", a.gateway)
                        .bind("terminal", a.terminal)
                        .bind("reference", a.hintReference)
                        .bind("id", a.id)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Has the sweep look again at whoever brought the same reference, and waited for its holder for longer than anybody is chased. */
    void wakeWaiting(AttemptRow holder, Instant now) {
        store.tx().run(sql -> sql.createUpdate(
                        "update payments.attempt set next_at = :now where gateway = :gateway"
                                + " and terminal = :terminal and hint_reference = :reference and state = 'RETURNED' and next_at is null")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("gateway", holder.gateway)
                .bind("terminal", holder.terminal)
                .bind("reference", holder.reference)
                .execute());
    }
}
