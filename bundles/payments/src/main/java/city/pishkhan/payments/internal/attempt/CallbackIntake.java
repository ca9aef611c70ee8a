package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.security.Caller;
import city.pishkhan.payments.internal.common.PaymentQueues;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.payments.internal.store.AttemptJournal;
import city.pishkhan.payments.internal.store.AttemptState;
import city.pishkhan.payments.internal.store.PaymentRepository;
import city.pishkhan.spi.PaymentGateway.Callback;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Takes what a payer's browser brings from the bank's page. Whoever holds the session may say it; the bank alone is believed. */
public final class CallbackIntake {
    /** a wake-up that got lost is missed by then */
    private static final Duration SAFETY = Duration.ofMinutes(5);

    private final PaymentRepository store;
    private final AttemptJournal attemptJournal;
    private final Outbox outbox;
    private final Clock clock;

    public CallbackIntake(PaymentRepository store, AttemptJournal attemptJournal, Outbox outbox, Clock clock) {
        this.store = store;
        this.attemptJournal = attemptJournal;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Attempt take(String gateway, Callback hint) {
        return store.tx().required(sql -> {
            var place = store.place(gateway, hint.order()).orElseThrow(CallbackIntake::unknown);
            attemptJournal.lock(place.caseId());
            AttemptEntity a = store.attempt(place.attempt()).orElseThrow(CallbackIntake::unknown);
            if (a.state == AttemptState.CREATED) {
                throw tooEarly();
            }
            if (a.session == null || !same(a.session, hint.session())) {
                throw unknown();
            }
            if (news(a, hint)) {
                keep(a, hint, clock.instant());
                attemptJournal.tell(a, Caller.HUB);
                wake(a.id);
            }
            return AttemptJournal.shown(a);
        });
    }

    /** Whether the hint says what no earlier one said, while it can still matter. */
    private static boolean news(AttemptEntity a, Callback hint) {
        boolean sale = hint.paid() && !hint.reference().equals(a.hintReference);
        return switch (a.state) {
            case STARTED -> true;
            case RETURNED -> sale && (!a.hintPaid || a.hintReference == null);
            // closed because the payer was thought to be gone, or had cancelled and then paid after all
            case FAILED -> sale;
            default -> false;
        };
    }

    /** Writes down what a payer brought back, or would have. */
    static void keep(AttemptEntity a, Callback hint, Instant now) {
        if (!Objects.equals(a.hintReference, hint.reference())) {
            // what was asked about another sale says nothing of this one
            a.verifyCalls = 0;
            a.settleCalls = 0;
        }
        a.hintCode = hint.code();
        a.hintPaid = hint.paid();
        a.hintReference = hint.reference();
        a.hintAmount = hint.amount();
        a.maskedPan = hint.maskedPan();
        a.code = hint.code();
        a.returned = now;
        a.waits = 0;
        if (a.state != AttemptState.RETURNED) {
            a.move(AttemptState.RETURNED);
        }
        a.nextAt = a.returned.plus(SAFETY);
    }

    private void wake(UUID attempt) {
        outbox.send(PaymentQueues.PAYMENT, attempt);
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The bank's page was faster than the bank's answer to us: whose return it is nobody can tell yet. */
    private static Refusal tooEarly() {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "attempt.opening", null);
    }

    private static Refusal unknown() {
        return Refusal.notFound("attempt");
    }
}
