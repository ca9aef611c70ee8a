package city.pishkhan.itests.rooms;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalogues of messages against one another, and against the code that speaks from them. */
class MessagesTest {
    private static final Path ROOT = Path.of("../..");
    private static final String ENGLISH = "messages_en.properties";
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)}");
    private static final Pattern PERSIAN = Pattern.compile("[\\u0600-\\u06FF]");

    /** Where arguments begin in what takes a key first. */
    private static final Map<String, Integer> REFUSALS =
            Map.of("invalid", 2, "conflict", 1, "tooMany", 2, "passing", 2, "forbidden", 1);

    private static final Set<String> TEXTS = Set.of("text", "both", "english", "persian");

    private static final Pattern PERSIAN_WORD = Pattern.compile("[\\u0620-\\u064A\\u066E-\\u06D3]{2}");

    /** Persian that is data and no message, with the reason. */
    private static final Map<String, String> DATA = Map.of(
            "PersianDate.java", "months and weekdays belong to the calendar, not to a language of the page",
            "PlateNumber.java", "letters of number plates",
            "SettlementCsv.java", "words by which banks' files tell sales and reversals");

    /** What a bundle says in one language. */
    private static Properties read(Path file) {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static Map<Path, Path> catalogues;

    @BeforeAll
    static void find() throws IOException {
        catalogues = new TreeMap<>();
        for (String folder : List.of("bundles", "routes")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.endsWith(ENGLISH) && file.toString().contains("/src/main/"))
                        .forEach(file -> catalogues.put(module(file), file));
            }
        }
        assertTrue(catalogues.size() > 20, catalogues::toString);
    }

    private static Path module(Path file) {
        Path at = file;
        while (!at.endsWith("src")) {
            at = at.getParent();
        }
        return at.getParent();
    }

    private static Set<Integer> arguments(String words) {
        Set<Integer> found = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(words);
        while (matcher.find()) {
            found.add(Integer.valueOf(matcher.group(1)));
        }
        return found;
    }

    @Test
    void everythingIsSaidInBothLanguages() {
        assertAll(catalogues.values().stream().map(file -> () -> {
            Properties english = read(file);
            Properties persian = read(file.resolveSibling("messages_fa.properties"));
            assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(persian.keySet()), file::toString);
            english.forEach((key, words) -> {
                String said = file + " " + key;
                assertTrue(
                        !words.toString().isBlank()
                                && !PERSIAN.matcher(words.toString()).find(),
                        said);
                assertTrue(PERSIAN.matcher(persian.get(key).toString()).find(), said);
            });
        }));
    }

    private record Call(String where, String key, int given) {}

    /** Every call in a module whose key stands in it as a literal. */
    private static List<Call> calls(Path module) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (CompilationUnitTree unit : SourceTrees.of(module.resolve("src/main/java"))) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                    if (call.getMethodSelect() instanceof MemberSelectTree method) {
                        heard(method, call.getArguments());
                    }
                    return super.visitMethodInvocation(call, none);
                }

                private void heard(MemberSelectTree method, List<? extends ExpressionTree> arguments) {
                    String owner = method.getExpression().toString();
                    String name = method.getIdentifier().toString();
                    if (owner.equals("Refusal") && REFUSALS.containsKey(name)) {
                        said(arguments, 0, REFUSALS.get(name), "");
                    } else if (owner.equals("Refusal") && name.equals("of")) {
                        said(arguments, 1, 3, "");
                    } else if (owner.equals("Refusal") && name.equals("violation")) {
                        said(arguments, 0, 4, "");
                    } else if (owner.equals("Refusal") && name.equals("notFound")) {
                        said(arguments, 0, 1, ".unknown");
                    } else if ((owner.equals("MESSAGES") || owner.startsWith("Messages.of(")) && TEXTS.contains(name)) {
                        said(arguments, 0, 1, "");
                    }
                }

                private void said(List<? extends ExpressionTree> arguments, int key, int first, String end) {
                    if (arguments.get(key) instanceof LiteralTree literal) {
                        calls.add(new Call(SourceTrees.file(unit), literal.getValue() + end, arguments.size() - first));
                    }
                }
            }.scan(unit, null);
        }
        return calls;
    }

    @Test
    void whatTheCodeSaysIsThereAndGetsItsArguments() {
        assertAll(catalogues.entrySet().stream().map(entry -> () -> {
            Properties english = read(entry.getValue());
            Properties persian = read(entry.getValue().resolveSibling("messages_fa.properties"));
            List<Call> calls = calls(entry.getKey());
            Set<String> wrong = calls.stream()
                    .filter(call -> !english.containsKey(call.key)
                            || Stream.of(english, persian)
                                            .flatMap(words -> arguments(words.getProperty(call.key)).stream())
                                            .collect(Collectors.toCollection(TreeSet::new))
                                            .stream()
                                            .reduce(-1, Math::max)
                                            .intValue()
                                    != call.given - 1)
                    .map(Call::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), wrong, entry.getKey()::toString);
        }));
    }

    /** In either of its ways; which arguments a warning's sentences use is theirs. */
    @Test
    void everyWarningHasWords() {
        assertAll(catalogues.entrySet().stream().map(entry -> () -> {
            Properties english = read(entry.getValue());
            Set<String> wanting = new TreeSet<>();
            for (CompilationUnitTree unit : SourceTrees.of(entry.getKey().resolve("src/main/java"))) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                        if (call.getMethodSelect().toString().equals("HealthWarning.of")
                                && call.getArguments().size() > 2) {
                            said(call.getArguments().get(1));
                        }
                        return super.visitMethodInvocation(call, none);
                    }

                    private void said(ExpressionTree way) {
                        if (way instanceof ConditionalExpressionTree either) {
                            said(either.getTrueExpression());
                            said(either.getFalseExpression());
                        } else if (way instanceof LiteralTree one
                                && !english.containsKey("warning." + one.getValue())) {
                            wanting.add(SourceTrees.file(unit) + " " + one.getValue());
                        }
                    }
                }.scan(unit, null);
            }
            assertEquals(Set.of(), wanting);
        }));
    }

    /** Javadoc and annotations may hold terms of the field. */
    @Test
    void noPersianThatAPersonReadsStandsInJava() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String folder : List.of("bundles", "routes")) {
            for (CompilationUnitTree unit : SourceTrees.of(ROOT.resolve(folder))) {
                persian(unit).forEach(literal -> found.computeIfAbsent(SourceTrees.file(unit), f -> new TreeSet<>())
                        .add(literal));
            }
        }
        assertEquals(new TreeSet<>(DATA.keySet()), found.keySet(), found::toString);
    }

    private static Set<String> persian(CompilationUnitTree unit) {
        Set<String> literals = new TreeSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void none) {
                return null;
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void none) {
                if (literal.getValue() instanceof String text
                        && PERSIAN_WORD.matcher(text).find()) {
                    literals.add(text);
                }
                return null;
            }
        }.scan(unit, null);
        return literals;
    }
}
