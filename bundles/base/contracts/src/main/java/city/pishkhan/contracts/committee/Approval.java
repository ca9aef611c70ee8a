package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An act that one person requests and another person approves.
 *
 * @param id        id, used in paths
 * @param act       {@code certificate-revoke}, {@code person-erase}, {@code journal-key}, {@code merchant-account} …
 * @param terms     terms of the act, by name
 * @param reason    reason given by the requester
 * @param state     {@code asked}, {@code done}, {@code refused} or {@code lapsed}
 * @param askedBy   login of the requester
 * @param asked     time of the request; UTC, ISO 8601
 * @param expires   time at which the request lapses unless it is decided; UTC, ISO 8601
 * @param decidedBy login of the decider; absent until decided
 * @param decided   time of the decision; UTC, ISO 8601; absent until decided
 * @param result    result of the act; absent unless done
 */
public record Approval(
        UUID id,
        String act,
        Map<String, String> terms,
        String reason,
        @OneOf({"asked", "done", "refused", "lapsed"}) String state,
        String askedBy,
        Instant asked,
        Instant expires,
        @Nullable String decidedBy,
        @Nullable Instant decided,
        @Nullable String result) {
    public Approval {
        terms = Map.copyOf(terms);
    }
}
