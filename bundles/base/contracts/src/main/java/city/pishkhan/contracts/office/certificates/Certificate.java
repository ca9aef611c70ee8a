package city.pishkhan.contracts.office.certificates;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The certificate issued at the end of a case.
 *
 * @param code     code for {@code /verify/{code}}, where anybody can check it
 * @param caseId   id of the case
 * @param number   the case number
 * @param template e.g. {@code building-permit}
 * @param content  certified facts, by name; areas in m², money in rial
 * @param state    {@code valid}, {@code expired} (its last day of validity has passed), {@code held}
 *                 (a payment was reversed; do not rely on it now) or {@code revoked}
 * @param issued   time of issue; UTC, ISO 8601
 * @param digest   SHA-256 of the content; 64 hexadecimal digits
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
