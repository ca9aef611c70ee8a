package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.contracts.Problem;
import city.pishkhan.contracts.Problem.Fault;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the problem details for the caller and the log entry of a refusal or internal error. */
public final class ProblemDetails {
    private static final Messages MESSAGES = Messages.of(ProblemDetails.class);
    private static final Logger LOG = LoggerFactory.getLogger(ProblemDetails.class);

    private ProblemDetails() {}

    /**
     * Creates the problem details that the caller receives.
     *
     * @param refusal {@code null} for an internal error
     */
    public static Problem problem(@Nullable Refusal refusal, Locale language, String requestId) {
        boolean persian = language.getLanguage().equals("fa");
        String instance = "urn:pishkhan:request:" + requestId;
        if (refusal == null) {
            Text text = MESSAGES.text("internal", requestId);
            return new Problem(
                    "urn:pishkhan:problem:internal",
                    inLanguage(MESSAGES.text("problem-title.internal"), persian),
                    500,
                    inLanguage(text, persian),
                    instance,
                    "internal",
                    null,
                    text.english(),
                    text.persian(),
                    null,
                    null);
        }
        return new Problem(
                "urn:pishkhan:problem:" + refusal.code(),
                inLanguage(title(refusal.kind()), persian),
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

    private static @Nullable List<Fault> faults(Refusal refusal) {
        return refusal.violations().isEmpty()
                ? null
                : refusal.violations().stream()
                        .map(v -> new Fault(v.rule(), v.field(), v.value(), v.limit(), v.english(), v.persian()))
                        .toList();
    }

    /** Creates the problem of one item of a batch. */
    public static Problem of(Refusal refusal, DoorCall.Origin origin) {
        return problem(refusal, origin.language(), origin.requestId());
    }

    /**
     * Logs an error in one line under the id sent to the caller, up to once a minute ({@link IncidentLog}). Internal errors are logged
     * completely. For temporary failures, such as an unavailable database, only the cause is logged. A thrown {@link Refusal} is not
     * logged: it is the caller's mistake, or was logged where it was created.
     * @param refusal reply to the caller, or {@code null} for an internal error
     */
    public static void log(Throwable thrown, @Nullable Refusal refusal, String requestId) {
        if (refusal == null) {
            IncidentLog.error(ProblemDetails.class, requestId, thrown);
        } else if (refusal.kind().status() >= 500 && !isCausedBy(thrown, refusal) && !IncidentLog.isAborted(thrown)) {
            IncidentLog.warn(
                    ProblemDetails.class,
                    "Request {} must be retried, " + refusal.code() + ": {}",
                    requestId,
                    String.valueOf(root(thrown)));
        }
    }

    private static boolean isCausedBy(Throwable thrown, Refusal refusal) {
        return Refusals.causes(thrown).stream().anyMatch(t -> t == refusal);
    }

    private static Throwable root(Throwable thrown) {
        Throwable t = thrown;
        for (int i = 0; t.getCause() != null && i < Refusals.DEEPEST; i++) {
            t = t.getCause();
        }
        return t;
    }

    private static String inLanguage(Text text, boolean persian) {
        return persian ? text.persian() : text.english();
    }

    private static Text title(Kind kind) {
        return switch (kind) {
            case MALFORMED -> MESSAGES.text("problem-title.malformed");
            case UNAUTHENTICATED -> MESSAGES.text("problem-title.unauthenticated");
            case FORBIDDEN -> MESSAGES.text("problem-title.forbidden");
            case NOT_FOUND -> MESSAGES.text("problem-title.not-found");
            case SLOW -> MESSAGES.text("problem-title.slow");
            case CONFLICT -> MESSAGES.text("problem-title.conflict");
            case GONE -> MESSAGES.text("problem-title.gone");
            case STALE -> MESSAGES.text("problem-title.stale");
            case TOO_LARGE -> MESSAGES.text("problem-title.too-large");
            case UNSUPPORTED -> MESSAGES.text("problem-title.unsupported");
            case OUT_OF_RANGE -> MESSAGES.text("problem-title.out-of-range");
            case INVALID -> MESSAGES.text("problem-title.invalid");
            case PRECONDITION_REQUIRED -> MESSAGES.text("problem-title.precondition-required");
            case TOO_MANY -> MESSAGES.text("problem-title.too-many");
            case UNAVAILABLE -> MESSAGES.text("problem-title.unavailable");
            case FULL -> MESSAGES.text("problem-title.full");
        };
    }
}
