package city.pishkhan.contracts;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Error answers of operations, derived from the HTTP method, the parameters and the logins of an operation. Each is a
 * problem of RFC 9457.
 */
enum Failure {
    MALFORMED(400, "Malformed", "The request is unreadable, or has a member that the contract does not define"),
    UNAUTHENTICATED(401, "Unauthenticated", "The login is missing or invalid"),
    FORBIDDEN(403, "Forbidden", "The login does not permit the call, or a page of another site sent it"),
    UNKNOWN(404, "Unknown", "The object does not exist, or the caller may not know of it"),
    NOT_ACCEPTABLE(406, "NotAcceptable", "The door offers none of the accepted media types"),
    CONFLICT(409, "Conflict", "The state of the object does not permit the operation"),
    GONE(410, "Gone", "The object existed and has expired"),
    STALE(412, "Stale", "The object was changed after the caller read it"),
    TOO_LARGE(413, "TooLarge", "The body is larger than permitted"),
    UNSUPPORTED(415, "Unsupported", "Unsupported content type"),
    OUT_OF_RANGE(416, "OutOfRange", "The range begins after the end of the content"),
    INVALID(422, "Invalid", "A value violates a rule"),
    PRECONDITION_REQUIRED(428, "PreconditionRequired", "Idempotency-Key or If-Match is missing"),
    TOO_MANY(429, "TooMany", "Too many calls; the same call may be sent again later"),
    HEADERS(431, "HeadersTooLarge", "The request line or the headers are larger than permitted"),
    FAILED(500, "Failed", "Internal error; include the request id in a report"),
    UNAVAILABLE(
            503, "Unavailable", "The hub, or a system behind it, cannot answer now; the same call may be sent again"),
    FULL(507, "Full", "No storage space is left; the same call may be sent again later");

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

    /** {@code true} if the caller may retry the same call later. */
    boolean isTemporary() {
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
            // an operation that takes a login may reject it; every door rejects changes that pages of other sites send
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
