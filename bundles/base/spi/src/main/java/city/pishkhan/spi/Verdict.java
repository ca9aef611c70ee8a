package city.pishkhan.spi;

/** An agency's decision in an answer. */
public enum Verdict {
    /** the agency has no objection */
    APPROVE,
    /** the agency has no objection as long as the coded conditions are met */
    APPROVE_WITH_CONDITIONS,
    /** the agency objects: the case cannot be granted in its present form */
    REJECT,
    /** the applicant must supply something before the agency can answer */
    NEED_MORE_INFORMATION,
    /** the agency requests more time; the inquiry stays open */
    EXTEND,
    /** the answer contains only data (a lookup), no judgement */
    DATA
}
