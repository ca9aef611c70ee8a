package city.pishkhan.api.rules;

/** Consequence of an inquiry's missed deadline. */
public enum Silence {
    /** the inquiry counts as approved */
    CONSENT,
    /** the inquiry stays open; the agency's superiors and the operator are notified */
    ESCALATE,
    /** the inquiry counts as rejected */
    REFUSE
}
