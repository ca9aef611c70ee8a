package city.pishkhan.spi;

/**
 * A partner replied, and not as its contract says: no such member, a value that is none, another inquiry's answer. The call is tried again as
 * with any {@link PartnerUnavailable}; beside it operators are told which partner has departed from what was agreed.
 */
public class ContractBroken extends PartnerUnavailable {
    private static final long serialVersionUID = 1L;

    /** @param message the partner, and what of its reply is wrong; without secrets or personal data */
    public ContractBroken(String message, Throwable cause) {
        super(message, cause);
    }

    public ContractBroken(String message) {
        super(message);
    }
}
