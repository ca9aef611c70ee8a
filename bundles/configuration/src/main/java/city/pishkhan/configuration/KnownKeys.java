package city.pishkhan.configuration;

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
 * Which keys a configuration may have: those that the bundles' metatypes describe, and those that a component has a value of its own for. Of who
 * tells of none only the PID is known.
 *
 * @param keys by PID, or by factory PID, and name
 */
public record KnownKeys(Map<String, Map<String, KnownKey>> keys) {
    /** How the PIDs of the hub begin. */
    public static final String OURS = "city.pishkhan.";

    /** Of configurations whose keys are what the route files name: no component's. */
    private static final String ROUTE_FILES = "city.pishkhan.route";

    /** What the container, its file installer and its component runtime write beside the keys of a file. */
    private static final Pattern OF_THE_CONTAINER =
            Pattern.compile("\\..*|(felix|service|component)\\..*|.*\\.(target|cardinality\\.minimum)");

    /** @throws IOException if one cannot be read, or is no jar */
    public static KnownKeys of(Collection<Path> jars) throws IOException {
        List<Description> descriptions = new ArrayList<>();
        for (Path jar : jars) {
            descriptions.add(Description.of(jar));
        }
        return together(descriptions);
    }

    static KnownKeys together(Collection<Description> descriptions) {
        Map<String, Map<String, KnownKey>> keys = new TreeMap<>();
        for (Description one : descriptions) {
            one.described().forEach((pid, described) -> keys.computeIfAbsent(pid, none -> new TreeMap<>())
                    .putAll(described));
        }
        for (Description one : descriptions) {
            one.preset().forEach((pid, preset) -> {
                Map<String, KnownKey> known = keys.computeIfAbsent(pid, none -> new TreeMap<>());
                if (one.bundle().startsWith(OURS) || !known.isEmpty()) {
                    preset.forEach(known::putIfAbsent);
                }
            });
        }
        keys.computeIfAbsent(ROUTE_FILES, none -> new TreeMap<>());
        return new KnownKeys(keys);
    }

    /** Whether a key is one that the container writes beside those of a file. */
    public static boolean container(String key) {
        return OF_THE_CONTAINER.matcher(key).matches();
    }

    /** @param pid the PID, or the factory PID of one of several */
    public Optional<KnownKey> key(String pid, String name) {
        return Optional.ofNullable(keys.getOrDefault(pid, Map.of()).get(name));
    }

    /** The known keys of a PID, or factory PID; empty if nobody tells of any. */
    public Collection<KnownKey> of(String pid) {
        return keys.getOrDefault(pid, Map.of()).values();
    }

    /**
     * What of a configuration nobody reads, in words for who wrote it.
     *
     * @param pid   the PID, or the factory PID of one of several
     * @param given its keys
     * @param all   whether all bundles are there: before, nobody can say that a PID is nobody's
     */
    public Optional<String> mistakes(String pid, Collection<String> given, boolean all) {
        if (!keys.containsKey(pid)) {
            return all ? Optional.of(nobodys(pid)) : Optional.empty();
        }
        List<String> unknown = given.stream()
                .sorted()
                .flatMap(key -> unknown(pid, key).stream())
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", unknown));
    }

    /**
     * What is wrong with the words of a file's lists, for people; empty if all are options of their keys.
     *
     * @param given values by key
     */
    public Optional<String> wrongWords(String pid, Map<String, String> given) {
        List<String> wrong = given.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(one -> key(pid, one.getKey())
                        .filter(KnownKey::several)
                        .flatMap(key -> key.broken(one.getValue()))
                        .map(rule -> one.getKey() + ": " + rule)
                        .stream())
                .toList();
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    /** That no component reads a PID. */
    String nobodys(String pid) {
        return "no component reads " + pid + nearest(pid, keys.keySet());
    }

    /** Why a key is none; empty if it is one, or nobody can tell. */
    Optional<String> unknown(String pid, String key) {
        Set<String> known = keys.getOrDefault(pid, Map.of()).keySet();
        return known.isEmpty() || known.contains(key) || container(key)
                ? Optional.empty()
                : Optional.of("unknown key " + key + nearest(key, known));
    }

    static String nearest(String word, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(one -> distance(word, one)))
                .map(one -> ", the nearest known is " + one)
                .orElse("");
    }

    /** Letters to put in, leave out or change until one word is the other (Levenshtein); upper and lower case are near. */
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
