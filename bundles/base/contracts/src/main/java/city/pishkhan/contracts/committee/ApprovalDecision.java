package city.pishkhan.contracts.committee;

/**
 * Decision of the second person.
 *
 * @param approve {@code true} carries out the act; {@code false} refuses it permanently
 */
public record ApprovalDecision(Boolean approve) {}
