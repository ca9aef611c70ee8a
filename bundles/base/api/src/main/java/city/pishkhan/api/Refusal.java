package city.pishkhan.api;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error of the caller, with a text that says how to correct it. Doors turn it into an RFC 9457 problem or a SOAP
 * fault. Causes, stack traces and messages of other exceptions are never sent to the caller.
 */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    // finds the calling class, whose bundle has the message texts
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Kind of the error; determines the HTTP status and the SOAP fault code. */
    public enum Kind {
        /** the request cannot be parsed */
        MALFORMED(400),
        /** the request has no valid login */
        UNAUTHENTICATED(401),
        /** the login has no permission for the operation */
        FORBIDDEN(403),
        /** the object does not exist, or the caller may not know that it exists */
        NOT_FOUND(404),
        /** the request was sent too slowly */
        SLOW(408),
        /** the operation is not possible in the present state of the object */
        CONFLICT(409),
        /** the object existed, but has expired */
        GONE(410),
        /** the object has changed since the caller read it */
        STALE(412),
        /** the request or a file in it is larger than the limit */
        TOO_LARGE(413),
        /** media type is not supported */
        UNSUPPORTED(415),
        /** the requested byte range does not exist */
        OUT_OF_RANGE(416),
        /** the request is well-formed, but a value violates a rule */
        INVALID(422),
        /** If-Match or Idempotency-Key is missing */
        PRECONDITION_REQUIRED(428),
        /** too many requests */
        TOO_MANY(429, 60),
        /** a system behind the hub does not answer at present; the same call may be retried */
        UNAVAILABLE(503, 5),
        /** no storage space left for the content; the same call may be retried once there is space */
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

        /** HTTP status code. */
        public int status() {
            return status;
        }

        /** Seconds to wait before the same call is retried; empty if waiting does not help. */
        public OptionalInt retrySeconds() {
            return retrySeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retrySeconds);
        }
    }

    /**
     * One violated limit in a request.
     *
     * @param rule    stable, published name of the limit, e.g. {@code request.floors}, or the decision table and its rule, {@code
     *                building-permit-check/check-1}
     * @param field   the invalid field as the caller named it, e.g. {@code request.floors}, or {@code null} if the value is not
     *                from the request
     * @param value   the value, or {@code null}
     * @param limit   the permitted value, or {@code null}
     * @param english the error and its correction, in English
     * @param persian the same in Persian
     */
    public record Violation(
            String rule,
            @Nullable String field,
            @Nullable String value,
            @Nullable String limit,
            String english,
            String persian)
            implements Serializable {}

    private final Kind kind;
    private final int retrySeconds;
    private final String code;
    private final @Nullable String field;
    private final String persian;
    private final List<Violation> violations;

    /**
     * Creates a refusal with a given text, e.g. from data or from another component.
     *
     * @param kind  kind of the error
     * @param code  the violated rule, stable and published, e.g. {@code national-id.check-digit} or {@code case.not-open}
     * @param field the invalid field as the caller named it, or {@code null}
     * @param text  the error and its correction; personal values are masked
     */
    public Refusal(Kind kind, String code, @Nullable String field, Text text) {
        this(kind, code, field, text.english(), text.persian(), kind.retrySeconds);
    }

    /** Creates a refusal with a given text in both languages; parameters as in {@link #Refusal(Kind, String, String, Text)}. */
    public Refusal(Kind kind, String code, @Nullable String field, String english, String persian) {
        this(kind, code, field, english, persian, kind.retrySeconds);
    }

    private Refusal(Kind kind, String code, @Nullable String field, String english, String persian, int retrySeconds) {
        this(kind, code, field, english, persian, retrySeconds, List.of());
    }

    private Refusal(
            Kind kind,
            String code,
            @Nullable String field,
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
     * Creates a refusal for several violated limits, so that the caller can correct all of them at once.
     *
     * @param code       code of the whole refusal
     * @param violations at least one; the first determines the field
     */
    public static Refusal violated(String code, List<Violation> violations) {
        return new Refusal(
                Kind.INVALID,
                code,
                violations.get(0).field(),
                join(violations, Violation::english),
                join(violations, Violation::persian),
                Kind.INVALID.retrySeconds,
                violations);
    }

    /**
     * Returns a copy of this refusal whose fields have the names that a door uses.
     *
     * @param names maps a field to the door's name for it
     */
    public Refusal withFieldNames(UnaryOperator<String> names) {
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

    /** Returns a copy of this refusal with another field name. */
    public Refusal withField(String newField) {
        return new Refusal(kind, code, newField, english(), persian, retrySeconds, violations);
    }

    private static String join(List<Violation> violations, Function<Violation, String> text) {
        return violations.stream().map(text).collect(Collectors.joining(" "));
    }

    /**
     * Creates a refusal with a text from the {@link Messages} of the calling class's bundle.
     *
     * @param key       key of the text; the part before a slash is the code
     * @param field     the invalid field as the caller named it, or {@code null}
     * @param arguments arguments of the text; personal values are masked
     */
    public static Refusal of(Kind kind, String key, @Nullable String field, @Nullable Object... arguments) {
        return create(WALKER.getCallerClass(), kind, key, field, kind.retrySeconds, arguments);
    }

    /** As {@link #of}, for a value that violates a rule. */
    public static Refusal invalid(String key, @Nullable String field, @Nullable Object... arguments) {
        return create(WALKER.getCallerClass(), Kind.INVALID, key, field, Kind.INVALID.retrySeconds, arguments);
    }

    /** As {@link #of}, for an operation that is not possible in the present state of the object. */
    public static Refusal conflict(String key, @Nullable Object... arguments) {
        return create(WALKER.getCallerClass(), Kind.CONFLICT, key, null, Kind.CONFLICT.retrySeconds, arguments);
    }

    /**
     * As {@link #of}, for too many requests.
     *
     * @param seconds seconds after which the same call may be retried
     */
    public static Refusal tooMany(String key, long seconds, Object... arguments) {
        int wait = (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE));
        return create(WALKER.getCallerClass(), Kind.TOO_MANY, key, null, wait, arguments);
    }

    /**
     * As {@link #of}, for a conflict that resolves by itself.
     *
     * @param seconds seconds after which the same call may be retried
     */
    public static Refusal temporaryConflict(String key, int seconds, Object... arguments) {
        return create(WALKER.getCallerClass(), Kind.CONFLICT, key, null, seconds, arguments);
    }

    /** As {@link #of}, for a login without permission. */
    public static Refusal forbidden(String key, @Nullable Object... arguments) {
        return create(WALKER.getCallerClass(), Kind.FORBIDDEN, key, null, Kind.FORBIDDEN.retrySeconds, arguments);
    }

    /**
     * As {@link #of}, for an object that does not exist.
     *
     * @param objectName e.g. {@code case}; the key of the text is then {@code case.unknown}
     */
    public static Refusal notFound(String objectName) {
        return create(
                WALKER.getCallerClass(), Kind.NOT_FOUND, objectName + ".unknown", null, Kind.NOT_FOUND.retrySeconds);
    }

    /**
     * Creates one violation for {@link #violated}, with a text as in {@link #of}. The part of {@code key} before a
     * slash is the violation's rule.
     */
    public static Violation violation(
            String key, String field, @Nullable String value, @Nullable String limit, Object... arguments) {
        Text text = RefusalText.of(Messages.of(WALKER.getCallerClass()), key, field, arguments);
        return new Violation(code(key), field, value, limit, text.english(), text.persian());
    }

    private static Refusal create(
            Class<?> caller, Kind kind, String key, @Nullable String field, int retrySeconds, Object... arguments) {
        Text text = RefusalText.of(Messages.of(caller), key, field, arguments);
        return new Refusal(kind, code(key), field, text.english(), text.persian(), retrySeconds);
    }

    private static String code(String key) {
        int variant = key.indexOf('/');
        return variant < 0 ? key : key.substring(0, variant);
    }

    /** Kind of the error. */
    public Kind kind() {
        return kind;
    }

    /** Seconds to wait before the same call is retried; empty if waiting does not help. */
    public OptionalInt retrySeconds() {
        return retrySeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retrySeconds);
    }

    /** The violated rule, stable and published. */
    public String code() {
        return code;
    }

    /** The invalid field as the caller named it, or {@code null}. */
    public @Nullable String field() {
        return field;
    }

    /** All violated limits; empty if the refusal is not about limits. */
    public List<Violation> violations() {
        return violations;
    }

    /** The error and its correction in both languages. */
    public Text text() {
        return new Text(english(), persian);
    }

    /** The error and its correction in English. */
    public String english() {
        return Objects.requireNonNull(getMessage());
    }

    /** The error and its correction in Persian. */
    public String persian() {
        return persian;
    }
}
