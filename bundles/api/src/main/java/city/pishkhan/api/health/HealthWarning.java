package city.pishkhan.api.health;

import city.pishkhan.api.RefusalText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that people should look at while the hub serves on, for operators; without personal or secret values.
 *
 * @param kind    short and stable, a label of metrics, e.g. {@code breaker-open}
 * @param subject which one, e.g. an agency or a file; empty if there is one only
 * @param what    all of it in one line
 * @param since   when it began; {@code null} if who tells does not know: then it is when it was first heard of
 * @param effect  what does not happen, or may happen, meanwhile; may be empty
 * @param remedy  what people can do: a command, a file; may be empty
 */
public record HealthWarning(String kind, String subject, Text what, Instant since, Text effect, Text remedy) {
    private static final Text NOTHING = new Text("", "");

    /** One of which nobody says more than the line. */
    public static HealthWarning of(Text what) {
        return new HealthWarning("other", "", what, null, NOTHING, NOTHING);
    }

    /** The same, of what is said in English only: by a system beneath, or in a log. */
    public static HealthWarning of(String what) {
        return of(new Text(what, what));
    }

    /**
     * In the words of a bundle: {@code warning.<said>}, and with {@code /effect} and {@code /remedy} behind it what else there is to say.
     *
     * @param said      its kind; where a kind is said in several ways, a slash and what tells them apart
     * @param arguments of all three; a {@link Text} is said in its language, a moment and a number as each language writes them
     */
    public static HealthWarning of(Messages messages, String said, String subject, Instant since, Object... arguments) {
        String kind = said.split("/", 2)[0];
        return new HealthWarning(
                kind,
                subject,
                RefusalText.of(messages, "warning." + said, arguments),
                since,
                more(messages, kind, said, "/effect", arguments),
                more(messages, kind, said, "/remedy", arguments));
    }

    /** What a kind has in common need not be said for each of its ways. */
    private static Text more(Messages messages, String kind, String said, String end, Object... arguments) {
        return Stream.of(said, kind)
                .map(each -> "warning." + each + end)
                .filter(messages::has)
                .findFirst()
                .map(key -> RefusalText.of(messages, key, arguments))
                .orElse(NOTHING);
    }

    /** The same with another beginning. */
    public HealthWarning since(Instant began) {
        return new HealthWarning(kind, subject, what, began, effect, remedy);
    }

    /** All of them in one line, in English; empty if there are none. */
    public static String joined(List<HealthWarning> warnings) {
        return warnings.stream().map(one -> one.what.english()).collect(Collectors.joining("; "));
    }
}
