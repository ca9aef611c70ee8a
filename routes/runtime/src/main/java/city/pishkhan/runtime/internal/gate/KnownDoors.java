package city.pishkhan.runtime.internal.gate;

import city.pishkhan.runtime.internal.contexts.RequestDrain;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every door there is or will be, as their owners declare them: under these a missing endpoint is one that is being updated. Requests ask
 * while owners come and go.
 */
final class KnownDoors {
    private final Map<Object, Set<String>> declared = new HashMap<>();
    /** Replaced as a whole, so that a request sees all of an owner's paths or none. */
    private volatile List<String> paths = List.of();

    /** The door that a request's path leads to, the longest if several do; empty for a path below none. */
    Optional<String> of(String path) {
        return paths.stream().filter(door -> RequestDrain.below(path, door)).findFirst();
    }

    /** In place of what the owner declared before. */
    synchronized void declare(Object owner, Collection<String> doors) {
        declared.put(owner, Set.copyOf(doors));
        renew();
    }

    /** Its doors are gone for good, but for those that another owner declares as well. */
    synchronized void forget(Object owner) {
        declared.remove(owner);
        renew();
    }

    private void renew() {
        paths = declared.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
