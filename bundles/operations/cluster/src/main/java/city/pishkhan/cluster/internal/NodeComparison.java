package city.pishkhan.cluster.internal;

import city.pishkhan.api.cluster.Cluster.Difference;
import city.pishkhan.messages.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the running nodes. */
final class NodeComparison {
    private static final Messages MESSAGES = Messages.of(NodeComparison.class);
    private static final String VERSION = "version ";
    private static final String BUNDLE = "bundle ";
    private static final int MOST_NAMED = 20;
    private static final String NONE = "-";

    private final List<NodeRow> nodes;

    /** @param nodes the running nodes */
    NodeComparison(List<NodeRow> nodes) {
        this.nodes = nodes;
    }

    /**
     * Returns all differences.
     *
     * @param tolerance maximum deviation of a clock from the database's
     */
    List<Difference> differences(Duration tolerance) {
        List<Difference> all = new ArrayList<>();
        compareVersions(all);
        compareBundles(all);
        compareConfiguration(all);
        for (NodeRow node : nodes) {
            if (Math.abs(node.clockMs()) > tolerance.toMillis()) {
                all.add(new Difference(
                        "clocks",
                        MESSAGES.english(
                                node.clockMs() > 0 ? "cluster.clock-ahead" : "cluster.clock-behind",
                                node.name(),
                                Math.abs(node.clockMs())),
                        MESSAGES.english("cluster.clock-remedy")));
            }
        }
        return all;
    }

    private void compareVersions(List<Difference> all) {
        differingValues(VERSION)
                .forEach((name, values) -> all.add(new Difference(
                        "versions",
                        name.substring(VERSION.length()) + ": " + values,
                        MESSAGES.english("cluster.version-remedy"))));
    }

    /** Compares bundles by content; nodes of older versions report no bundles. */
    private void compareBundles(List<Difference> all) {
        List<NodeRow> silent = nodes.stream()
                .filter(node -> node.configuration().keySet().stream().noneMatch(name -> name.startsWith(BUNDLE)))
                .toList();
        if (silent.size() == nodes.size()) {
            return;
        }
        if (!silent.isEmpty()) {
            silent.forEach(node -> all.add(new Difference(
                    "bundles",
                    MESSAGES.english("cluster.bundles-silent", node.name()),
                    MESSAGES.english("cluster.version-remedy"))));
            return;
        }
        Map<String, String> versions = differingValues(VERSION);
        differingValues(BUNDLE).forEach((name, values) -> {
            String bundle = name.substring(BUNDLE.length());
            if (!versions.containsKey(version(bundle))) {
                all.add(new Difference(
                        "bundles", bundle + ": " + values, MESSAGES.english("cluster.bundles-remedy", bundle)));
            }
        });
    }

    private void compareConfiguration(List<Difference> all) {
        Map<String, String> unlike = differingValues("");
        unlike.entrySet().stream()
                .limit(MOST_NAMED)
                .forEach(one -> all.add(new Difference(
                        "configuration",
                        one.getKey() + ": " + one.getValue(),
                        MESSAGES.english("cluster.configuration-remedy"))));
        if (unlike.size() > MOST_NAMED) {
            all.add(new Difference(
                    "configuration",
                    MESSAGES.english("cluster.configuration-more", unlike.size() - MOST_NAMED),
                    MESSAGES.english("cluster.configuration-remedy")));
        }
    }

    /**
     * Returns the values by node for each name whose value differs between nodes.
     *
     * @param prefix prefix of names; empty for the configuration
     */
    private Map<String, String> differingValues(String prefix) {
        TreeSet<String> names = nodes.stream()
                .flatMap(node -> node.configuration().keySet().stream())
                .filter(name -> prefix.isEmpty()
                        ? !name.startsWith(VERSION) && !name.startsWith(BUNDLE)
                        : name.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> unlike = new TreeMap<>();
        for (String name : names) {
            List<String> values = nodes.stream()
                    .map(node -> node.configuration().getOrDefault(name, NONE))
                    .toList();
            if (values.stream().distinct().count() > 1) {
                unlike.put(
                        name,
                        nodes.stream()
                                .map(node -> node.name() + " "
                                        + shortened(node.configuration().getOrDefault(name, NONE), !prefix.isEmpty()))
                                .collect(Collectors.joining(", ")));
            }
        }
        return unlike;
    }

    private static String shortened(String value, boolean whole) {
        return whole || value.length() <= 8 ? value : value.substring(0, 8);
    }

    /** Returns the name under which a node reports the version of a component in {@link NodeRow#configuration}. */
    static String version(String of) {
        return VERSION + of;
    }

    /** Returns the name under which a node reports the digest of a bundle in {@link NodeRow#configuration}. */
    static String bundle(String symbolicName) {
        return BUNDLE + symbolicName;
    }
}
