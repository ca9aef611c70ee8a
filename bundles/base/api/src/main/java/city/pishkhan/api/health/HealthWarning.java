package city.pishkhan.api.health;

import city.pishkhan.api.RefusalText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A problem for operators that does not stop the hub from serving; without personal or secret values.
 *
 * @param kind    short and stable, a label of metrics, e.g. {@code breaker-open}
 * @param subject the affected agency, file or the like; empty if warnings of this kind have only one possible subject
 * @param what    complete description in one line
 * @param since   time at which it began; {@code null} if the source does not know it, then the time of the first report
 *     counts
 * @param effect  present or possible consequence; may be empty
 * @param remedy  action for operators: a command, a file; may be empty
 */
public record HealthWarning(String kind, String subject, Text what, Instant since, Text effect, Text remedy) {
    private static final Text NOTHING = new Text("", "");

    /** Creates a warning that consists of a description only. */
    public static HealthWarning of(Text what) {
        return new HealthWarning("other", "", what, null, NOTHING, NOTHING);
    }

    /** Creates a warning in English only, e.g. from an underlying system or a log. */
    public static HealthWarning of(String what) {
        return of(new Text(what, what));
    }

    /**
     * Creates a warning from a bundle's texts: {@code warning.<key>}, and the same key with {@code /effect} and {@code
     * /remedy} for the consequence and the action.
     *
     * @param key      kind of the warning, optionally with a slash and a suffix that selects one of several texts of
     *                 the kind
     * @param arguments arguments of all three texts; times, numbers and each {@link Text} are formatted in the language
     *                  of the text
     */
    public static HealthWarning of(Messages messages, String key, String subject, Instant since, Object... arguments) {
        String kind = key.split("/", 2)[0];
        return new HealthWarning(
                kind,
                subject,
                RefusalText.of(messages, "warning." + key, arguments),
                since,
                textOrKindText(messages, kind, key, "/effect", arguments),
                textOrKindText(messages, kind, key, "/remedy", arguments));
    }

    /**
     * Returns the text with the key {@code warning.<specific><suffix>}, else the text with the key {@code
     * warning.<kind><suffix>}. Empty if the bundle has neither.
     */
    private static Text textOrKindText(
            Messages messages, String kind, String specific, String suffix, Object... arguments) {
        return Stream.of(specific, kind)
                .map(each -> "warning." + each + suffix)
                .filter(messages::hasKey)
                .findFirst()
                .map(key -> RefusalText.of(messages, key, arguments))
                .orElse(NOTHING);
    }

    /** Returns a copy with the given start time. */
    public HealthWarning since(Instant began) {
        return new HealthWarning(kind, subject, what, began, effect, remedy);
    }

    /** The English descriptions of all warnings in one line; empty if there are none. */
    public static String join(List<HealthWarning> warnings) {
        return warnings.stream().map(one -> one.what.english()).collect(Collectors.joining("; "));
    }
}
