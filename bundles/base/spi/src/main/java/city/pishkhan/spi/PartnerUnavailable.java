package city.pishkhan.spi;

import org.jspecify.annotations.Nullable;

/**
 * A partner was not reached, timed out, failed, or sent an invalid reply. Counts as a failure for the partner's circuit breaker;
 * the call is retried.
 */
public class PartnerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message the error, without secrets or personal data */
    public PartnerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public PartnerUnavailable(@Nullable String message) {
        super(message);
    }
}
