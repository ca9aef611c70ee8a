package city.pishkhan.gate.internal.routefiles;

import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Content of a route file: the properties it needs, the agencies whose inquiries it consumes, and the addresses it calls. */
final class RouteFileContent {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{1,200})}}");
    private static final Pattern CALLED = Pattern.compile("(?:cxf|cxfrs):(?://)?(https?:.*)|(https?:.*)");
    private static final Pattern INQUIRIES = Pattern.compile("pishkhan:(?://)?inquiries(?:\\?(.*))?");
    private static final Pattern AGENCY = Pattern.compile("(?:^|&)agency=([^&]*)");
    private static final Set<String> CALLING = Set.of("to", "wireTap", "enrich", "pollEnrich");

    private final Map<String, String> properties;
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> agencies = new TreeSet<>();
    private final Set<URI> addresses = new LinkedHashSet<>();

    private RouteFileContent(Map<String, String> properties) {
        this.properties = properties;
    }

    /**
     * Reads a file.
     * @param yaml       text that satisfies {@link RouteFileRules}
     * @param properties values for its placeholders
     */
    static RouteFileContent of(String yaml, Map<String, String> properties) {
        RouteFileContent content = new RouteFileContent(properties);
        try {
            new Yaml(new LoaderOptions()).composeAll(new StringReader(yaml)).forEach(node -> content.read("", node));
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not valid YAML", e);
        }
        return content;
    }

    /** Names of placeholders without a value or default. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    Set<String> agencies() {
        return Set.copyOf(agencies);
    }

    /** HTTP addresses that the routes call, as far as they do not depend on a message. */
    List<URI> addresses() {
        return new ArrayList<>(addresses);
    }

    private void read(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            String value = resolve(scalar.getValue());
            if (CALLING.contains(key)) {
                addAddress(value, false);
            } else if (key.equals("from")) {
                addAgency(value, "");
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> read(key.equals("steps") ? "" : key, item));
        } else if (node instanceof MappingNode map) {
            String uri = scalar(map, "uri");
            MappingNode parameters = mapping(map, "parameters");
            if (!uri.isEmpty() && key.equals("from")) {
                addAgency(uri, parameters == null ? "" : scalar(parameters, "agency"));
            } else if (!uri.isEmpty() && CALLING.contains(key)) {
                addAddress(
                        uri,
                        parameters != null && !scalar(parameters, "proxyHost").isEmpty());
            }
            for (NodeTuple entry : map.getValue()) {
                read(entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "", entry.getValueNode());
            }
        }
    }

    private static @Nullable Node value(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    private String scalar(MappingNode map, String key) {
        return value(map, key) instanceof ScalarNode scalar ? resolve(scalar.getValue()) : "";
    }

    private static @Nullable MappingNode mapping(MappingNode map, String key) {
        return value(map, key) instanceof MappingNode inner ? inner : null;
    }

    /** Resolves placeholders like Camel: {@code {{key}}}, {@code {{key:default}}} and {@code {{?key}}}, which is optional. */
    private String resolve(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (placeholder.find()) {
            String name = placeholder.group(1).strip();
            boolean optional = name.startsWith("?");
            name = name.replaceFirst("^[?!]", "");
            int colon = name.indexOf(':');
            String key = colon < 0 ? name : name.substring(0, colon);
            String value = properties.get(key);
            if (value == null && colon >= 0) {
                value = name.substring(colon + 1);
            }
            if (value == null && !optional) {
                missing.add(key);
            }
            placeholder.appendReplacement(
                    resolved, Matcher.quoteReplacement(value == null ? placeholder.group() : value));
        }
        return placeholder.appendTail(resolved).toString();
    }

    private void addAgency(String uri, String parameter) {
        Matcher inquiries = INQUIRIES.matcher(uri);
        if (inquiries.matches()) {
            Matcher option = AGENCY.matcher(inquiries.group(1) == null ? "" : inquiries.group(1));
            String agency = option.find() ? option.group(1) : parameter;
            if (!agency.isEmpty() && !agency.contains("{{")) {
                agencies.add(agency);
            }
        }
    }

    /**
     * Adds an address that the routes call.
     *
     * @param proxied {@code true} if a proxy makes the connection; the address is then ignored, because a direct
     *     connection would not test the proxy
     */
    private void addAddress(String uri, boolean proxied) {
        Matcher called = CALLED.matcher(uri);
        if (proxied || !called.matches()) {
            return;
        }
        String address = (called.group(1) == null ? called.group(2) : called.group(1))
                .replaceFirst("^(https?):(?!//)", "$1://")
                .replaceFirst("[?#].*", "");
        if (address.contains("{{") || address.contains("${")) {
            return;
        }
        parsed(address)
                .filter(one -> one.getHost() != null && !uri.contains("proxyHost="))
                .ifPresent(addresses::add);
    }

    /** Parses an address; empty if it is invalid, because Camel reports the error at the start. */
    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
