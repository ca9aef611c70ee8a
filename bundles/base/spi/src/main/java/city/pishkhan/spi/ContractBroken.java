package city.pishkhan.spi;

/**
 * A partner's reply violates its contract: a member is missing, a value is invalid, or the answer belongs to another inquiry. The
 * call is retried as after any {@link PartnerUnavailable}. In addition, operators see which partner violates its contract.
 */
public class ContractBroken extends PartnerUnavailable {
    private static final long serialVersionUID = 1L;

    /** @param message the partner and the error in its reply; without secrets or personal data */
    public ContractBroken(String message, Throwable cause) {
        super(message, cause);
    }

    public ContractBroken(String message) {
        super(message);
    }
}
