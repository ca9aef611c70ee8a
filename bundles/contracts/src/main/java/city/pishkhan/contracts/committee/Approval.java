package city.pishkhan.contracts.committee;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An act that one person asks for and another carries out. */
public record Approval(
        UUID id,
        @Schema(description = "certificate-revoke, journal-key …") String act,
        Map<String, String> terms,
        String reason,
        @Schema(description = "asked, done, refused, lapsed") String state,
        String askedBy,
        Instant asked,
        @Schema(description = "lapses then unless decided") Instant expires,
        String decidedBy,
        Instant decided,
        @Schema(description = "what came of it") String result) {
    public Approval {
        terms = Map.copyOf(terms);
    }
}
