package city.pishkhan.proofs;

import java.time.Instant;

/**
 * What a case ended with, without what it certifies, which names people.
 *
 * @param template e.g. {@code building-permit}
 * @param number   the case's number
 * @param issued   when
 * @param state    {@code valid}, {@code held} or {@code revoked}, when the evidence file was made
 * @param digest   SHA-256 over code, template and content, as printed on it, hex
 */
public record IssuedCertificate(String template, String number, Instant issued, String state, String digest) {}
