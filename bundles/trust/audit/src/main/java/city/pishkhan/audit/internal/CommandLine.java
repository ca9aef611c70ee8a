package city.pishkhan.audit.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line typed at the console: the commands that it calls, and its text without secrets. */
final class CommandLine {
    static final String UNKNOWN = "unknown";

    private static final Set<String> READING = loadReadOnlyCommands();
    /** Lines that only consist of commands, words and pipes. Blocks, variables, assignments, files and further lines do not match. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} _:./|\"'*,@+%#-]*");
    /** Positions at which a command may begin. */
    private static final Pattern BEGINNING = Pattern.compile("(?:^|[|;&{(\\n])\\s*([^\\s|;&{}()]+)");

    private static final Pattern SECRET = Pattern.compile(
            "(?i)(\\S*(?:pass|secret|token|credential|private|pin|key|code)\\S*\\s*[=:]?\\s+|\\S*(?:pass|secret|token|credential|private|pin|key|code)[^\\s=]*=)(\"[^\"]*\"|'[^']*'|\\S+)");
    private static final Pattern WHOLLY_SECRET = Pattern.compile("(?i)(jaas:|ssh:|shell:exec|ssh\\b|exec\\b)\\S*.*");
    private static final Pattern IN_ADDRESS = Pattern.compile("//[^/@\\s]+@");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int MOST_NAMES = 50;
    private static final int LONGEST = 300;

    private final String line;
    private final Function<String, Optional<String>> known;

    /**
     * @param known returns the full name {@code scope:name} of a command; empty for an unknown word, which may be a secret typed in
     *     the wrong place
     */
    CommandLine(CharSequence line, Function<String, Optional<String>> known) {
        this.line = line.toString().strip();
        this.known = known;
    }

    private static Set<String> loadReadOnlyCommands() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                CommandLine.class.getResourceAsStream("reading-commands.txt"), StandardCharsets.UTF_8))) {
            return in.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns {@code true} if the line only consists of commands known to change nothing. */
    boolean isReadOnly() {
        return PLAIN.matcher(line).matches()
                && Arrays.stream(line.split("\\|", -1))
                        .map(part -> part.strip().split("\\s", 2)[0])
                        .allMatch(word -> READING.contains(name(word)));
    }

    /**
     * Returns the full names of the commands in the line, those that may change something first. Words that are not commands are
     * returned as {@value #UNKNOWN}.
     */
    List<String> commands() {
        Matcher beginning = BEGINNING.matcher(line);
        // changing commands come first, so that a long list of reading commands cannot push them beyond the maximum
        // number of names
        return Stream.iterate(beginning, Matcher::find, m -> m)
                .map(m -> name(m.group(1)))
                .distinct()
                .sorted(Comparator.comparing(READING::contains))
                .limit(MOST_NAMES)
                .toList();
    }

    private String name(String word) {
        return known.apply(word).orElse(UNKNOWN);
    }

    /** Returns the text on one line with values that look like secrets replaced by {@code ***}. */
    String masked() {
        String plain = CONTROL.matcher(line).replaceAll(" ");
        if (commands().contains(UNKNOWN)) {
            return "***";
        }
        Matcher whole = WHOLLY_SECRET.matcher(plain);
        String masked = whole.find()
                ? plain.substring(0, whole.end(1)) + "***"
                : SECRET.matcher(IN_ADDRESS.matcher(plain).replaceAll("//***@")).replaceAll("$1***");
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
    }
}
