package city.pishkhan.contracts.committee;

import io.swagger.v3.oas.annotations.media.Schema;

/** What the second pair of eyes says. */
public record ApprovalDecision(
        @Schema(description = "true carries the act out, false refuses it for good") Boolean approve) {}
