package city.pishkhan.api.rules;

/** Consequence of an inquiry's missed deadline. */
public enum Silence {
    /** counts as approved */
    CONSENT,
    /** stays open; the agency's superiors and the operator are notified */
    ESCALATE,
    /** counts as rejected */
    REFUSE
}
