package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Measures the comments of main code: phrases that are hard to read, per 1,000 words, and the share of Javadoc whose first sentence begins
 * with a question word. Each module has its own figures; modules with few words are measured together. The phrases are in
 * {@code english/phrases.txt}; a phrase that is good English gets a reviewed line in {@code english/exceptions.txt}.
 */
class PlainEnglishTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path DATA = Path.of("src/test/resources/english");
    private static final double PHRASES_PER_THOUSAND = 1;
    private static final double PERCENT_OF_QUESTIONS = 2;
    private static final int FEW_WORDS = 2_000;
    private static final String SMALL = "small modules";

    /** A text block, a string, a character or a comment; comments are the groups 1 and 2. */
    private static final Pattern TOKENS = Pattern.compile("\"\"\"(?s:(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+)\"\"\""
            + "|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\""
            + "|'[^'\\\\\n]*+(?:\\\\.[^'\\\\\n]*+)*+'"
            + "|/\\*(?s:(.*?))\\*/"
            + "|//([^\n]*)");

    /** Matches tags and code, which are not English text. */
    private static final Pattern MARKUP = Pattern.compile("\\{@\\w+ [^}]*}|<[^>]+>|[*@]");

    private static final Pattern QUESTION = Pattern.compile(
            "(?:what|whose|whoever|whom|who|where|whether|which|of|how|when|why)\\b.*", Pattern.CASE_INSENSITIVE);

    private record Hit(String file, String comment, int begin, int end) {
        String shown() {
            return file + ": …" + comment.substring(Math.max(0, begin - 50), Math.min(comment.length(), end + 50))
                    + "…";
        }
    }

    private static final class Figures {
        private int words;
        private int docs;
        private final List<Hit> phrases = new ArrayList<>();
        private final List<Hit> questions = new ArrayList<>();

        private void add(Figures more) {
            words += more.words;
            docs += more.docs;
            phrases.addAll(more.phrases);
            questions.addAll(more.questions);
        }

        private double phrasesPerThousand() {
            return 1000.0 * phrases.size() / Math.max(1, words);
        }

        private double percentOfQuestions() {
            return 100.0 * questions.size() / Math.max(1, docs);
        }
    }

    private static Pattern phrases;
    private static final Map<String, Set<String>> EXCEPTIONS = new TreeMap<>();
    private static final Set<String> UNUSED = new TreeSet<>();
    private static final Map<String, Figures> MODULES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        phrases = Pattern.compile(
                entries("phrases.txt")
                        .map(line -> line.split(" +-> ", 2)[0])
                        .collect(Collectors.joining("|", "\\b(?:", ")\\b")),
                Pattern.CASE_INSENSITIVE);
        entries("exceptions.txt").forEach(line -> {
            String[] parts = line.split(": ", 2);
            EXCEPTIONS.computeIfAbsent(parts[0], file -> new TreeSet<>()).add(parts[1]);
            UNUSED.add(line);
        });
        for (String group : List.of("bundles", "routes", "features")) {
            for (Path file : sources(ROOT.resolve(group))) {
                String path = ROOT.relativize(file).toString();
                MODULES.computeIfAbsent(path.replaceFirst("/src/main/.*", ""), module -> new Figures())
                        .add(measure(path, Files.readString(file)));
            }
        }
    }

    private static Stream<String> entries(String file) throws IOException {
        return Files.readAllLines(DATA.resolve(file)).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static Figures measure(String path, String source) {
        Figures figures = new Figures();
        Matcher token = TOKENS.matcher(source);
        while (token.find()) {
            String comment = token.group(1) == null ? token.group(2) : token.group(1);
            if (comment == null) {
                continue;
            }
            boolean doc = token.group(1) != null && comment.startsWith("*");
            String line = comment.replaceAll("[\\s*]+", " ").strip();
            String text = MARKUP.matcher(line).replaceAll(" ");
            figures.words += text.isBlank() ? 0 : text.strip().split("\\s+").length;
            boolean isAllowed = hasException(path, line);
            Matcher phrase = phrases.matcher(text);
            while (!isAllowed && phrase.find()) {
                figures.phrases.add(new Hit(path, text, phrase.start(), phrase.end()));
            }
            if (doc && !line.isEmpty() && !line.startsWith("@")) {
                figures.docs++;
                if (!isAllowed && QUESTION.matcher(line).matches()) {
                    figures.questions.add(new Hit(path, line, 0, 30));
                }
            }
        }
        return figures;
    }

    private static boolean hasException(String path, String comment) {
        boolean isAllowed = false;
        for (String text : EXCEPTIONS.getOrDefault(path, Set.of())) {
            if (comment.contains(text)) {
                UNUSED.remove(path + ": " + text);
                isAllowed = true;
            }
        }
        return isAllowed;
    }

    private static Map<String, Figures> pooled() {
        Map<String, Figures> measured = new TreeMap<>();
        MODULES.forEach((module, figures) -> measured.computeIfAbsent(
                        figures.words < FEW_WORDS ? SMALL : module, name -> new Figures())
                .add(figures));
        return measured;
    }

    private static String report(String module, double figure, List<Hit> hits) {
        return String.format(Locale.ROOT, "%s: %.2f%n", module, figure)
                + hits.stream()
                        .sorted(Comparator.comparing(Hit::file))
                        .map(hit -> "    " + hit.shown())
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void commentsHaveFewUnclearPhrases() {
        assertTrue(
                MODULES.values().stream().mapToInt(figures -> figures.words).sum() > 150_000,
                MODULES.keySet()::toString);
        List<String> wrong = new ArrayList<>();
        pooled().forEach((module, figures) -> {
            if (figures.phrasesPerThousand() > PHRASES_PER_THOUSAND) {
                wrong.add(report(module, figures.phrasesPerThousand(), figures.phrases));
            }
        });
        assertEquals("", String.join("\n", wrong), "phrases of phrases.txt per 1,000 words");
    }

    @Test
    void javadocDoesNotBeginWithQuestionWord() {
        assertTrue(
                MODULES.values().stream().mapToInt(figures -> figures.docs).sum() > 5_000, MODULES.keySet()::toString);
        List<String> wrong = new ArrayList<>();
        pooled().forEach((module, figures) -> {
            if (figures.percentOfQuestions() > PERCENT_OF_QUESTIONS) {
                wrong.add(report(module, figures.percentOfQuestions(), figures.questions));
            }
        });
        assertEquals("", String.join("\n", wrong), "percent of Javadoc that begins with a question word");
    }

    @Test
    void exceptionsAreAllUsed() {
        assertEquals(Set.of(), UNUSED);
    }

    /** Tests the measurement itself: phrases in strings, exceptions and markup are not counted. */
    @Test
    void countsPhrasesInCommentsOnly() {
        Figures figures = measure(
                "A.java",
                "/** What the caller sent anew. */\nString a = \"whoever // nobody\"; // {@code anew} whoever it is\n"
                        + "String b = \"\"\"\n/* nobody */\n\"\"\"; char c = '\"'; /* somebody */");
        assertEquals(4, figures.phrases.size(), figures.phrases::toString);
        assertEquals(1, figures.questions.size(), figures.questions::toString);
        assertEquals(1, figures.docs);
    }
}
