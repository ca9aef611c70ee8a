package city.pishkhan.api.rules;

/**
 * The closed set of stage kinds. Each has a {@code StageHandler} in {@code bundles/core/cases} (package {@code
 * cases.internal.engine}), registered in {@code CaseEngine}.
 */
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
