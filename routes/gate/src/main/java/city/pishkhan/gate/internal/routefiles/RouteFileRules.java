package city.pishkhan.gate.internal.routefiles;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Rules for the content of route files. A route file is configuration written by an operator and must not become code. The text of a
 * file is checked before Camel reads it, and the routes that Camel read are checked by {@link RouteModelRules} before one starts.
 */
final class RouteFileRules {

    private static final Set<String> TOP = Set.of("route", "from");
    private static final int CODE_POINTS = 256 * 1024;
    private static final int DEPTH = 40;

    private final Set<String> components;
    private final Set<String> steps;
    private final Set<String> languages;

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

    /**
     * Returns the reasons for which Camel must not read a file: it is too large, too deeply nested, or not a list of
     * routes only.
     */
    List<String> formProblems(String yaml) {
        List<String> problems = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINTS);
        options.setNestingDepthLimit(DEPTH);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        try {
            List<Node> documents = new ArrayList<>();
            new Yaml(options).composeAll(new StringReader(yaml)).forEach(documents::add);
            if (documents.size() != 1 || !(documents.get(0) instanceof SequenceNode top)) {
                problems.add("line 1: a route file must contain exactly one list of routes");
                return problems;
            }
            top.getValue().forEach(route -> checkTop(route, problems));
        } catch (MarkedYAMLException e) {
            // the message of the exception is not used, because it quotes the file, and this text is logged and
            // journaled
            Mark at = e.getProblemMark();
            problems.add((at == null ? "" : "line " + (at.getLine() + 1) + ": ") + "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add("not valid YAML: " + e.getMessage());
        }
        return problems;
    }

    /**
     * Returns all violations of the routes of a file that {@link #formProblems} accepts.
     * @param file       name of the file
     * @param properties values for its placeholders
     */
    List<String> modelProblems(String file, String yaml, Map<String, String> properties) {
        return new RouteModelRules(components, steps, languages, properties).problems(file, yaml);
    }

    Set<String> components() {
        return components;
    }

    private static void checkTop(Node node, List<String> problems) {
        if (!(node instanceof MappingNode map)) {
            add(node, "a route is expected", problems);
            return;
        }
        for (NodeTuple entry : map.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!TOP.contains(key)) {
                add(entry.getKeyNode(), "'" + key + "' is not allowed here; only " + TOP, problems);
            }
        }
    }

    private static void add(Node node, String problem, List<String> problems) {
        problems.add("line " + (node.getStartMark().getLine() + 1) + ": " + problem);
    }
}
