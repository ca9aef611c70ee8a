package city.pishkhan.api;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A caller's mistake, said so that the caller can mend it. Doors turn it into an RFC 9457 problem or a SOAP fault; nothing else of an
 * exception ever leaves the hub.
 */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of mistake; fixes the HTTP status and the SOAP fault code. */
    public enum Kind {
        /** cannot be read at all */
        MALFORMED(400),
        /** no valid login */
        UNAUTHENTICATED(401),
        /** the login does not allow it */
        FORBIDDEN(403),
        /** no such thing, or none that this caller may know of */
        NOT_FOUND(404),
        /** sent too slowly */
        SLOW(408),
        /** the thing is not in a state that allows it */
        CONFLICT(409),
        /** existed, but its time is over */
        GONE(410),
        /** somebody else changed it since the caller read it */
        STALE(412),
        /** larger than allowed */
        TOO_LARGE(413),
        /** content of a type that is not taken */
        UNSUPPORTED(415),
        /** understood, but a value breaks a rule */
        INVALID(422),
        /** If-Match or Idempotency-Key is missing */
        PRECONDITION_REQUIRED(428),
        /** too often */
        TOO_MANY(429, 60),
        /** a system behind the hub does not answer now; the same call may be sent again */
        UNAVAILABLE(503, 5);

        private final int status;
        private final int retrySeconds;

        Kind(int status) {
            this(status, 0);
        }

        Kind(int status, int retrySeconds) {
            this.status = status;
            this.retrySeconds = retrySeconds;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }

        /** Seconds to wait before the same call is sent again; empty if it is not time that mends it. */
        public OptionalInt retrySeconds() {
            return retrySeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retrySeconds);
        }
    }

    /**
     * One limit that what was sent breaks.
     *
     * @param rule    what sets the limit, stable and published, e.g. {@code request.floors}, or the decision table and its rule,
     *                {@code building-permit-check/check-1}
     * @param field   the field at fault as the caller named it, e.g. {@code request.floors}, or {@code null} if it came from elsewhere
     * @param value   what was sent, or {@code null}
     * @param limit   what is allowed, or {@code null}
     * @param english what is wrong and what would be right, in English
     * @param persian the same in Persian
     */
    public record Violation(String rule, String field, String value, String limit, String english, String persian)
            implements Serializable {}

    private final Kind kind;
    private final int retrySeconds;
    private final String code;
    private final String field;
    private final String persian;
    private final List<Violation> violations;

    /**
     * @param kind    what kind of mistake
     * @param code    the rule that was broken, stable and published, e.g. {@code national-id.check-digit} or {@code case.not-open}
     * @param field   the field at fault as the caller named it, or {@code null}
     * @param english what is wrong and what would be right, in English; personal values masked
     * @param persian the same in Persian
     */
    public Refusal(Kind kind, String code, String field, String english, String persian) {
        this(kind, code, field, english, persian, kind.retrySeconds);
    }

    private Refusal(Kind kind, String code, String field, String english, String persian, int retrySeconds) {
        this(kind, code, field, english, persian, retrySeconds, List.of());
    }

    private Refusal(
            Kind kind,
            String code,
            String field,
            String english,
            String persian,
            int retrySeconds,
            List<Violation> violations) {
        super(english);
        this.kind = kind;
        this.retrySeconds = retrySeconds;
        this.code = code;
        this.field = field;
        this.persian = persian;
        this.violations = List.copyOf(violations);
    }

    /**
     * Several limits at once, so that the caller mends all of them in one go.
     *
     * @param code       of the whole
     * @param violations at least one; the first names the field
     */
    public static Refusal violated(String code, List<Violation> violations) {
        return new Refusal(
                Kind.INVALID,
                code,
                violations.get(0).field(),
                joined(violations, Violation::english),
                joined(violations, Violation::persian),
                Kind.INVALID.retrySeconds,
                violations);
    }

    /** The same under the names that a door has for the fields. */
    public Refusal renamed(UnaryOperator<String> names) {
        List<Violation> named = violations.stream()
                .map(v -> new Violation(
                        v.rule(),
                        v.field() == null ? null : names.apply(v.field()),
                        v.value(),
                        v.limit(),
                        v.english(),
                        v.persian()))
                .toList();
        return new Refusal(
                kind, code, field == null ? null : names.apply(field), english(), persian, retrySeconds, named);
    }

    private static String joined(List<Violation> violations, Function<Violation, String> text) {
        return violations.stream().map(text).collect(Collectors.joining(" "));
    }

    public static Refusal invalid(String code, String field, String english, String persian) {
        return new Refusal(Kind.INVALID, code, field, english, persian);
    }

    public static Refusal conflict(String code, String english, String persian) {
        return new Refusal(Kind.CONFLICT, code, null, english, persian);
    }

    /** Too often. @param seconds after which the same may be tried again */
    public static Refusal tooMany(String code, String english, String persian, long seconds) {
        return new Refusal(
                Kind.TOO_MANY, code, null, english, persian, (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE)));
    }

    /** A conflict that passes by itself: the same call may be sent again after so many seconds. */
    public static Refusal passing(String code, int seconds, String english, String persian) {
        return new Refusal(Kind.CONFLICT, code, null, english, persian, seconds);
    }

    public static Refusal forbidden(String english, String persian) {
        return new Refusal(Kind.FORBIDDEN, "access.forbidden", null, english, persian);
    }

    /** @param what e.g. {@code case}; the code becomes {@code case.unknown} */
    public static Refusal notFound(String what, String persianWhat) {
        return new Refusal(
                Kind.NOT_FOUND, what + ".unknown", null, "No such " + what + ".", persianWhat + " یافت نشد.");
    }

    public Kind kind() {
        return kind;
    }

    /** Seconds to wait before the same call is sent again; empty if it is not time that mends it. */
    public OptionalInt retrySeconds() {
        return retrySeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retrySeconds);
    }

    public String code() {
        return code;
    }

    public String field() {
        return field;
    }

    /** Every limit that was broken; empty where it is not limits. */
    public List<Violation> violations() {
        return violations;
    }

    public String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
