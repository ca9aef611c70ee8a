package city.pishkhan.gate.internal;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All doors that the installed bundles declare. Below these paths, a missing endpoint belongs to a door that is being updated. Thread-safe.
 */
final class KnownDoors {
    private final Map<Object, Set<String>> declared = new HashMap<>();
    /** Replaced as a whole, so that a request sees either all or none of an owner's paths. */
    private volatile List<String> paths = List.of();

    private volatile Runnable changed = () -> {};

    /** Returns the door of a path, the longest if several match; empty if the path belongs to no door. */
    Optional<String> find(String path) {
        // a plain loop, because this method runs several times for each request
        for (String door : paths) {
            if (RequestDrain.isBelow(path, door)) {
                return Optional.of(door);
            }
        }
        return Optional.empty();
    }

    /** Replaces the doors that an owner declared earlier. */
    synchronized void declare(Object owner, Collection<String> doors) {
        declared.put(owner, Set.copyOf(doors));
        updatePaths();
    }

    /** Removes an owner's doors, except those that another owner also declares. */
    synchronized void remove(Object owner) {
        declared.remove(owner);
        updatePaths();
    }

    /** Sets an action that runs after each change. */
    void setChangeAction(Runnable action) {
        changed = action;
    }

    private void updatePaths() {
        paths = declared.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        changed.run();
    }
}
