package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * States of the checked certificates.
 *
 * @param results one result per line, in the order of the request
 */
public record CertificateChecks(List<Result> results) {

    /**
     * State of one certificate. For an unknown certificate only the state is present.
     *
     * @param state    {@code valid}, {@code expired} (its last day of validity has passed), {@code held}
     *                 (a payment was reversed), {@code revoked} or {@code unknown}
     * @param template kind of certificate, e.g. {@code building-permit}
     * @param number   the case number
     * @param issued   time of issue; UTC, ISO 8601
     * @param digest   SHA-256 (hex) of the certificate's content; must equal the digest printed on the paper
     */
    public record Result(
            @OneOf({"valid", "expired", "held", "revoked", "unknown"}) String state,
            @Nullable String template,
            @Nullable String number,
            @Nullable Instant issued,
            @Nullable String digest) {}
}
