package city.pishkhan.proofs;

import java.time.Instant;

/**
 * The certificate of a case, without its content, which names people.
 *
 * @param template e.g. {@code building-permit}
 * @param number the case's number
 * @param issued time of issue
 * @param state {@code valid}, {@code held} or {@code revoked}, when the evidence file was created
 * @param digest SHA-256 over code, template and content, as printed on the certificate, as hexadecimal digits
 */
public record IssuedCertificate(String template, String number, Instant issued, String state, String digest) {}
