package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;

/**
 * A merchant account, as it was configured at some time.
 *
 * @param gateway     name of the gateway
 * @param terminal    its number at the bank
 * @param fingerprint of everything that decides where its money goes, 64 hex digits
 * @param terms       what may be shown of that, by name; the login at the bank as a keyed digest
 * @param here        whether the node that answers is configured with it now
 * @param state       {@code waiting}, {@code asked}, {@code approved} or {@code withdrawn}; only {@code approved} takes money
 * @param askedBy     login that asked; absent while it waits
 * @param decidedBy   login that approved what was asked; absent until then
 * @param decided     UTC, ISO 8601; absent until then
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
