package city.pishkhan.doors;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.contracts.Problem;
import city.pishkhan.contracts.Problem.Fault;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of a refusal, or of a fault of ours, what its caller may read and what the log keeps. */
public final class ProblemDetails {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemDetails.class);

    private ProblemDetails() {}

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
                    null,
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
                faults(refusal),
                refusal.retrySeconds().isPresent() ? Boolean.TRUE : null);
    }

    private static List<Fault> faults(Refusal refusal) {
        return refusal.violations().isEmpty()
                ? null
                : refusal.violations().stream()
                        .map(v -> new Fault(v.rule(), v.field(), v.value(), v.limit(), v.english(), v.persian()))
                        .toList();
    }

    /** The problem of one item of a batch. */
    public static Problem of(Refusal refusal, DoorCall.Origin origin) {
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
        return Refusals.causes(thrown).stream().anyMatch(t -> t == refusal);
    }

    private static Throwable root(Throwable thrown) {
        Throwable t = thrown;
        for (int i = 0; t.getCause() != null && i < Refusals.DEEPEST; i++) {
            t = t.getCause();
        }
        return t;
    }

    private static String title(Kind kind, boolean persian) {
        return switch (kind) {
            case MALFORMED -> persian ? "درخواست خوانا نیست" : "Cannot be read";
            case UNAUTHENTICATED -> persian ? "ورود لازم است" : "Not logged in";
            case FORBIDDEN -> persian ? "اجازه ندارید" : "Not allowed";
            case NOT_FOUND -> persian ? "یافت نشد" : "Not found";
            case SLOW -> persian ? "بسیار کند" : "Too slow";
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
