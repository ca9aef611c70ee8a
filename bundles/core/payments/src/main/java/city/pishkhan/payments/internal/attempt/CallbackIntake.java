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
import org.jspecify.annotations.Nullable;

/**
 * Records the form that a payer's browser brings from the bank's page. Anyone who has the session can send it, so it is only a
 * hint: the payment is confirmed by the bank alone.
 */
public final class CallbackIntake {
    /** pause after which the sweep retries if the wake-up is lost */
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

    public Attempt accept(String gateway, Callback hint) {
        return store.tx().required(sql -> {
            var place = store.findReference(gateway, hint.order()).orElseThrow(CallbackIntake::unknown);
            attemptJournal.lock(place.caseId());
            AttemptEntity a = store.attempt(place.attempt()).orElseThrow(CallbackIntake::unknown);
            if (a.state == AttemptState.CREATED) {
                throw tooEarly();
            }
            if (a.session == null || !isSame(a.session, hint.session())) {
                throw unknown();
            }
            if (hasNews(a, hint)) {
                record(a, hint, clock.instant());
                attemptJournal.record(a, Caller.HUB);
                wake(a.id);
            }
            return AttemptJournal.toView(a);
        });
    }

    /** Returns {@code true} if the hint contains news that still matters to the attempt. */
    private static boolean hasNews(AttemptEntity a, Callback hint) {
        boolean sale =
                hint.paid() && hint.reference() != null && !hint.reference().equals(a.hintReference);
        return switch (a.state) {
            case STARTED -> true;
            case RETURNED -> sale && (!a.hintPaid || a.hintReference == null);
            // the attempt was closed because the payer did not return or had cancelled, and the payer has paid after
            // all
            case FAILED -> sale;
            default -> false;
        };
    }

    /** Records the content of a callback, whether the payer's browser brought it or the bank returned it on request. */
    static void record(AttemptEntity a, Callback hint, Instant now) {
        if (!Objects.equals(a.hintReference, hint.reference())) {
            // earlier calls were about another sale
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
        a.failedChecks = 0;
        if (a.state != AttemptState.RETURNED) {
            a.move(AttemptState.RETURNED);
        }
        a.nextAt = a.returned.plus(SAFETY);
    }

    private void wake(UUID attempt) {
        outbox.send(PaymentQueues.PAYMENT, attempt);
    }

    /** @param other {@code null} if the bank's answer has no session */
    static boolean isSame(String one, @Nullable String other) {
        return other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The payer returned before the bank's answer with the session was recorded, so the callback cannot be matched yet. */
    private static Refusal tooEarly() {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "attempt.opening", null);
    }

    private static Refusal unknown() {
        return Refusal.notFound("attempt");
    }
}
