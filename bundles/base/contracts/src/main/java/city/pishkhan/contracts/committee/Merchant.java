package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;

/**
 * A merchant account as configured now or in the past.
 *
 * @param gateway     name of the gateway
 * @param terminal    number of the terminal at the bank
 * @param fingerprint digest of all settings that decide where its money goes, 64 hex digits
 * @param terms       settings that may be shown, by name; the login at the bank as a keyed digest
 * @param here        {@code true} if the answering node uses this configuration now
 * @param state       {@code waiting}, {@code asked}, {@code approved} or {@code withdrawn}; only an {@code approved} account receives money
 * @param askedBy     login of the requester; absent while {@code waiting}
 * @param decidedBy   login of the approver; absent before the approval
 * @param decided     time of the approval; UTC, ISO 8601; absent before
 */
public record Merchant(
        String gateway,
        String terminal,
        String fingerprint,
        Map<String, String> terms,
        boolean here,
        @OneOf({"waiting", "asked", "approved", "withdrawn"}) String state,
        @Nullable String askedBy,
        @Nullable String decidedBy,
        @Nullable Instant decided) {
    public Merchant {
        terms = Map.copyOf(terms);
    }
}
