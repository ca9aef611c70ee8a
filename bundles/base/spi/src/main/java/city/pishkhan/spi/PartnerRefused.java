package city.pishkhan.spi;

/**
 * A partner understood one call and refused it. Does not count as a failure for the partner's circuit breaker, because other
 * calls may succeed.
 */
public class PartnerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /**
     * @param code    the partner's published code
     * @param message the partner's message, without secrets or personal data
     */
    public PartnerRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The partner's published code of the refusal. */
    public String code() {
        return code;
    }
}
