package city.pishkhan.configuration;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The permitted configuration keys: those in the metatypes of bundles, and those for which a component sets a value itself.
 * For configurations without descriptions only the PID is known.
 *
 * @param keys keys by PID or factory PID, and name
 */
public record KnownKeys(Map<String, Map<String, KnownKey>> keys) {
    private static final Messages MESSAGES = Messages.of(KnownKeys.class);

    /** Prefix of the hub's PIDs. */
    public static final String HUB_PREFIX = "city.pishkhan.";

    /** PID of configurations for route files; the route files define their keys. */
    private static final String ROUTE_FILES = "city.pishkhan.route";

    /** Keys that the container, the file installer and the component runtime add to a configuration. */
    private static final Pattern CONTAINER_KEY =
            Pattern.compile("\\..*|(felix|service|component)\\..*|.*\\.(target|cardinality\\.minimum)");

    /**
     * Reads the keys of jars.
     *
     * @throws IOException if a file cannot be read or is not a jar
     */
    public static KnownKeys of(Collection<Path> jars) throws IOException {
        List<Description> descriptions = new ArrayList<>();
        for (Path jar : jars) {
            descriptions.add(Description.of(jar));
        }
        return merge(descriptions);
    }

    static KnownKeys merge(Collection<Description> descriptions) {
        Map<String, Map<String, KnownKey>> keys = new TreeMap<>();
        for (Description one : descriptions) {
            one.described().forEach((pid, described) -> keys.computeIfAbsent(pid, none -> new TreeMap<>())
                    .putAll(described));
        }
        for (Description one : descriptions) {
            one.preset().forEach((pid, preset) -> {
                Map<String, KnownKey> known = keys.computeIfAbsent(pid, none -> new TreeMap<>());
                if (one.bundle().startsWith(HUB_PREFIX) || !known.isEmpty()) {
                    preset.forEach(known::putIfAbsent);
                }
            });
        }
        keys.computeIfAbsent(ROUTE_FILES, none -> new TreeMap<>());
        return new KnownKeys(keys);
    }

    /** Returns {@code true} if the container adds this key to configurations. */
    public static boolean isContainerKey(String key) {
        return CONTAINER_KEY.matcher(key).matches();
    }

    /** @param pid PID or factory PID */
    public Optional<KnownKey> key(String pid, String name) {
        return Optional.ofNullable(keys.getOrDefault(pid, Map.of()).get(name));
    }

    /** Returns the known keys of a PID or factory PID; empty if there are none. */
    public Collection<KnownKey> of(String pid) {
        return keys.getOrDefault(pid, Map.of()).values();
    }

    /**
     * Reports unknown keys or an unknown PID; empty if all are known.
     *
     * @param pid PID or factory PID
     * @param given keys of the configuration
     * @param all {@code true} if all bundles are installed; until then an unknown PID is not an error
     */
    public Optional<Text> mistakes(String pid, Collection<String> given, boolean all) {
        if (!keys.containsKey(pid)) {
            return all ? Optional.of(unknownPid(pid)) : Optional.empty();
        }
        return given.stream()
                .sorted()
                .flatMap(key -> findUnknown(pid, key).stream())
                .reduce(KnownKeys::combine);
    }

    /**
     * Reports words of lists that are not options of their keys; empty if all are valid.
     *
     * @param given values by key
     */
    public Optional<Text> findInvalidOptions(String pid, Map<String, String> given) {
        return given.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(one -> key(pid, one.getKey())
                        .filter(KnownKey::multiValued)
                        .flatMap(key -> key.findViolation(one.getValue()))
                        .map(rule -> MESSAGES.text("rule.key", one.getKey(), rule))
                        .stream())
                .reduce(KnownKeys::combine);
    }

    private static Text combine(Text rule, Text more) {
        return MESSAGES.text("rule.all", rule, more);
    }

    /** Message that no component reads a PID. */
    Text unknownPid(String pid) {
        return withNearest(MESSAGES.text("rule.no-component", pid), pid, keys.keySet());
    }

    /** Reports an unknown key; empty if the key is known or the PID has no descriptions. */
    Optional<Text> findUnknown(String pid, String key) {
        Set<String> known = keys.getOrDefault(pid, Map.of()).keySet();
        return known.isEmpty() || known.contains(key) || isContainerKey(key)
                ? Optional.empty()
                : Optional.of(withNearest(MESSAGES.text("rule.unknown-key", key), key, known));
    }

    /** Returns the message, extended by the known word that is most similar to the given word, if there is one. */
    static Text withNearest(Text rule, String word, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(one -> distance(word, one)))
                .map(one -> MESSAGES.text("rule.nearest", rule, one))
                .orElse(rule);
    }

    /** Edit distance (Levenshtein), in which a change of case costs half. */
    private static int distance(String one, String other) {
        List<Integer> row = new ArrayList<>();
        for (int j = 0; j <= other.length(); j++) {
            row.add(2 * j);
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row.get(0);
            row.set(0, 2 * i);
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + cost(one.charAt(i - 1), other.charAt(j - 1));
                diagonal = row.get(j);
                row.set(j, Math.min(changed, 2 + Math.min(row.get(j), row.get(j - 1))));
            }
        }
        return row.get(other.length());
    }

    private static int cost(char one, char other) {
        return one == other ? 0 : Character.toLowerCase(one) == Character.toLowerCase(other) ? 1 : 2;
    }
}
