package city.pishkhan.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a bundle for people, by key, in English and Persian: {@code messages_en.properties} and {@code
 * messages_fa.properties} (UTF-8) in its root package. The key of a refusal is its code, optionally followed by a slash
 * and the name of a variant ({@code access.forbidden/open}).
 *
 * <p>{@code {0}}, {@code {1}} … are replaced by the arguments, without number formatting. A {@link Text} is inserted in
 * the language of the message. The elements of a collection are separated by the comma of that language. {@code
 * {0:agency}} inserts the name of a code ({@link CodeNames}). Text between backticks is machine-readable: it keeps its
 * own direction in every language.
 */
public final class Messages {
    private static final String FILE = "messages_en.properties";
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)(?::([a-z-]+))?}");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    /** isolates left-to-right text within right-to-left text */
    private static final String ISOLATED = "\u2066$1\u2069";

    private static final ClassValue<Messages> OF = new ClassValue<>() {
        @Override
        protected Messages computeValue(Class<?> speaker) {
            return find(speaker);
        }
    };

    private final Class<?> speaker;
    private final Language english;
    private final Language persian;

    private record Language(Properties words, Function<Text, String> side) {}

    private Messages(Class<?> speaker, Properties english, Properties persian) {
        this.speaker = speaker;
        this.english = new Language(english, Text::english);
        this.persian = new Language(persian, Text::persian);
    }

    /**
     * The messages of the bundle that a class belongs to: those in the nearest package above it.
     *
     * @throws IllegalStateException if there are none
     */
    public static Messages of(Class<?> speaker) {
        return OF.get(speaker);
    }

    private static Messages find(Class<?> speaker) {
        ClassLoader loader = speaker.getClassLoader();
        for (String at = speaker.getPackageName(); !at.isEmpty(); at = parentPackage(at)) {
            String folder = at.replace('.', '/') + "/";
            if (loader.getResource(folder + FILE) != null) {
                return new Messages(
                        speaker,
                        read(loader, folder + FILE, "$1"),
                        read(loader, folder + "messages_fa.properties", ISOLATED));
            }
        }
        throw new IllegalStateException("No package of " + speaker.getName() + " has " + FILE);
    }

    private static String parentPackage(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static Properties read(ClassLoader loader, String name, String code) {
        Properties all = new Properties();
        try (InputStream in = loader.getResourceAsStream(name)) {
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.replaceAll((key, words) -> CODE.matcher((String) words).replaceAll(code));
        return all;
    }

    /** Separator between elements of a list. */
    public static Text comma() {
        return OF.get(Messages.class).text("list.comma");
    }

    /** Separator between elements of a list that contain commas themselves. */
    public static Text semicolon() {
        return OF.get(Messages.class).text("list.semicolon");
    }

    public boolean hasKey(String key) {
        return english.words().containsKey(key);
    }

    /** Keys with a prefix, in alphabetical order. */
    public List<String> keys(String beginning) {
        return english.words().stringPropertyNames().stream()
                .filter(key -> key.startsWith(beginning))
                .sorted()
                .toList();
    }

    public String english(String key, @Nullable Object... arguments) {
        return filled(english, key, arguments);
    }

    public String persian(String key, Object... arguments) {
        return filled(persian, key, arguments);
    }

    public Text text(String key, @Nullable Object... arguments) {
        return new Text(english(key, arguments), persian(key, arguments));
    }

    /** Formats a message in both languages on one line, for logs and for the authors of configurations. */
    public String bilingual(String key, @Nullable Object... arguments) {
        return text(key, arguments).toString();
    }

    private String filled(Language language, String key, Object... arguments) {
        String template = language.words().getProperty(key);
        if (template == null) {
            throw new IllegalStateException("The messages of " + speaker.getName() + " have no " + key);
        }
        return ARGUMENT.matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(shown(argument(found.group(1), arguments), found.group(2), language)));
    }

    private static Object argument(String index, Object... arguments) {
        int at = Integer.parseInt(index);
        return at < arguments.length ? arguments[at] : "{" + index + "}";
    }

    private static String shown(Object argument, String kind, Language language) {
        if (argument instanceof Collection<?> several) {
            return several.stream()
                    .map(one -> shown(one, kind, language))
                    .collect(Collectors.joining(language.side().apply(comma())));
        }
        Text text = argument instanceof Text said ? said : new Text(String.valueOf(argument), String.valueOf(argument));
        return language.side()
                .apply(
                        kind == null
                                ? text
                                : CodeNames.find(kind, text.english()).orElse(text));
    }
}
