package city.pishkhan.contracts.office.cases;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A district officer's decision.
 *
 * @param decision {@code approve}, {@code refuse} or {@code send-back}
 * @param toStage  stage to which the case is sent back; only with {@code send-back}, and only a stage that the procedure permits
 * @param reason   reason, up to 2,000 characters; required unless approved
 */
public record Verification(
        @OneOf({"approve", "refuse", "send-back"}) String decision,
        @Nullable String toStage,
        @Nullable String reason) {}
