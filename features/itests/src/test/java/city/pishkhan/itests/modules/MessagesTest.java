package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Consistency of the message catalogues in both languages, and with the code that uses them. */
class MessagesTest {
    private static final Path ROOT = Path.of("../..");
    private static final String ENGLISH = "messages_en.properties";
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)(?::[a-z-]+)?}");
    private static final Pattern PERSIAN = Pattern.compile("[\\u0600-\\u06FF]");

    /** Methods that take a message key, with the index of the first argument that is filled into the message. */
    private static final Map<String, Integer> REFUSALS =
            Map.of("invalid", 2, "conflict", 1, "tooMany", 2, "temporaryConflict", 2, "forbidden", 1);

    private static final Set<String> TEXTS = Set.of("text", "both", "english", "persian");

    private static final Pattern TEMPLATE_KEY = Pattern.compile("\\btext\\(\"([^\"]+)\"[,)]");

    private static final Pattern KIND = Pattern.compile("\\{(\\d+):([a-z-]+)}");

    /** Kinds of codes whose names are defined by the rules in force. */
    private static final Set<String> RULE_KINDS =
            Set.of("service", "stage", "agency", "word", "paper", "fact", "discipline");

    private static final Pattern APART =
            Pattern.compile("`[^`]*`|\\{\\d+(?::[a-z-]+)?}|[\\u2066-\\u2068\\u202D][^\\u2069\\u202C]*[\\u2069\\u202C]");

    private static final Pattern ALLOWED_LATIN = Pattern.compile(
            "\\b(PDF|PNG|JPEG|TIFF|JSON|XML|SOAP|IP|TLS|SSH|NTP|DTD|KAR|MBean|Karaf|UTF-8|RFC 4180|SHA-256|Ed25519|IR|S3|PostgreSQL|Apache Tika)\\b");

    private static final Pattern LATIN = Pattern.compile("[A-Za-z0-9]");

    private static final Pattern PERSIAN_WORD = Pattern.compile("[\\u0620-\\u064A\\u066E-\\u06D3]{2}");

    /** Persian text in code that is data and not a message, with the reason. */
    private static final Map<String, String> DATA = Map.of(
            "PersianDate.java", "months and weekdays belong to the calendar, not to a language of the page",
            "PlateNumber.java", "letters of number plates",
            "SettlementCsv.java", "words by which banks' files tell sales and reversals");

    /** Reads a bundle's messages in one language. */
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
    void englishAndPersianCatalogsHaveSameKeys() {
        assertAll(catalogues.values().stream().map(file -> () -> {
            Properties english = read(file);
            Properties persian = read(file.resolveSibling("messages_fa.properties"));
            assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(persian.keySet()), file::toString);
            english.forEach((key, words) -> {
                String location = file + " " + key;
                assertTrue(
                        !words.toString().isBlank()
                                && !PERSIAN.matcher(words.toString()).find(),
                        location);
                assertTrue(PERSIAN.matcher(persian.get(key).toString()).find(), location);
            });
        }));
    }

    private record Call(String where, String key, int given) {}

    /** All calls in a module that take a message key as a literal. */
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
                    } else if (owner.equals("RefusalText") && name.equals("of")) {
                        said(arguments, 1, 2, "");
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
    void messagesExistAndMatchArgumentCount() {
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

    /** Every message that a template names by a literal exists. Its arguments are not checked. */
    @Test
    void messagesOfTemplatesExist() {
        AtomicInteger found = new AtomicInteger();
        assertAll(catalogues.entrySet().stream().map(entry -> () -> {
            Properties english = read(entry.getValue());
            Set<String> missing = new TreeSet<>();
            try (Stream<Path> files = Files.walk(entry.getKey().resolve("src/main"))) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".ftlh"))::iterator) {
                    TEMPLATE_KEY.matcher(Files.readString(file)).results().forEach(key -> {
                        found.incrementAndGet();
                        if (!english.containsKey(key.group(1))) {
                            missing.add(file.getFileName() + " " + key.group(1));
                        }
                    });
                }
            }
            assertEquals(Set.of(), missing);
        }));
        assertTrue(found.get() > 30, found::toString);
    }

    /**
     * Persian messages contain no bare Latin text. Technical values are set in backticks, which isolate them; digits are Persian; other
     * Latin words are allowed only if Persian uses them as well.
     */
    @Test
    void persianMessagesContainNoUnmarkedLatin() {
        assertAll(catalogues.values().stream().map(file -> () -> {
            Map<String, String> bare = new TreeMap<>();
            read(file.resolveSibling("messages_fa.properties")).forEach((key, words) -> {
                String left = ALLOWED_LATIN
                        .matcher(APART.matcher(words.toString()).replaceAll(" "))
                        .replaceAll(" ");
                if (LATIN.matcher(left).find()) {
                    bare.put(key.toString(), words.toString());
                }
            });
            assertEquals(Map.of(), bare, file::toString);
        }));
    }

    /** A number that is not part of an example, an address, a date or a name. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w/:.+\"-])(?!(?:[01]|[\u06F0\u06F1])(?![\\w\u06F0-\u06F9]))[0-9\u06F0-\u06F9]"
                    + "[0-9,\u06F0-\u06F9\u066C]*(?![\\w/:\"-]|\\.\\w)");

    private static final Pattern NUMBERS_THAT_ARE_NO_LIMITS = Pattern.compile(
            "`[^`]*`|\\{\\d+(?::[a-z-]+)?}"
                    + "|[\\u2066-\\u2068\\u202D][^\\u2069\\u202C]*[\\u2069\\u202C]|RFC 4180|chmod 600|Bundle-ManifestVersion 2");

    /**
     * Messages whose numbers depend on no setting and no constant of the hub, with the reason. Numbers in messages of
     * {@code identifiers} belong to formats.
     */
    private static final Map<String, String> FIXED_NUMBERS = Map.ofEntries(
            Map.entry("authority.legal", "the format of an identifier"),
            Map.entry("authority.natural", "the format of an identifier"),
            Map.entry("form.mobile.hint", "the format of an identifier"),
            Map.entry("form.national-id.hint", "the format of an identifier"),
            Map.entry("authority.sheet", "the length of SHA-256"),
            Map.entry("terms-check.rule-set", "the length of SHA-256"),
            Map.entry("sha256.shape", "the length of SHA-256"),
            Map.entry("image.rotation", "quarter turns"),
            Map.entry("receipt.rounding", "bills are whole thousands by the format of payment ids"),
            Map.entry("payer.ended", "the banks return unconfirmed payments after this time"),
            Map.entry("warning.guessing/certificate/effect", "the limit belongs to the certificates bundle"),
            Map.entry("warning.sheets-damaged/effect", "an HTTP status"));

    /** A limit is an argument of its message, so that a changed limit cannot contradict the text. */
    @Test
    void messagesDoNotHardCodeLimits() {
        Map<String, String> found = new TreeMap<>();
        catalogues.forEach((module, file) -> {
            if (!module.endsWith("identifiers")) {
                for (Path language : List.of(file, file.resolveSibling("messages_fa.properties"))) {
                    read(language).forEach((key, words) -> {
                        if (NUMBER.matcher(NUMBERS_THAT_ARE_NO_LIMITS
                                        .matcher(words.toString())
                                        .replaceAll(" "))
                                .find()) {
                            found.put(key.toString(), words.toString());
                        }
                    });
                }
            }
        });
        Set<String> unused = new TreeSet<>(FIXED_NUMBERS.keySet());
        unused.removeAll(found.keySet());
        found.keySet().removeAll(FIXED_NUMBERS.keySet());
        assertEquals(Map.of(), found, "give the limit as an argument");
        assertEquals(Set.of(), unused, "these messages have no such number");
    }

    /** If a message contains a code, its placeholder names the kind of code, and each kind has names. */
    @Test
    void codeKindsAreKnownAndMatchInBothLanguages() {
        Set<String> kinds = read(catalogues.get(ROOT.resolve("bundles/base/messages"))).keySet().stream()
                .map(key -> key.toString().replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        kinds.addAll(RULE_KINDS);
        assertAll(catalogues.values().stream().map(file -> () -> {
            Properties persian = read(file.resolveSibling("messages_fa.properties"));
            read(file).forEach((key, words) -> {
                Map<String, String> english = kinds(words.toString());
                assertTrue(kinds.containsAll(english.values()), () -> key + " " + english);
                Map<String, String> persianKinds = kinds(persian.getProperty(key.toString()));
                persianKinds.keySet().retainAll(english.keySet());
                english.keySet().retainAll(persianKinds.keySet());
                assertEquals(english, persianKinds, key::toString);
            });
        }));
    }

    private static Map<String, String> kinds(String words) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = KIND.matcher(words);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return found;
    }

    /** Every field of a request has a display name, which is used in error messages. */
    @Test
    void everyContractFieldHasName() throws IOException {
        Properties names = read(catalogues.get(ROOT.resolve("bundles/base/messages")));
        Set<String> nameless = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("bundles/base/contracts/src/main/resources"))) {
            for (Path file : files.filter(f -> f.endsWith("openapi.json")).toList()) {
                JsonNode contract = new ObjectMapper().readTree(file.toFile());
                Set<String> schemas = new TreeSet<>();
                contract.path("paths")
                        .forEach(path -> path.forEach(operation -> {
                            fields(contract, operation.path("requestBody"), schemas, nameless);
                            operation.path("parameters").forEach(parameter -> {
                                if (parameter.path("in").asText().equals("query")) {
                                    nameless.add(parameter.path("name").asText());
                                }
                            });
                        }));
            }
        }
        assertTrue(nameless.size() > 100, nameless::toString);
        nameless.removeIf(field -> names.containsKey("field." + field));
        assertEquals(Set.of(), nameless);
    }

    private static void fields(JsonNode contract, JsonNode part, Set<String> schemas, Set<String> fields) {
        String schema = part.path("$ref").asText().replaceFirst(".*/", "");
        if (!schema.isEmpty() && schemas.add(schema)) {
            fields(contract, contract.path("components").path("schemas").path(schema), schemas, fields);
        }
        part.properties().forEach(keyword -> {
            if (keyword.getKey().equals("properties")) {
                keyword.getValue().properties().forEach(property -> {
                    fields.add(property.getKey());
                    fields(contract, property.getValue(), schemas, fields);
                });
            } else {
                fields(contract, keyword.getValue(), schemas, fields);
            }
        });
    }

    /** Every warning has its texts; both alternatives of a conditional key are checked. Arguments are not checked. */
    @Test
    void everyWarningHasMessage() {
        assertAll(catalogues.entrySet().stream().map(entry -> () -> {
            Properties english = read(entry.getValue());
            Set<String> missing = new TreeSet<>();
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
                            missing.add(SourceTrees.file(unit) + " " + one.getValue());
                        }
                    }
                }.scan(unit, null);
            }
            assertEquals(Set.of(), missing);
        }));
    }

    /** Java string literals contain no Persian text for users. Javadoc and annotations may contain Persian terms. */
    @Test
    void javaContainsNoPersianUserText() throws IOException {
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
