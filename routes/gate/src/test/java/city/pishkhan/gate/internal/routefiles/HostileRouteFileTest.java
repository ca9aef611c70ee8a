package city.pishkhan.gate.internal.routefiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Route files that try to read secrets or run code, each with a counterpart that differs only in the attempt and is accepted. */
class HostileRouteFileTest {
    private static final Path FILES = Path.of("src/test/resources/routefiles");
    private static final Pattern RULE = Pattern.compile("(?m)^# Rule: ?(.*)$");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^# Property (\\w+): (.*)$");
    private static final Path ROOT = Path.of("../..");

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve("hostile"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static RouteFileRules rules() {
        return RouteFileRules.of(defaults("file_components"), defaults("file_steps"), defaults("file_languages"));
    }

    private static String[] defaults(String key) {
        try {
            return (String[]) RouteFileWatcher.Config.class.getMethod(key).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> problems(String name, String yaml, Map<String, String> properties) {
        return problems(rules(), name, yaml, properties);
    }

    private static List<String> problems(
            RouteFileRules rules, String name, String yaml, Map<String, String> properties) {
        List<String> problems = rules.formProblems(yaml);
        return problems.isEmpty() ? rules.modelProblems(name, yaml, properties) : problems;
    }

    private static Map<String, String> properties(String yaml) {
        Map<String, String> properties = new HashMap<>();
        Matcher line = PROPERTY.matcher(yaml);
        while (line.find()) {
            properties.put(line.group(1), line.group(2));
        }
        return properties;
    }

    @ParameterizedTest
    @MethodSource("names")
    void rejectsHostileFile(String name) throws IOException {
        String yaml = Files.readString(FILES.resolve("hostile").resolve(name));
        Matcher rule = RULE.matcher(yaml);
        assertTrue(rule.find(), "names its rule");
        List<String> problems = problems(name, yaml, properties(yaml));
        assertFalse(problems.isEmpty(), "accepted");
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(rule.group(1))), problems::toString);
        assertTrue(problems.stream().noneMatch(problem -> problem.startsWith("does not start")), problems::toString);
    }

    @ParameterizedTest
    @MethodSource("names")
    void acceptsHonestCounterpart(String name) throws IOException {
        String yaml = Files.readString(FILES.resolve("honest").resolve(name));
        assertEquals(List.of(), problems(name, yaml, properties(yaml)));
    }

    @Test
    void acceptsShippedFiles() throws IOException {
        Map<String, String> properties = Map.of(
                "host",
                "127.0.0.1:9000",
                "key",
                "k3y",
                "user",
                "hub",
                "password",
                "secret",
                "known.hosts",
                "/tmp/hosts");
        assertEquals(
                List.of(),
                problems(
                        "telecom.camel.yaml",
                        Files.readString(ROOT.resolve("etc/routes/telecom.camel.yaml.example")),
                        properties));
        String archetype = Files.readString(ROOT.resolve(
                        "features/examples/archetypes/routes/src/main/resources/archetype-resources/src/main/"
                                + "routes/__agency__.camel.yaml"))
                .replaceFirst("#set.*\n", "")
                .replace("${agency}", "gas")
                .replace("${dollar}", "$");
        assertEquals(List.of(), problems("gas.camel.yaml", archetype, properties));
        RouteFileRules extended = RouteFileRules.of(
                new String[] {"pishkhan, sftp"},
                new String[] {String.join(",", defaults("file_steps")) + ", pollEnrich"},
                defaults("file_languages"));
        assertEquals(
                List.of(),
                problems(
                        extended,
                        "heritage.camel.yaml",
                        Files.readString(ROOT.resolve("features/examples/sftp/src/main/routes/heritage.camel.yaml")),
                        properties));
    }

    @Test
    void permittedDynamicStepNeedsConstantHost() {
        RouteFileRules extended = RouteFileRules.of(
                new String[] {"direct, http"},
                new String[] {"toD, recipientList, poll"},
                new String[] {"simple, constant"});
        String route = "- route:\n    from:\n      uri: direct:in\n      steps:\n        - ";
        for (String good : new String[] {
            "toD: {uri: 'http://h/${body.id}'}",
            "recipientList: {expression: {constant: 'direct:a,direct:b'}}",
            "poll: {uri: 'direct:a'}"
        }) {
            assertEquals(List.of(), problems(extended, "a.camel.yaml", route + good, Map.of()), good);
        }
        for (String bad : new String[] {
            "toD: {uri: 'http://${body.host}/'}",
            "toD: {uri: '${body.uri}'}",
            "toD: {uri: 'http://h/+language:constant:x'}",
            "toD: {uri: 'exec:${body.id}'}",
            "recipientList: {expression: {simple: 'http://h/${body.id}'}}",
            "recipientList: {expression: {constant: 'direct:a,exec:ls'}}",
            "poll: {uri: 'exec:a'}"
        }) {
            List<String> problems = problems(extended, "a.camel.yaml", route + bad, Map.of());
            assertTrue(!problems.isEmpty() && !problems.get(0).startsWith("does not start"), bad + ": " + problems);
        }
    }

    @Test
    void namesLineOfRejectedOption() {
        String yaml =
                """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - log: a
                        - convertBodyTo:
                            type: java.io.File
                """;
        assertEquals(List.of("line 6: type 'java.io.File' is not allowed"), problems("a.camel.yaml", yaml, Map.of()));
    }
}
