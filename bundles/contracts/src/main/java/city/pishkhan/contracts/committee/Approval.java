package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An act that one person asks for and another carries out.
 *
 * @param id        for paths
 * @param act       {@code certificate-revoke}, {@code person-erase}, {@code journal-key}, {@code merchant-account} …
 * @param terms     what exactly, by name
 * @param reason    of who asked
 * @param state     {@code asked}, {@code done}, {@code refused} or {@code lapsed}
 * @param askedBy   login that asked
 * @param asked     UTC, ISO 8601
 * @param expires   UTC, ISO 8601; lapses then unless decided
 * @param decidedBy login that decided; absent until then
 * @param decided   UTC, ISO 8601; absent until then
 * @param result    what came of it; absent unless done
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
