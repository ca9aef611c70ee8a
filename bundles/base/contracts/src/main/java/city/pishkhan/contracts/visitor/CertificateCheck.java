package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;

/**
 * Public state of a certificate, by its code.
 *
 * @param code      the requested code
 * @param state     {@code valid}, {@code expired} (its last day of validity has passed), {@code held}
 *                  (a payment was reversed; do not rely on it now) or {@code revoked}
 * @param template  kind of certificate, e.g. {@code building-permit}
 * @param number    the case number
 * @param issued    time of issue; UTC, ISO 8601
 * @param digest    SHA-256 (hex) of the content, as printed on the certificate
 * @param checked   time of this check; UTC, ISO 8601
 * @param signature Base64 signature, SHA-256 with the key of {@code /verify/signer}, over {@code pishkhan-certificate-1 <state> <digest>
 *                  <checked>}
 */
public record CertificateCheck(
        String code,
        @OneOf({"valid", "expired", "held", "revoked"}) String state,
        String template,
        String number,
        Instant issued,
        String digest,
        Instant checked,
        String signature) {}
