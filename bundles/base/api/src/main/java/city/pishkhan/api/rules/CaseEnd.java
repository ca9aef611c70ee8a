package city.pishkhan.api.rules;

import java.util.Locale;

/** End of a case without a valid certificate; determines the refund, see {@link RefundShares}. */
public enum CaseEnd {
    /** the case was refused by a person, an agency or a table of the rules */
    REFUSED,
    /** a deadline passed that counts as a refusal by the rules */
    LAPSED,
    /** the applicant withdrew the case */
    WITHDRAWN,
    /** the issued certificate was revoked */
    REVOKED;

    /** Lower-case code, as in rules and refunds. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
