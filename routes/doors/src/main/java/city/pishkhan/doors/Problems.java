package city.pishkhan.doors;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.contracts.Problem;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.spi.PartnerUnavailable;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of any exception what its caller may read. Only a {@link Refusal}'s own words leave the hub. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int DEEPEST = 20;

    private Problems() {}

    /** What an exception says to its caller; {@code null} for one that is a fault of ours. */
    static Refusal refusal(Throwable thrown) {
        Throwable t = thrown;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t instanceof Refusal refusal) {
                return refusal;
            } else if (t instanceof InvalidIdentifier e) {
                return Refusal.invalid(e.rule(), null, e.english(), e.persian());
            } else if (t instanceof PartnerUnavailable) {
                return new Refusal(
                        Kind.UNAVAILABLE,
                        "partner.unavailable",
                        null,
                        "A system behind the hub does not answer now; send the same again later.",
                        "سامانه‌ای در پشت درگاه اکنون پاسخ نمی‌دهد؛ همین درخواست را کمی دیگر بفرستید.");
            } else if (t instanceof SQLException e && StorageTrouble.passes(e)) {
                return StorageTrouble.refusal();
            } else if (t instanceof JsonProcessingException e) {
                return json(e);
            } else if (t instanceof WebApplicationException e) {
                Refusal deeper = refusal(e.getCause());
                return deeper != null ? deeper : http(e.getResponse().getStatus());
            }
        }
        return null;
    }

    /** @param refusal or {@code null} for a fault of ours */
    static Problem problem(Refusal refusal, Locale language, String requestId) {
        boolean persian = language.getLanguage().equals("fa");
        String instance = "urn:pishkhan:request:" + requestId;
        if (refusal == null) {
            String english = "The hub failed; this is not your mistake. Name this incident: " + requestId + ".";
            String fa = "خطایی در درگاه رخ داد و از شما نیست. این شناسه را اعلام کنید: " + requestId + ".";
            return new Problem(
                    "urn:pishkhan:problem:internal",
                    persian ? "خطای درونی" : "Internal error",
                    500,
                    persian ? fa : english,
                    instance,
                    "internal",
                    null,
                    english,
                    fa,
                    null);
        }
        return new Problem(
                "urn:pishkhan:problem:" + refusal.code(),
                title(refusal.kind(), persian),
                refusal.kind().status(),
                persian ? refusal.persian() : refusal.english(),
                instance,
                refusal.code(),
                refusal.field(),
                refusal.english(),
                refusal.persian(),
                null);
    }

    /** The status that JAX-RS itself chose, where no exception of ours lies beneath. */
    static int statusOfHttp(Throwable thrown, int otherwise) {
        return thrown instanceof WebApplicationException http && refusal(http.getCause()) == null
                ? http.getResponse().getStatus()
                : otherwise;
    }

    /** The problem of one item of a batch. */
    public static Problem of(Refusal refusal, Call.Origin origin) {
        return problem(refusal, origin.language(), origin.requestId());
    }

    /**
     * The one line that an error leaves, under the id that its caller gets. A fault of ours is logged whole; of what passes by itself, such
     * as a database that is away, the cause is named. A {@link Refusal} is the caller's mistake, or was logged by whoever made it of an error.
     *
     * @param refusal what the caller is told, or {@code null} for a fault of ours
     */
    static void log(Throwable thrown, Refusal refusal, String requestId) {
        if (refusal == null) {
            LOG.error("Incident {}", requestId, thrown);
        } else if (refusal.kind() == Kind.UNAVAILABLE && !caused(thrown, refusal)) {
            LOG.warn("Request {} is to come again, {}: {}", requestId, refusal.code(), String.valueOf(root(thrown)));
        }
    }

    private static boolean caused(Throwable thrown, Refusal refusal) {
        Throwable t = thrown;
        for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
            if (t == refusal) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable thrown) {
        Throwable t = thrown;
        for (int i = 0; t.getCause() != null && i < DEEPEST; i++) {
            t = t.getCause();
        }
        return t;
    }

    private static Refusal json(JsonProcessingException thrown) {
        // what is no JSON at all is wrapped in the name of the field at which that came out
        JsonProcessingException e = thrown.getCause() instanceof JsonParseException
                        || thrown.getCause() instanceof StreamConstraintsException
                ? (JsonProcessingException) thrown.getCause()
                : thrown;
        if (e instanceof StreamConstraintsException) {
            return new Refusal(
                    Kind.TOO_LARGE,
                    "json.limits",
                    null,
                    "The JSON is too large or too deep: at most 1 MiB and 32 levels.",
                    "JSON بزرگ‌تر یا تودرتوتر از اندازه است: حداکثر یک مگابایت و 32 سطح.");
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        String persianWhere = at == null ? "" : " (سطر " + at.getLineNr() + "، ستون " + at.getColumnNr() + ")";
        String field = e instanceof JsonMappingException m && !m.getPath().isEmpty() ? path(m) : null;
        return field == null
                ? new Refusal(
                        Kind.MALFORMED,
                        "json.malformed",
                        null,
                        "The body is not valid JSON" + where + ".",
                        "بدنه JSON درستی نیست" + persianWhere + ".")
                : new Refusal(
                        Kind.MALFORMED,
                        "json.type",
                        field,
                        "The value of " + field + " is not readable or of a wrong type" + where + ".",
                        "مقدار " + field + " خوانا نیست یا نوع آن نادرست است" + persianWhere + ".");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
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

    private static String title(Kind kind, boolean persian) {
        return switch (kind) {
            case MALFORMED -> persian ? "درخواست خوانا نیست" : "Cannot be read";
            case UNAUTHENTICATED -> persian ? "ورود لازم است" : "Not logged in";
            case FORBIDDEN -> persian ? "اجازه ندارید" : "Not allowed";
            case NOT_FOUND -> persian ? "یافت نشد" : "Not found";
            case CONFLICT -> persian ? "با وضعیت کنونی نمی‌خواند" : "Conflicts with the present state";
            case GONE -> persian ? "زمان آن گذشته است" : "Its time is over";
            case STALE -> persian ? "دیگری آن را تغییر داده است" : "Changed by somebody else";
            case TOO_LARGE -> persian ? "بزرگ‌تر از اندازه" : "Too large";
            case UNSUPPORTED -> persian ? "قالب پذیرفته نیست" : "Type not taken";
            case INVALID -> persian ? "مقداری با قاعده نمی‌خواند" : "A value breaks a rule";
            case PRECONDITION_REQUIRED -> persian ? "سرآیندی لازم است" : "A header is required";
            case TOO_MANY -> persian ? "بیش از اندازه" : "Too many requests";
            case UNAVAILABLE -> persian ? "اکنون در دسترس نیست" : "Not available now";
        };
    }
}
