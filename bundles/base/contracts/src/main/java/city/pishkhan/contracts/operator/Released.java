package city.pishkhan.contracts.operator;

/**
 * Result of a resume or retry.
 *
 * @param inquiries number of inquiries that are dispatched now
 */
public record Released(int inquiries) {}
