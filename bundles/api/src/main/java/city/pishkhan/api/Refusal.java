package city.pishkhan.api;

import java.util.OptionalInt;

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

    private final Kind kind;
    private final int retrySeconds;
    private final String code;
    private final String field;
    private final String persian;

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
        super(english);
        this.kind = kind;
        this.retrySeconds = retrySeconds;
        this.code = code;
        this.field = field;
        this.persian = persian;
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

    public String english() {
        return getMessage();
    }

    public String persian() {
        return persian;
    }
}
