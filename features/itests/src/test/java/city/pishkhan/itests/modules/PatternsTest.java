package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regular expressions of the hub must not repeat a group that contains an alternative or another repetition, unless the outer repetition is
 * possessive ({@code *+}) or small. The JDK matches each round by a recursive call, so that a long text overflows the stack; and ambiguous
 * splits take exponential time. The test reads constants of compiled classes, in which the parts of an expression are already concatenated.
 */
class PatternsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int SMALL = 20;
    private static final int MINIMUM_CLASSES = 1_500;

    private static final Set<String> REGEX_USERS =
            Set.of("java/util/regex/Pattern", "matches", "replaceAll", "replaceFirst", "split");

    @Test
    void noPatternCanOverflowStackOrBacktrackUnbounded() throws IOException {
        Set<String> found = new TreeSet<>();
        int classes = 0;
        for (Path folder : classFolders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    classes++;
                    for (String constant : constants(Files.readAllBytes(file))) {
                        if (isPattern(constant) && isDangerous(constant)) {
                            found.add(folder.relativize(file) + ": " + constant);
                        }
                    }
                }
            }
        }
        assertTrue(classes > MINIMUM_CLASSES, classes + " classes: build all modules first");
        assertEquals(Set.of(), found);
    }

    /** The masks of the log are checked as well, because every log line passes through them, with any text from a caller. */
    @Test
    void logMaskPatternsAreSafe() throws IOException {
        for (String line : Files.readAllLines(ROOT.resolve("etc/org.ops4j.pax.logging.cfg"))) {
            assertFalse(line.contains("%replace") && isDangerous(line), line);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(A|B)*",
                "(?:[^\"\\\\]|\\\\.)*",
                "(a+)+",
                "(?:\\p{Nd}+[ -])*x",
                "(x[0-9]{1,3}){2,}",
                "((a|b)c)+?",
                "(?:a|b){0,5000}",
                "(\"[^\"]*\")+"
            })
    void detectsDangerousPatterns(String pattern) {
        assertTrue(isDangerous(pattern));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(A|B)*+",
                "(?:[^\"\\\\]|\\\\.)*+",
                "(abc)+",
                "(\\.[0-9]{1,3}){3}",
                "[(a|b)*]+",
                "\\(a|b\\)*",
                "(a|b)?",
                "(?:x[0-9]{4})*"
            })
    void acceptsSafePatterns(String pattern) {
        assertFalse(isDangerous(pattern));
    }

    private static List<Path> classFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String part : List.of("bundles", "routes")) {
            // a module is directly in the folder bundles or routes, or in a group of modules
            try (Stream<Path> modules = Files.walk(ROOT.resolve(part), 2)) {
                modules.map(module -> module.resolve("target/classes"))
                        .filter(Files::isDirectory)
                        .forEach(folders::add);
            }
        }
        return folders;
    }

    private static boolean isPattern(String text) {
        if (text.indexOf(')') < 0) {
            return false;
        }
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Returns the string constants of a class that uses regular expressions, otherwise an empty list. */
    private static List<String> constants(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        List<Integer> strings = new ArrayList<>();
        boolean uses = false;
        for (int i = 1; i < count; i++) {
            switch (in.readUnsignedByte()) {
                case 1 -> {
                    String text = in.readUTF();
                    texts.put(i, text);
                    uses |= REGEX_USERS.contains(text);
                }
                case 8 -> strings.add(in.readUnsignedShort());
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 15 -> in.skipNBytes(3);
                case 7, 16, 19, 20 -> in.skipNBytes(2);
                default -> in.skipNBytes(4);
            }
        }
        return uses ? strings.stream().map(texts::get).toList() : List.of();
    }

    /** An open group while a pattern is read. */
    private static final class Group {
        private boolean alternative;
        private boolean repetition;
    }

    private static boolean isDangerous(String pattern) {
        Deque<Group> open = new ArrayDeque<>(List.of(new Group()));
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = endOfClass(pattern, i);
            } else if (c == '(') {
                open.push(new Group());
                i += pattern.startsWith("?", i + 1) ? 1 : 0;
            } else if (c == '|') {
                open.peek().alternative = true;
            } else if (c == ')' && open.size() > 1) {
                Group closed = open.pop();
                int most = maxRepetitions(pattern, i + 1);
                if (most > SMALL && !isPossessive(pattern, i + 1) && (closed.alternative || closed.repetition)) {
                    return true;
                }
                open.peek().alternative |= closed.alternative;
                open.peek().repetition |= closed.repetition;
            } else if (isVariable(pattern, i)) {
                open.peek().repetition = true;
            }
        }
        return false;
    }

    private static int endOfClass(String pattern, int begin) {
        int depth = 0;
        for (int i = begin; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && i > begin + 1 && --depth == 0) {
                return i;
            }
        }
        return pattern.length();
    }

    /** Maximum number of repetitions given by the quantifier at this position; 1 if there is none. */
    private static int maxRepetitions(String pattern, int at) {
        if (at >= pattern.length()) {
            return 1;
        }
        char c = pattern.charAt(at);
        if (c == '*' || c == '+') {
            return Integer.MAX_VALUE;
        }
        String bounds = bounds(pattern, at);
        if (bounds.isEmpty()) {
            return 1;
        }
        String last = bounds.substring(bounds.indexOf(',') + 1);
        return last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last);
    }

    private static String bounds(String pattern, int at) {
        int end = at < pattern.length() && pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
        String bounds = end < 0 ? "" : pattern.substring(at + 1, end);
        return bounds.isEmpty() || !bounds.chars().allMatch(d -> d == ',' || d >= '0' && d <= '9') ? "" : bounds;
    }

    private static boolean isPossessive(String pattern, int at) {
        int end = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : at;
        return pattern.startsWith("+", end + 1);
    }

    private static boolean isVariable(String pattern, int at) {
        char c = pattern.charAt(at);
        return c == '*' || c == '+' || c == '?' || bounds(pattern, at).contains(",");
    }
}
