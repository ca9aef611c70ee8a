package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * How certificates stand.
 *
 * @param results of each line, in the order in which they were sent
 */
public record CertificateChecks(List<Result> results) {

    /**
     * How one stands. Members but the state are absent for an unknown one.
     *
     * @param state    {@code valid}, {@code expired} (its last day of validity has passed), {@code held} (a payment was taken back),
     *                 {@code revoked} or {@code unknown}
     * @param template what it is, e.g. {@code building-permit}
     * @param number   the case number
     * @param issued   UTC, ISO 8601
     * @param digest   SHA-256 (hex) of its content: must be the one printed on the paper
     */
    public record Result(
            @OneOf({"valid", "expired", "held", "revoked", "unknown"}) String state,
            @Nullable String template,
            @Nullable String number,
            @Nullable Instant issued,
            @Nullable String digest) {}
}
