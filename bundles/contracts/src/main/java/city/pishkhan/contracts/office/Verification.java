package city.pishkhan.contracts.office;

/**
 * A district officer's decision.
 *
 * @param decision {@code approve}, {@code refuse} or {@code send-back}
 * @param toStage  the stage to go back to; only with {@code send-back}
 * @param reason   why; required unless approved
 */
public record Verification(String decision, String toStage, String reason) {}
