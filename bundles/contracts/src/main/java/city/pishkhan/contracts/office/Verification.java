package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A district officer's decision.
 *
 * @param decision {@code approve}, {@code refuse} or {@code send-back}
 * @param toStage  the stage to go back to; only with {@code send-back}, and one that the procedure allows
 * @param reason   why, at most 2,000 characters; required unless approved
 */
public record Verification(
        @OneOf({"approve", "refuse", "send-back"}) String decision,
        @Nullable String toStage,
        @Nullable String reason) {}
