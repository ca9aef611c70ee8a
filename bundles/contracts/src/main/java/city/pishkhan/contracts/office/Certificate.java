package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What the case ended with.
 *
 * @param code     for {@code /verify/{code}}, where anyone can check it
 * @param caseId   id of the case
 * @param number   the case number
 * @param template e.g. {@code building-permit}
 * @param content  what it certifies, by name; areas in m², money in rial
 * @param state    {@code valid}, {@code expired} (its last day of validity has passed), {@code held} (a payment was taken back; not to be
 *                 relied on now) or {@code revoked}
 * @param issued   UTC, ISO 8601
 * @param digest   SHA-256 of its content; 64 hexadecimal digits
 */
public record Certificate(
        String code,
        UUID caseId,
        String number,
        String template,
        Map<String, Object> content,
        @OneOf({"valid", "expired", "held", "revoked"}) String state,
        Instant issued,
        String digest) {}
