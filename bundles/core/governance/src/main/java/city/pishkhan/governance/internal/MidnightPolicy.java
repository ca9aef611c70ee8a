package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Permits changes of rules at midnight in Tehran only, so that all cases opened on a day have the same rules. A signature is also
 * refused if its transaction might end after midnight.
 */
final class MidnightPolicy {
    /** safety margin before midnight; longer than any transaction that signs a decision */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private MidnightPolicy() {}

    /** @throws Refusal {@code INVALID} with code {@code rules.midnight} if the rules would come into force on the day of the draft */
    static void checkDraft(LocalDate effective, LocalDate today) {
        if (!effective.isAfter(today)) {
            throw Refusal.invalid("rules.midnight", "effective", today.plusDays(1));
        }
    }

    /** @throws Refusal {@code CONFLICT} with code {@code rules.midnight} if cases may be opened under other rules on the same day */
    static void checkSignature(Instant inForce, Instant now) {
        if (inForce.isBefore(now.plus(MARGIN))) {
            throw Refusal.conflict("rules.midnight/check-signature");
        }
    }
}
