package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;

/**
 * What anyone who holds a certificate's code may learn.
 *
 * @param code      the code asked for
 * @param state    {@code valid}, {@code expired} (its last day of validity has passed), {@code held} (a payment was taken back; not to be
 *                 relied on now) or {@code revoked}
 * @param template what it is, e.g. {@code building-permit}
 * @param number   the case number
 * @param issued   when
 * @param digest   SHA-256 (hex) of its content, printed on the certificate
 * @param checked   when this was said
 * @param signature with SHA-256 by the key of {@code /verify/signer}, Base64, over {@code pishkhan-certificate-1 <state> <digest> <checked>}
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
