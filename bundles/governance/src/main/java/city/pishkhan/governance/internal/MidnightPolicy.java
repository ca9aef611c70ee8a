package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Rules change at midnight in Tehran only: all cases that open on a day, wherever, open under the same. A signature so short before
 * midnight that its transaction might end after it is refused too.
 */
final class MidnightPolicy {
    /** longer than any transaction that signs */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private MidnightPolicy() {}

    /** @throws Refusal INVALID {@code rules.midnight} if it would have to come in force on the day of its draft */
    static void checkDraft(LocalDate effective, LocalDate today) {
        if (!effective.isAfter(today)) {
            throw Refusal.invalid("rules.midnight", "effective", today.plusDays(1));
        }
    }

    /** @throws Refusal CONFLICT {@code rules.midnight} if cases may have opened, or may open, on its day under other rules */
    static void checkSignature(Instant inForce, Instant now) {
        if (inForce.isBefore(now.plus(MARGIN))) {
            throw Refusal.conflict("rules.midnight/check-signature");
        }
    }
}
