package city.pishkhan.gate.internal.routefiles;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Rules for the content of route files. A route file is configuration written by an operator and must not become code. Only endpoints,
 * steps and languages of an allow-list are permitted, and expressions may access only the message. Anything else is refused before Camel
 * reads the file.
 */
final class RouteFileRules {

    private static final Set<String> TOP = Set.of("route", "from");
    /** Keys whose scalar value is an endpoint. */
    private static final Set<String> ENDPOINTS =
            Set.of("uri", "from", "to", "wireTap", "enrich", "pollEnrich", "deadLetterUri");
    /** All expression languages that Camel recognizes by key, so that a forbidden language is not mistaken for an option. */
    private static final Set<String> LANGUAGES = Set.of(
            "constant",
            "simple",
            "csimple",
            "header",
            "exchangeProperty",
            "variable",
            "jsonpath",
            "xpath",
            "xquery",
            "jq",
            "groovy",
            "java",
            "joor",
            "js",
            "python",
            "mvel",
            "ognl",
            "spel",
            "method",
            "ref",
            "language",
            "tokenize",
            "xtokenize",
            "datasonnet",
            "hl7terser",
            "wasm",
            "csv");
    /** Expressions of the simple language that access more than the message: beans, types, methods, environment and files. */
    private static final Pattern BEYOND = Pattern.compile(
            "(?is).*(\\$\\{|\\$simple\\{|\\{\\{)\\s*(bean[:.]|type:|ref:|function[.:(]|sysenv|sys[.:]|env[.:]|camelContext|camelId|properties:"
                    + "|exception\\.(?!message\\})|exchange[.?]|service:|[^}]*\\.(class|getClass)\\b"
                    + "|(?!\\s*(bodyAs|mandatoryBodyAs|headerAs|variableAs|random|uuid)\\([^()]*\\)[^(}]*})[^}]*\\().*");

    private static final int CODE_POINTS = 256 * 1024;
    private static final int DEPTH = 40;

    private final Set<String> components;
    private final Set<String> steps;
    private final Set<String> languages;
    private final List<String> problems = new ArrayList<>();

    RouteFileRules(Set<String> components, Set<String> steps, Set<String> languages) {
        this.components = components;
        this.steps = steps;
        this.languages = languages;
    }

    /** Creates rules from a configuration: lists, or one text with commas as in a file in etc. */
    static RouteFileRules of(String[] components, String[] steps, String[] languages) {
        return new RouteFileRules(split(components), split(steps), split(languages));
    }

    private static Set<String> split(String[] written) {
        return Stream.of(written)
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns all violations of a file, each with its line; empty if the file is valid. */
    List<String> problems(Reader yaml) {
        problems.clear();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINTS);
        options.setNestingDepthLimit(DEPTH);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        try {
            List<Node> documents = new ArrayList<>();
            new Yaml(options).composeAll(yaml).forEach(documents::add);
            if (documents.size() != 1 || !(documents.get(0) instanceof SequenceNode top)) {
                problems.add("line 1: a route file must contain exactly one list of routes");
                return List.copyOf(problems);
            }
            top.getValue().forEach(this::checkTop);
        } catch (MarkedYAMLException e) {
            // the message of the exception is not used, because it quotes the file, and this text is logged and
            // journaled
            Mark at = e.getProblemMark();
            problems.add((at == null ? "" : "line " + (at.getLine() + 1) + ": ") + "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add("not valid YAML: " + e.getMessage());
        }
        return List.copyOf(problems);
    }

    /**
     * Returns all violations of the routes of a file that {@link #problems(Reader)} accepts.
     * @param file       name of the file
     * @param properties values for its placeholders
     */
    List<String> modelProblems(String file, String yaml, Map<String, String> properties) {
        return new RouteModelRules(components, steps, languages, properties).problems(file, yaml);
    }

    Set<String> components() {
        return components;
    }

    private void checkTop(Node node) {
        if (!(node instanceof MappingNode map)) {
            add(node, "a route is expected");
            return;
        }
        for (NodeTuple entry : map.getValue()) {
            String key = key(entry);
            if (!TOP.contains(key)) {
                add(entry.getKeyNode(), "'" + key + "' is not allowed here; only " + TOP);
            } else {
                checkValue(key, entry.getValueNode());
            }
        }
    }

    private void checkValue(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            if (ENDPOINTS.contains(key)) {
                checkEndpoint(scalar);
            }
            checkExpression(scalar);
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (key.equals("steps")) {
                    checkStep(item);
                } else {
                    checkValue(key, item);
                }
            }
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                String inner = key(entry);
                if (!key.equals("parameters") && LANGUAGES.contains(inner) && !languages.contains(inner)) {
                    add(entry.getKeyNode(), "language '" + inner + "' is not allowed; only " + sorted(languages));
                }
                checkValue(inner, entry.getValueNode());
            }
        }
    }

    private void checkStep(Node node) {
        if (!(node instanceof MappingNode map)) {
            if (!(node instanceof ScalarNode scalar) || !steps.contains(scalar.getValue())) {
                add(node, "a step is expected");
            }
            return;
        }
        for (NodeTuple entry : map.getValue()) {
            String key = key(entry);
            if (!steps.contains(key)) {
                add(entry.getKeyNode(), "step '" + key + "' is not allowed; only " + sorted(steps));
            }
            checkValue(key, entry.getValueNode());
        }
    }

    private void checkEndpoint(ScalarNode node) {
        String uri = node.getValue();
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri.replaceAll("[?].*", "") : uri.substring(0, colon);
        if (!components.contains(scheme)) {
            add(node, "component '" + scheme + "' is not allowed; only " + sorted(components));
        }
    }

    private void checkExpression(ScalarNode node) {
        if (BEYOND.matcher(node.getValue()).matches()) {
            add(node, "an expression may use only the message: no beans, types, methods or environment");
        }
    }

    private void add(Node node, String problem) {
        problems.add("line " + (node.getStartMark().getLine() + 1) + ": " + problem);
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
