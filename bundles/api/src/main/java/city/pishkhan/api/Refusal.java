package city.pishkhan.api;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
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
    // whose words a refusal is said in: those of the bundle that refuses
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

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
        /** no such bytes of what is there */
        OUT_OF_RANGE(416),
        /** understood, but a value breaks a rule */
        INVALID(422),
        /** If-Match or Idempotency-Key is missing */
        PRECONDITION_REQUIRED(428),
        /** too often */
        TOO_MANY(429, 60),
        /** a system behind the hub does not answer now; the same call may be sent again */
        UNAVAILABLE(503, 5),
        /** no room is left for what was sent; the same call may be sent again once there is */
        FULL(507, 60);

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
     * In words that come from elsewhere: from data, or from whoever noticed the mistake.
     *
     * @param kind    what kind of mistake
     * @param code    the rule that was broken, stable and published, e.g. {@code national-id.check-digit} or {@code case.not-open}
     * @param field   the field at fault as the caller named it, or {@code null}
     * @param text    what is wrong and what would be right; personal values masked
     */
    public Refusal(Kind kind, String code, String field, Text text) {
        this(kind, code, field, text.english(), text.persian(), kind.retrySeconds);
    }

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

    /** The same, of a field. */
    public Refusal at(String itsField) {
        return new Refusal(kind, code, itsField, english(), persian, retrySeconds, violations);
    }

    private static String joined(List<Violation> violations, Function<Violation, String> text) {
        return violations.stream().map(text).collect(Collectors.joining(" "));
    }

    /**
     * In the words that the caller's bundle has for it ({@link Messages}).
     *
     * @param key       of the words; up to a slash it is the code
     * @param field     the field at fault as the caller named it, or {@code null}
     * @param arguments of the words; personal values masked
     */
    public static Refusal of(Kind kind, String key, String field, Object... arguments) {
        return said(WALKER.getCallerClass(), kind, key, field, kind.retrySeconds, arguments);
    }

    /** As {@link #of}: a value breaks a rule. */
    public static Refusal invalid(String key, String field, Object... arguments) {
        return said(WALKER.getCallerClass(), Kind.INVALID, key, field, Kind.INVALID.retrySeconds, arguments);
    }

    /** As {@link #of}: the thing is not in a state that allows it. */
    public static Refusal conflict(String key, Object... arguments) {
        return said(WALKER.getCallerClass(), Kind.CONFLICT, key, null, Kind.CONFLICT.retrySeconds, arguments);
    }

    /** As {@link #of}: too often. @param seconds after which the same may be tried again */
    public static Refusal tooMany(String key, long seconds, Object... arguments) {
        int wait = (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE));
        return said(WALKER.getCallerClass(), Kind.TOO_MANY, key, null, wait, arguments);
    }

    /** As {@link #of}: a conflict that passes by itself; the same call may be sent again after so many seconds. */
    public static Refusal passing(String key, int seconds, Object... arguments) {
        return said(WALKER.getCallerClass(), Kind.CONFLICT, key, null, seconds, arguments);
    }

    /** As {@link #of}: the login does not allow it. */
    public static Refusal forbidden(String key, Object... arguments) {
        return said(WALKER.getCallerClass(), Kind.FORBIDDEN, key, null, Kind.FORBIDDEN.retrySeconds, arguments);
    }

    /** @param what e.g. {@code case}; the key of the words is {@code case.unknown} */
    public static Refusal notFound(String what) {
        return said(WALKER.getCallerClass(), Kind.NOT_FOUND, what + ".unknown", null, Kind.NOT_FOUND.retrySeconds);
    }

    /** As {@link #of}, one limit of several: the key is its rule. */
    public static Violation violation(String key, String field, String value, String limit, Object... arguments) {
        Text text = RefusalText.of(Messages.of(WALKER.getCallerClass()), key, field, arguments);
        return new Violation(code(key), field, value, limit, text.english(), text.persian());
    }

    private static Refusal said(
            Class<?> speaker, Kind kind, String key, String field, int retrySeconds, Object... arguments) {
        Text text = RefusalText.of(Messages.of(speaker), key, field, arguments);
        return new Refusal(kind, code(key), field, text.english(), text.persian(), retrySeconds);
    }

    private static String code(String key) {
        int variant = key.indexOf('/');
        return variant < 0 ? key : key.substring(0, variant);
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

    public Text text() {
        return new Text(english(), persian);
    }

    public String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
