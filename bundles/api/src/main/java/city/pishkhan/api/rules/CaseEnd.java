package city.pishkhan.api.rules;

import java.util.Locale;

/** How a case comes to nothing, which decides what of the money goes back: see {@link RefundShares}. */
public enum CaseEnd {
    /** people, an agency or a table of the rules say no */
    REFUSED,
    /** a time ran out that the rules let count as a no */
    LAPSED,
    /** the applicant gave it up */
    WITHDRAWN,
    /** what was issued is made worthless */
    REVOKED;

    /** In lower case, as rules and refunds name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
