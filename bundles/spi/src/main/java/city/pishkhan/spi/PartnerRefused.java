package city.pishkhan.spi;

/** A partner understood one call and refused it. Does not count for its circuit breaker: other calls may well pass. */
public class PartnerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /**
     * @param code    the partner's published code
     * @param message what it said, without secrets or personal data
     */
    public PartnerRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
