package city.pishkhan.contracts.office;

/**
 * A district officer's decision.
 *
 * @param decision {@code approve}, {@code refuse} or {@code send-back}
 * @param toStage  the stage to go back to; only with {@code send-back}, and one that the procedure allows
 * @param reason   why, at most 2,000 characters; required unless approved
 */
public record Verification(String decision, String toStage, String reason) {}
