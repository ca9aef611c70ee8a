package city.pishkhan.doors;

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

/** Tells of any exception which refusal it is to its caller. Only a {@link Refusal}'s own words leave the hub. */
final class Refusals {
    /** How far down an exception's causes are looked at: they may go round in a circle. */
    static final int DEEPEST = 20;

    private Refusals() {}

    /** What an exception says to its caller; {@code null} for one that is a fault of ours. */
    static Refusal of(Throwable thrown) {
        for (Throwable t : causes(thrown)) {
            if (t instanceof Refusal refusal) {
                return refusal;
            } else if (t instanceof InvalidIdentifier e) {
                return Refusal.invalid(e.rule(), null, e.english(), e.persian());
            } else if (t instanceof BrokenBody) {
                return new Refusal(
                        Kind.MALFORMED, "request.broken", null, "The body broke off.", "بدنهٔ درخواست ناتمام ماند.");
            } else if (t instanceof PartnerUnavailable) {
                return new Refusal(
                        Kind.UNAVAILABLE,
                        "partner.unavailable",
                        null,
                        "A system behind the hub does not answer now; send the same again later.",
                        "سامانه‌ای در پشت درگاه اکنون پاسخ نمی‌دهد؛ همین درخواست را کمی دیگر بفرستید.");
            } else if (t instanceof SQLException e && StorageProblem.passes(e)) {
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

    /** The status that JAX-RS itself chose, where no exception of ours lies beneath. */
    static int statusOfHttp(Throwable thrown, int otherwise) {
        return thrown instanceof WebApplicationException http && of(http.getCause()) == null
                ? http.getResponse().getStatus()
                : otherwise;
    }

    /** An exception and its causes, the outermost first. */
    static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    private static Refusal http(int status) {
        return switch (status) {
            case 404 -> new Refusal(Kind.NOT_FOUND, "path.unknown", null, "No such path.", "چنین نشانی‌ای نیست.");
            case 405 ->
                new Refusal(
                        Kind.MALFORMED,
                        "method.unknown",
                        null,
                        "This path does not take this method.",
                        "این نشانی این متد را نمی‌پذیرد.");
            case 406 ->
                new Refusal(
                        Kind.UNSUPPORTED,
                        "accept.unknown",
                        null,
                        "None of the media types that you accept is offered here.",
                        "هیچ‌یک از قالب‌های خواسته‌شده در اینجا نیست.");
            case 413 ->
                new Refusal(Kind.TOO_LARGE, "body.size", null, "The body is too large.", "بدنه بزرگ‌تر از اندازه است.");
            case 415 ->
                new Refusal(
                        Kind.UNSUPPORTED,
                        "content-type.unknown",
                        null,
                        "This path does not take this Content-Type.",
                        "این نشانی این Content-Type را نمی‌پذیرد.");
            default ->
                status < 500
                        ? new Refusal(
                                Kind.MALFORMED,
                                "request.malformed",
                                null,
                                "The request cannot be read.",
                                "درخواست خوانده نمی‌شود.")
                        : null;
        };
    }
}
