package city.pishkhan.api.health;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that people should look at while the hub serves on. In English, for operators; without personal or secret values.
 *
 * @param kind    short and stable, a label of metrics, e.g. {@code breaker-open}
 * @param subject which one, e.g. an agency or a file; empty if there is one only
 * @param what    all of it in one line
 * @param since   when it began; {@code null} if who tells does not know: then it is when it was first heard of
 * @param effect  what does not happen, or may happen, meanwhile; may be empty
 * @param remedy  what people can do: a command, a file; may be empty
 */
public record HealthWarning(String kind, String subject, String what, Instant since, String effect, String remedy) {

    /** One of which nobody says more than the line. */
    public static HealthWarning of(String what) {
        return new HealthWarning("other", "", what, null, "", "");
    }

    /** The same with another beginning. */
    public HealthWarning since(Instant began) {
        return new HealthWarning(kind, subject, what, began, effect, remedy);
    }

    /** All of them in one line; empty if there are none. */
    public static String joined(List<HealthWarning> warnings) {
        return warnings.stream().map(HealthWarning::what).collect(Collectors.joining("; "));
    }
}
