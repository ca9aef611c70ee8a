package city.pishkhan.contracts;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Error answer of a door: RFC 9457, {@code application/problem+json}.
 *
 * @param type      URI of the kind of problem, {@code urn:pishkhan:problem:<code>}
 * @param title     kind of mistake, in the caller's language
 * @param status    HTTP status
 * @param detail    description of the mistake and of the correct form, in the caller's language (Accept-Language: en or fa)
 * @param instance  {@code urn:pishkhan:request:<X-Request-Id>}; the log contains the same id
 * @param code      published, stable code of the violated rule, e.g. {@code national-id.check-digit}
 * @param field     wrong field as the caller named it, e.g. {@code applicants[0].nationalId}; absent if no single field is wrong
 * @param messageEn the detail in English, regardless of Accept-Language
 * @param messageFa the detail in Persian
 * @param errors    all faults, if the hub checks several at once, e.g. the limits of a request; absent otherwise
 * @param retryable {@code true} if the caller may send the same call again after Retry-After; absent if waiting does not help
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
     * One of several faults.
     *
     * @param code      code of the violated rule, e.g. {@code national-id.check-digit}, or rule of a decision table, e.g.
     *                  {@code building-permit-check/check-1}
     * @param field     wrong field as the caller named it; absent if no single field is wrong
     * @param value     value that exceeds the limit; absent if no limit is exceeded
     * @param limit     permitted value; absent if no limit is exceeded
     * @param messageEn description of the mistake and of the correct form, in English
     * @param messageFa the same text in Persian
     */
    public record Fault(
            String code,
            @Nullable String field,
            @Nullable String value,
            @Nullable String limit,
            String messageEn,
            String messageFa) {}
}
