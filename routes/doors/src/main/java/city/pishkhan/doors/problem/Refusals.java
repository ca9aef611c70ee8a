package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.runtime.BrokenBody;
import city.pishkhan.spi.PartnerUnavailable;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts exceptions to refusals. Only the texts of a {@link Refusal} leave the hub. */
public final class Refusals {
    /** Maximum number of nested causes that are inspected, because causes may form a cycle. */
    static final int DEEPEST = 20;

    private Refusals() {}

    /** Returns the refusal for an exception, or {@code null} for an internal error. */
    public static @Nullable Refusal of(@Nullable Throwable thrown) {
        for (Throwable t : causes(thrown)) {
            if (t instanceof Refusal refusal) {
                return refusal;
            } else if (t instanceof InvalidIdentifier e) {
                return new Refusal(Refusal.Kind.INVALID, e.rule(), null, e.text());
            } else if (t instanceof BrokenBody) {
                return Refusal.of(Kind.MALFORMED, "request.broken", null);
            } else if (StorageProblem.isFull(t)) {
                return StorageProblem.fullRefusal();
            } else if (t instanceof PartnerUnavailable) {
                return Refusal.of(Kind.UNAVAILABLE, "partner.unavailable", null);
            } else if (t instanceof SQLException e && StorageProblem.isTemporary(e)) {
                return StorageProblem.refusal();
            } else if (t instanceof JsonProcessingException e) {
                return JsonProblem.refusal(e);
            } else if (t instanceof WebApplicationException e) {
                Refusal deeper = of(e.getCause());
                return deeper != null ? deeper : http(e.getResponse().getStatus());
            }
        }
        return null;
    }

    /** Returns the status that JAX-RS chose, unless the exception has a cause that maps to a refusal. */
    static int statusOfHttp(Throwable thrown, int otherwise) {
        return thrown instanceof WebApplicationException http && of(http.getCause()) == null
                ? http.getResponse().getStatus()
                : otherwise;
    }

    /** Returns an exception and its causes, the outermost first. */
    static List<Throwable> causes(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    private static @Nullable Refusal http(int status) {
        return switch (status) {
            case 404 -> Refusal.of(Kind.NOT_FOUND, "path.unknown", null);
            case 405 -> Refusal.of(Kind.MALFORMED, "method.unknown", null);
            case 406 -> Refusal.of(Kind.UNSUPPORTED, "accept.unknown", null);
            case 413 -> Refusal.of(Kind.TOO_LARGE, "body.size", null);
            case 415 -> Refusal.of(Kind.UNSUPPORTED, "content-type.unknown", null);
            default -> status < 500 ? Refusal.of(Kind.MALFORMED, "request.malformed", null) : null;
        };
    }
}
