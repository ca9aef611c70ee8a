package city.pishkhan.api.rules;

/** The closed set of stage kinds. */
public enum StageKind {
    PAPERS,
    LOOKUP,
    INQUIRIES,
    PAYMENT,
    VERIFICATION,
    COMMITTEE,
    INSPECTION,
    CERTIFICATE,
    DELIVERY
}
