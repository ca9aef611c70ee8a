package city.pishkhan.contracts.committee;

import io.swagger.v3.oas.annotations.media.Schema;

/** Asks for an act that needs four eyes. */
public record NewApproval(@Schema(description = "why, 10 to 500 characters") String reason) {}
