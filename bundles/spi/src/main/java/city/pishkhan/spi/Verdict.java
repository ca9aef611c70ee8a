package city.pishkhan.spi;

/** What an agency says. */
public enum Verdict {
    /** no objection */
    APPROVE,
    /** no objection as long as the coded conditions are met */
    APPROVE_WITH_CONDITIONS,
    /** objection: the case cannot be granted as it stands */
    REJECT,
    /** the question cannot be answered before the applicant has supplied something */
    NEED_MORE_INFORMATION,
    /** the agency asks for more time; the inquiry stays open */
    EXTEND,
    /** no judgement, only data (a look-up) */
    DATA
}
