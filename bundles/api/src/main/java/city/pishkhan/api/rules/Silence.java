package city.pishkhan.api.rules;

/** What becomes of an inquiry whose time is up. */
public enum Silence {
    /** as if approved */
    CONSENT,
    /** stays open; the agency's superiors and the operator are told */
    ESCALATE,
    /** as if rejected */
    REFUSE
}
