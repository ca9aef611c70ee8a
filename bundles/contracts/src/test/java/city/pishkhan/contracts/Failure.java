package city.pishkhan.contracts;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operation may answer instead of doing what it is asked, by its shape: each is a problem of RFC 9457. */
enum Failure {
    MALFORMED(400, "Malformed", "It cannot be read, or has a member that the contract does not know"),
    UNAUTHENTICATED(401, "Unauthenticated", "No login, or none that is good"),
    FORBIDDEN(403, "Forbidden", "The login does not allow it, or a page of another site sent the call"),
    UNKNOWN(404, "Unknown", "No such thing, or none that this caller may know of"),
    NOT_ACCEPTABLE(406, "NotAcceptable", "None of the media types that the caller accepts is offered"),
    CONFLICT(409, "Conflict", "The thing is not in a state that allows it"),
    GONE(410, "Gone", "It was there, but its time is over"),
    STALE(412, "Stale", "Somebody changed it since the caller read it"),
    TOO_LARGE(413, "TooLarge", "Larger than allowed"),
    UNSUPPORTED(415, "Unsupported", "Content of a type that is not taken"),
    OUT_OF_RANGE(416, "OutOfRange", "The range begins beyond the end"),
    INVALID(422, "Invalid", "Understood, but a value breaks a rule"),
    PRECONDITION_REQUIRED(428, "PreconditionRequired", "Idempotency-Key or If-Match is missing"),
    TOO_MANY(429, "TooMany", "Too often; the same call may be sent again later"),
    HEADERS(431, "HeadersTooLarge", "Request line or headers are larger than allowed"),
    FAILED(500, "Failed", "The hub failed; name the request's id"),
    UNAVAILABLE(
            503, "Unavailable", "The hub, or a system behind it, cannot answer now; the same call may be sent again"),
    FULL(507, "Full", "No room is left for what was sent; the same call may be sent again once there is");

    private final int status;
    private final String component;
    private final String description;

    Failure(int status, String component, String description) {
        this.status = status;
        this.component = component;
        this.description = description;
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    String component() {
        return component;
    }

    String description() {
        return description + "; nothing changed";
    }

    /** Whether time mends it. */
    boolean passes() {
        return this == TOO_MANY || this == UNAVAILABLE || this == FULL;
    }

    static Set<Failure> of(PathItem.HttpMethod verb, Operation operation) {
        Set<Failure> all = EnumSet.of(MALFORMED, UNKNOWN, NOT_ACCEPTABLE, TOO_MANY, HEADERS, FAILED, UNAVAILABLE);
        boolean open =
                operation.getSecurity() != null && operation.getSecurity().isEmpty();
        boolean writes = verb != PathItem.HttpMethod.GET;
        List<Parameter> parameters =
                Optional.ofNullable(operation.getParameters()).orElse(List.of());
        if (!open) {
            all.addAll(Set.of(UNAUTHENTICATED, FORBIDDEN));
        }
        if (writes) {
            // a login that is wrong is found out by the operation that takes it; pages of other sites change nothing at
            // any door
            all.addAll(Set.of(UNAUTHENTICATED, FORBIDDEN, CONFLICT, GONE));
        }
        if (!parameters.isEmpty() || operation.getRequestBody() != null) {
            all.add(INVALID);
        }
        if (writes) {
            all.addAll(Set.of(TOO_LARGE, UNSUPPORTED, FULL));
        }
        for (Parameter parameter : parameters) {
            if (!writes && parameter.getName().equals("sha256")) {
                all.addAll(Set.of(OUT_OF_RANGE, GONE));
            } else if (parameter.getName().equals(Headers.IF_MATCH)) {
                all.addAll(Set.of(STALE, PRECONDITION_REQUIRED));
            } else if (parameter.getName().equals(Headers.IDEMPOTENCY_KEY)) {
                all.add(PRECONDITION_REQUIRED);
            }
        }
        return all;
    }
}
