package city.pishkhan.spi;

/** A partner was not reached, timed out, failed, or answered rubbish. Counts for its circuit breaker; the call is tried again. */
public class PartnerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what went wrong, without secrets or personal data */
    public PartnerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public PartnerUnavailable(String message) {
        super(message);
    }
}
