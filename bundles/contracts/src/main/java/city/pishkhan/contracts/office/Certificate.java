package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What the case ended with.
 *
 * @param code     for {@code /verify/{code}}
 * @param number   the case number
 * @param template e.g. {@code building-permit}
 * @param content  what it certifies
 * @param state    {@code valid} or {@code revoked}
 * @param digest   SHA-256 (hex) of its content
 */
public record Certificate(
        String code,
        UUID caseId,
        String number,
        String template,
        Map<String, Object> content,
        String state,
        Instant issued,
        String digest) {}
