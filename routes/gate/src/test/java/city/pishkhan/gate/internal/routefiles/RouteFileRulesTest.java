package city.pishkhan.gate.internal.routefiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFileRulesTest {

    private static final String GOOD =
            """
            - route:
                id: telecom
                description: asks the telecom company
                from:
                  uri: pishkhan:inquiries
                  parameters:
                    agency: telecom
                  steps:
                    - setProperty: {name: inquiry, simple: "${body.id}"}
                    - setHeader: {name: Idempotency-Key, simple: "${exchangeProperty.inquiry}"}
                    - marshal: {json: {}}
                    - to:
                        uri: "http:{{url}}"
                        parameters: {connectTimeout: 2000}
                    - choice:
                        when:
                          - simple: "${header.CamelHttpResponseCode} == 200"
                            steps:
                              - setBody: {jsonpath: "$.verdict"}
                              - to: pishkhan:answers
                        otherwise:
                          steps:
                            - log: "no answer for ${exchangeProperty.inquiry}"
            """;

    @Test
    void acceptsRouteOfAllowedParts() {
        assertEquals(List.of(), problems(GOOD));
    }

    @Test
    void acceptsCommaSeparatedLists() {
        RouteFileRules rules = RouteFileRules.of(
                new String[] {"pishkhan, http,log"},
                new String[] {"setProperty, setHeader, marshal", "to,choice,setBody,log"},
                new String[] {"simple, jsonpath"});
        assertEquals(List.of(), problems(rules, GOOD));
    }

    @Test
    void namesLineOfRejectedPart() {
        List<String> problems = problems(GOOD.replace("pishkhan:answers", "exec:reboot"));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("line 20: component 'exec'"), problems.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec:rm",
                "file:/etc?noop=true",
                "bean:java.lang.Runtime",
                "class:java.lang.Runtime",
                "docker:x",
                "{{anything}}",
                "groovy:x",
                "ref:x"
            })
    void rejectsOtherComponents(String uri) {
        assertRefused(GOOD.replace("pishkhan:answers", '"' + uri + '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${bean:type:java.lang.Runtime?method=getRuntime}",
                "${type:java.lang.System.out}",
                "${sysenv.HOME}",
                "${env:HOME}",
                "${sys.user.home}",
                "${camelContext.stop}",
                "${body.getClass.forName('x')}",
                "${body.class}",
                "{{env:SECRET}}",
                "{{sys:user.home}}",
                "${ref:x}",
                "${properties:x}",
                "text ${ bean:x }",
                "${exchange.context}",
                "$simple{bean:x}",
                "${body.toString()}"
            })
    void rejectsExpressionsBeyondMessage(String expression) {
        assertRefused(GOOD.replace("${exchangeProperty.inquiry}\"}", expression + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"groovy", "java", "js", "python", "mvel", "method", "ref", "spel", "joor", "language", "csimple"
            })
    void rejectsOtherLanguages(String language) {
        assertRefused(GOOD.replace("setBody: {jsonpath:", "setBody: {" + language + ":"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bean",
                "script",
                "process",
                "toD",
                "recipientList",
                "dynamicRouter",
                "kamelet",
                "saga",
                "throwException",
                "unknown"
            })
    void rejectsOtherSteps(String step) {
        assertRefused(GOOD.replace("- marshal: {json: {}}", "- " + step + ": {x: y}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "beans",
                "rest",
                "routeConfiguration",
                "routeTemplate",
                "errorHandler",
                "onException",
                "intercept"
            })
    void acceptsOnlyRoutesAtTopLevel(String top) {
        assertRefused(GOOD + "- " + top + ": {name: x}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "a: map",
                "- [list]",
                "- route: {from: {uri: 'timer:x'",
                "- !!java.net.URL [x]",
                "---\n- a: b\n---\n- c: d"
            })
    void rejectsInvalidRouteFile(String text) {
        assertRefused(text);
    }

    @Test
    void rejectsAliasBomb() {
        assertRefused(
                """
                - route: &a [x, x]
                - route: &b [*a, *a]
                - route: &c [*b, *b]
                """);
    }

    private static void assertRefused(String yaml) {
        assertTrue(!problems(yaml).isEmpty(), "taken: " + yaml);
    }

    private static List<String> problems(String yaml) {
        return problems(
                new RouteFileRules(
                        Set.of("pishkhan", "http", "timer", "log"),
                        Set.of("to", "setBody", "setHeader", "setProperty", "marshal", "choice", "log"),
                        Set.of("simple", "jsonpath", "constant")),
                yaml);
    }

    private static List<String> problems(RouteFileRules rules, String yaml) {
        List<String> problems = rules.formProblems(yaml);
        return problems.isEmpty()
                ? rules.modelProblems("telecom.camel.yaml", yaml, Map.of("url", "127.0.0.1:9000"))
                : problems;
    }
}
