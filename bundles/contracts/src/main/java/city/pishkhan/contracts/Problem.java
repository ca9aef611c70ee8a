package city.pishkhan.contracts;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a door answers to a call that it does not carry out: RFC 9457, {@code application/problem+json}.
 *
 * @param type      URI of the kind of problem, {@code urn:pishkhan:problem:<code>}
 * @param title     the kind of mistake, in the caller's language
 * @param status    HTTP status
 * @param detail    what is wrong and what would be right, in the caller's language (Accept-Language: en or fa)
 * @param instance  {@code urn:pishkhan:request:<X-Request-Id>}; the log holds the same id
 * @param code      the rule that was broken, stable and published, e.g. {@code national-id.check-digit}
 * @param field     the field at fault as the caller named it, e.g. {@code applicants[0].nationalId}; absent if none is
 * @param messageEn the detail in English, whatever the language asked for
 * @param messageFa the same in Persian
 * @param errors    all faults, where they are looked for together, as of the limits of a request; absent otherwise
 * @param retryable true if the same call may be sent again, after Retry-After; absent if it is not time that mends it
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable String field,
        String messageEn,
        String messageFa,
        @Nullable List<Fault> errors,
        @Nullable Boolean retryable) {

    public Problem withStatus(int other) {
        return new Problem(type, title, other, detail, instance, code, field, messageEn, messageFa, errors, retryable);
    }

    /**
     * One fault among several.
     *
     * @param code      the rule that was broken, e.g. {@code national-id.check-digit}, or that of a decision table, e.g.
     *                  {@code building-permit-check/check-1}
     * @param field     the field at fault as the caller named it; absent if none is
     * @param value     what was sent, where a limit is broken; absent otherwise
     * @param limit     what is allowed, where a limit is broken; absent otherwise
     * @param messageEn what is wrong and what would be right, in English
     * @param messageFa the same in Persian
     */
    public record Fault(
            String code,
            @Nullable String field,
            @Nullable String value,
            @Nullable String limit,
            String messageEn,
            String messageFa) {}
}
