package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paths, classes, pages and tests that documents name must exist. */
class DocumentsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MOST_LINES = 120;
    private static final int MOST_WORDS_OF_A_DECISION = 150;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w*");
    private static final Pattern PATH = Pattern.compile("(bundles|routes|features|etc)/[^ :,]*");

    /** Documents in which every class name set as code must exist. In other documents only names of tests are checked. */
    private static final Set<String> ABOUT_CODE =
            Set.of("CONTRIBUTING.md", "walkthrough.md", "architecture.md", "integrator.md");

    private static final Pattern USED = Pattern.compile("(?:\\bnew |\\bextends |\\bclass )([A-Z]\\w+)");
    private static final Set<String> OF_OTHERS = Set.of("CamelTestSupport", "RouteBuilder", "RoutesBuilder", "Option");

    private static Set<String> classes;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            classes = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("features/docs"), 2)) {
            List<Path> all =
                    new ArrayList<>(pages.filter(page -> page.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            for (String name : List.of(
                    "README.md",
                    "CONTRIBUTING.md",
                    "SECURITY.md",
                    "etc/procedures/README.md",
                    "etc/procedures/EXAMPLES.md",
                    "etc/certificates/README.md")) {
                all.add(ROOT.resolve(name));
            }
            return all;
        }
    }

    @Test
    void everyLinkTargetExists() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).contains("://") && Files.notExists(document.resolveSibling(link.group(1)))) {
                    dead.add(document.getFileName() + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void indexLinksEveryPageAndReadmeIsShort() throws IOException {
        Path handbook = ROOT.resolve("features/docs");
        String index = Files.readString(handbook.resolve("index.md"));
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            if (document.getParent().equals(handbook) && !index.contains("(" + document.getFileName() + ")")) {
                missing.add(document.getFileName().toString());
            }
        }
        missing.remove("index.md");
        assertEquals(List.of(), missing);
        assertTrue(Files.readString(ROOT.resolve("README.md")).lines().count() <= MOST_LINES, "lines of the README");
    }

    @Test
    void theReadmeQuotesTheCommandThatTestsEverything() throws IOException {
        Matcher owned = Pattern.compile("(?m)^command='(.+)'$").matcher(Files.readString(ROOT.resolve(".ci/run")));
        assertTrue(owned.find(), ".ci/run has a line command='...'");
        Matcher quoted =
                Pattern.compile("(?m)^## Test\n\n```\n(.+)\n```$").matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(quoted.find(), "README.md has a command under '## Test'");
        assertEquals(owned.group(1), quoted.group(1));
    }

    /** The numbers of decisions are consecutive, and the page on the architecture links to each. */
    @Test
    void everyDecisionIsShortAndLinked() throws IOException {
        String architecture = Files.readString(ROOT.resolve("features/docs/architecture.md"));
        List<Path> decisions = documents().stream()
                .filter(document -> document.getParent().endsWith("decisions"))
                .toList();
        assertTrue(decisions.size() >= 13, decisions::toString);
        List<String> wrong = new ArrayList<>();
        for (Path decision : decisions) {
            String name = decision.getFileName().toString();
            String text = Files.readString(decision);
            List<String> headings =
                    text.lines().filter(line -> line.startsWith("## ")).toList();
            if (!name.startsWith(String.format("%04d-", decisions.indexOf(decision) + 1))) {
                wrong.add(name + ": number");
            }
            if (!headings.equals(List.of("## Context", "## Decision", "## Consequences"))) {
                wrong.add(name + ": " + headings);
            }
            if (text.split("\\s+").length > MOST_WORDS_OF_A_DECISION) {
                wrong.add(name + ": " + text.split("\\s+").length + " words");
            }
            if (!architecture.contains("(decisions/" + name + ")")) {
                wrong.add(name + ": no link in architecture.md");
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** After a fence without a partner, text is shown as code and code as text. */
    @Test
    void everyCodeBlockIsClosed() throws IOException {
        List<String> open = new ArrayList<>();
        for (Path document : documents()) {
            boolean isOpen = false;
            for (String line : Files.readAllLines(document)) {
                String fence = line.strip();
                if (fence.startsWith("```")) {
                    if (isOpen && !fence.equals("```")) {
                        open.add(document.getFileName() + ": " + line);
                    }
                    isOpen = !isOpen;
                }
            }
            if (isOpen) {
                open.add(document.getFileName() + ": the last block");
            }
        }
        assertEquals(List.of(), open);
    }

    /** For a name with a placeholder, the folder before it must exist. */
    @Test
    void everyPathInContributingGuideExists() throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher code = CODE.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")));
        while (code.find()) {
            Matcher path = PATH.matcher(code.group(1).replace("/…/", "/src/main/java/city/pishkhan/"));
            if (path.lookingAt()) {
                String named = path.group().replaceFirst("/[^/]*[<*].*", "");
                if (Files.notExists(ROOT.resolve(named))) {
                    missing.add(named);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyNamedClassAndTestExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            String name = document.getFileName().toString();
            Matcher code = CODE.matcher(Files.readString(document));
            while (code.find()) {
                String word = code.group(1);
                boolean named =
                        ABOUT_CODE.contains(name) ? CLASS.matcher(word).matches() : word.matches("[A-Z]\\w+(Test|IT)");
                if (named && !classes.contains(word)) {
                    missing.add(name + ": " + word);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /**
     * The pages on protecting the hub are restricted to operators. The build checks only that every page has a line and every line a page.
     */
    @Test
    void securityPagesAreForOperators() throws IOException {
        List<String> contents = Files.readAllLines(ROOT.resolve("features/docs/contents.txt"));
        for (String page : List.of("operations", "logins", "payments", "security")) {
            assertTrue(contents.stream().anyMatch(line -> line.matches(page + " +operator +.*")), page);
        }
    }

    /** In code examples, every class that is created, extended or declared must exist; in the text between them, every class name. */
    @Test
    void everyClassOnTestingPageExists() throws IOException {
        String page = Files.readString(ROOT.resolve("features/docs/testing.md"));
        Set<String> named = new TreeSet<>();
        Matcher example = Pattern.compile("(?s)```java\n(.*?)```").matcher(page);
        while (example.find()) {
            Matcher made = USED.matcher(example.group(1));
            while (made.find()) {
                named.add(made.group(1));
            }
        }
        Matcher code = CODE.matcher(page.replaceAll("(?s)```.*?```", ""));
        while (code.find()) {
            if (CLASS.matcher(code.group(1)).matches()) {
                named.add(code.group(1));
            }
        }
        assertTrue(named.containsAll(Set.of("PermitCase", "VehicleRoutes", "CityExtension")), named::toString);
        named.removeAll(classes);
        named.removeAll(OF_OTHERS);
        assertEquals(Set.of(), named);
    }

    @Test
    void everyPackageHasPackageInfo() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> silent = files.filter(path -> path.toString().endsWith(".java"))
                    .map(path -> ROOT.relativize(path.getParent()))
                    .filter(folder -> folder.toString()
                            .matches("(bundles|routes|features/(testkit|demo|benchmarks))/.*src/main/java/.*"))
                    .distinct()
                    .filter(folder -> Files.notExists(ROOT.resolve(folder).resolve("package-info.java")))
                    .sorted()
                    .toList();
            assertEquals(List.of(), silent);
        }
    }
}
