package city.pishkhan.certificates.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** State of a certificate on a day: the stored state, or {@code expired} for a valid one whose last day of validity has passed. */
final class CertificateState {
    /**
     * SQL condition: the certificate has not expired on the day {@code :on}. Both days are ISO 8601, which sorts by time.
     */
    static final String NOT_EXPIRED = "coalesce(content ->> 'validUntil', '9999-12-31') >= :on";

    private CertificateState() {}

    /** @param validUntil last day of validity, ISO 8601, or {@code null} if the certificate does not expire */
    static String compute(String stored, @Nullable Object validUntil, LocalDate on) {
        return stored.equals("valid")
                        && validUntil != null
                        && LocalDate.parse(validUntil.toString()).isBefore(on)
                ? "expired"
                : stored;
    }
}
