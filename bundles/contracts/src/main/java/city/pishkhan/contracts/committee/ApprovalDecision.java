package city.pishkhan.contracts.committee;

/**
 * What the second pair of eyes says.
 *
 * @param approve {@code true} carries the act out, {@code false} refuses it for good
 */
public record ApprovalDecision(Boolean approve) {}
