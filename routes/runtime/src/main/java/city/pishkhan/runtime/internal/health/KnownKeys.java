package city.pishkhan.runtime.internal.health;

import city.pishkhan.runtime.internal.routefiles.RouteFileWatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * Which keys a configuration may have: those that the bundles' metatypes describe, and those that a component has a default for. Of who tells
 * of none only the PID is known.
 *
 * @param keys by PID, or by factory PID
 */
record KnownKeys(Map<String, Set<String>> keys) {
    private static final String OURS = "city.pishkhan.";

    /** What the container, its file installer and its component runtime write beside the keys of a file. */
    private static final Pattern OF_THE_CONTAINER =
            Pattern.compile("\\..*|(felix|service|component)\\..*|.*\\.(target|cardinality\\.minimum)");

    static KnownKeys of(Bundle[] bundles, MetaTypeService metatypes, ServiceComponentRuntime components) {
        Map<String, Set<String>> keys = new TreeMap<>();
        for (Bundle bundle : bundles) {
            MetaTypeInformation metatype = bundle.getState() < Bundle.RESOLVED || !describes(bundle)
                    ? null
                    : metatypes.getMetaTypeInformation(bundle);
            if (metatype != null) {
                for (String pid : metatype.getPids()) {
                    described(metatype, pid, keys);
                }
                for (String pid : metatype.getFactoryPids()) {
                    described(metatype, pid, keys);
                }
            }
        }
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            for (String pid : component.configurationPid) {
                Set<String> known = keys.computeIfAbsent(pid, none -> new TreeSet<>());
                if (component.bundle.symbolicName.startsWith(OURS) || !known.isEmpty()) {
                    known.addAll(component.properties.keySet());
                }
            }
        }
        keys.computeIfAbsent(RouteFileWatcher.PROPERTIES, none -> Set.of());
        return new KnownKeys(keys);
    }

    private static boolean describes(Bundle bundle) {
        Enumeration<?> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        return files != null && files.hasMoreElements();
    }

    private static void described(MetaTypeInformation metatype, String pid, Map<String, Set<String>> keys) {
        AttributeDefinition[] attributes =
                metatype.getObjectClassDefinition(pid, null).getAttributeDefinitions(ObjectClassDefinition.ALL);
        Set<String> known = keys.computeIfAbsent(pid, none -> new TreeSet<>());
        if (attributes != null) {
            Arrays.stream(attributes).map(AttributeDefinition::getID).forEach(known::add);
        }
    }

    /**
     * What of a configuration nobody reads, in words for who wrote it.
     *
     * @param pid   the PID, or the factory PID of one of several
     * @param given its keys
     * @param all   whether all bundles are there: before, nobody can say that a PID is nobody's
     */
    Optional<String> mistakes(String pid, Collection<String> given, boolean all) {
        Set<String> known = keys.get(pid);
        if (known == null) {
            return all ? Optional.of("no component reads " + pid + nearest(pid, keys.keySet())) : Optional.empty();
        }
        List<String> unknown = known.isEmpty()
                ? List.of()
                : given.stream()
                        .filter(key -> !known.contains(key)
                                && !OF_THE_CONTAINER.matcher(key).matches())
                        .sorted()
                        .map(key -> "unknown key " + key + nearest(key, known))
                        .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", unknown));
    }

    private static String nearest(String word, Set<String> known) {
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
