package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each cell of the table of powers has a result and an existing test, and the handbook shows the same table. */
class PowersTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path SCRIPT = ROOT.resolve("features/distribution/src/main/resources/bin/powers");
    private static final Path PAGE = ROOT.resolve("features/docs/powers.md");
    private static final Path CONTRACTS =
            ROOT.resolve("bundles/base/contracts/src/main/resources/city/pishkhan/contracts");
    private static final Pattern WRITTEN = Pattern.compile("(?s)(<!-- written by[^\\n]*-->\\n).*?(<!-- end -->)");
    private static final int CELLS = 12 * 14;
    private static final Set<String> RESULTS = Set.of("two", "refused", "one", "host");

    private static JsonNode cells() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(SCRIPT.toString(), "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode cells = JsonMapper.builder().build().readTree(process.getInputStream());
        assertEquals(0, process.waitFor());
        return cells;
    }

    @Test
    void eachCellHasResultAndTest() throws Exception {
        Map<String, String> sources = tests();
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (JsonNode cell : cells()) {
            String name =
                    cell.path("power").asText() + " by " + cell.path("way").asText();
            seen.add(name);
            String result = cell.path("result").asText();
            String test = cell.path("test").asText();
            // a weakness may have no test
            boolean isTested = exists(test, sources) || result.equals("one") && test.equals("-");
            if (!RESULTS.contains(result) || cell.path("reason").asText().isEmpty() || !isTested) {
                wrong.add(name + ": " + cell);
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(CELLS, seen.size());
    }

    /** @param test {@code Class.method} */
    private static boolean exists(String test, Map<String, String> sources) {
        String[] parts = test.split("\\.");
        return parts.length == 2 && sources.getOrDefault(parts[0], "").contains(" void " + parts[1] + "(");
    }

    /** Sources of all test classes by class name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String folder : List.of("bundles", "routes", "features")) {
            Files.walkFileTree(ROOT.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.toString().matches(".*/src/test/java/.*(Test|IT)[.]java")) {
                        sources.merge(
                                file.getFileName().toString().replace(".java", ""),
                                Files.readString(file),
                                String::concat);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return sources;
    }

    @Test
    void handbookShowsTable() throws Exception {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        Set<String> ways = new LinkedHashSet<>();
        for (JsonNode cell : cells()) {
            String way = cell.path("way").asText();
            ways.add(way);
            rows.computeIfAbsent(cell.path("power").asText(), none -> new LinkedHashMap<>())
                    .put(way, cell.path("result").asText());
        }
        StringBuilder table = new StringBuilder(
                "| Power | " + String.join(" | ", ways) + " |\n|" + "---|".repeat(ways.size() + 1) + "\n");
        rows.forEach(
                (power, results) -> table.append("| " + power + " | " + String.join(" | ", results.values()) + " |\n"));
        String page = Files.readString(PAGE);
        String expected = WRITTEN.matcher(page)
                .replaceFirst(match -> Matcher.quoteReplacement(match.group(1) + table + match.group(2)));
        if (Boolean.getBoolean("powers.write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertEquals(expected, page, "run this test with -Dpowers.write=true");
        }
    }

    /** No operation of committees or operators is also a SOAP operation. */
    @Test
    void soapOffersNoPower() throws Exception {
        Set<String> soap = new TreeSet<>();
        for (String contract : List.of("office", "agency")) {
            soap.addAll(names(
                    CONTRACTS.resolve("soap/" + contract + "/" + contract + ".wsdl"), "operation name=\"(\\w+)\""));
        }
        try (Stream<Path> contracts = Files.list(CONTRACTS.resolve("soap"))) {
            assertEquals(2, contracts.count());
        }
        Set<String> powers = new TreeSet<>();
        for (String contract : List.of("committee", "operator")) {
            powers.addAll(names(CONTRACTS.resolve(contract + "/openapi.json"), "\"operationId\" : \"(\\w+)\""));
        }
        assertTrue(powers.contains("acceptCode") && powers.size() > 40, powers::toString);
        assertFalse(soap.isEmpty());
        powers.retainAll(soap);
        assertEquals(Set.of(), powers);
    }

    private static Set<String> names(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
