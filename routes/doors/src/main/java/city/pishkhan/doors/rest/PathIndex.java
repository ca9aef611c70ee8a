package city.pishkhan.doors.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Index of a contract's operations by the number and literal segments of their paths. It reduces some hundred operations to one or two
 * candidates, which are then matched by the JAX-RS rules. It never omits a matching operation. Thread-safe.
 * @param <T> representation of an operation
 */
public final class PathIndex<T> {
    private record Entry<T>(List<String> template, T operation) {}

    /** Operations by number of segments. */
    private final Map<Integer, List<Entry<T>>> bySize = new HashMap<>();

    /** Operations whose variables may contain slashes. */
    private final List<T> ofAnySize = new ArrayList<>();

    private final List<T> all;

    /** @param template returns the {@code @Path} of an operation below the door, including that of its contract */
    public PathIndex(Iterable<T> operations, Function<T, String> template) {
        List<T> every = new ArrayList<>();
        for (T operation : operations) {
            every.add(operation);
            String path = template.apply(operation);
            if (path.contains(":")) {
                ofAnySize.add(operation);
            } else {
                List<String> segments = segments(path);
                bySize.computeIfAbsent(segments.size(), size -> new ArrayList<>())
                        .add(new Entry<>(segments, operation));
            }
        }
        all = List.copyOf(every);
    }

    /** @param path requested path below the door */
    public List<T> candidates(String path) {
        // for a path with matrix parameters or encoded characters, all operations are candidates
        if (path.indexOf(';') >= 0 || path.indexOf('%') >= 0) {
            return all;
        }
        List<String> asked = segments(path);
        List<T> found = new ArrayList<>(ofAnySize);
        for (Entry<T> entry : bySize.getOrDefault(asked.size(), List.of())) {
            if (matches(entry.template(), asked)) {
                found.add(entry.operation());
            }
        }
        return found;
    }

    private static boolean matches(List<String> template, List<String> asked) {
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (part.indexOf('{') < 0 && !part.equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Splits a path at slashes. Empty segments are ignored, as JAX-RS does at both ends of a path. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= path.length(); at++) {
            if (at == path.length() || path.charAt(at) == '/') {
                if (at > from) {
                    segments.add(path.substring(from, at));
                }
                from = at + 1;
            }
        }
        return segments;
    }
}
