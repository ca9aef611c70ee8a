package city.pishkhan.api;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as the door established it.
 *
 * @param principal login name of the person or system
 * @param roles     plain roles ({@code operator}) and roles of one tenant ({@code office:1204}, {@code agency:fire},
 *                  {@code district:22})
 */
public record Caller(String principal, Set<String> roles) {

    /** The hub itself: timers, rules, silence. No door ever yields it. */
    public static final Caller HUB = new Caller("hub", Set.of("hub"));

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Code of the one office that the caller belongs to. */
    public Optional<String> office() {
        return tenant("office:");
    }

    /** Name of the agency that the caller speaks for. */
    public Optional<String> agency() {
        return tenant("agency:");
    }

    /** Number of the district whose officer the caller is. */
    public Optional<Integer> district() {
        return tenant("district:").map(Integer::valueOf);
    }

    public boolean operator() {
        return roles.contains("operator");
    }

    public boolean hub() {
        return this == HUB;
    }

    private Optional<String> tenant(String prefix) {
        return roles.stream()
                .filter(r -> r.startsWith(prefix))
                .map(r -> r.substring(prefix.length()))
                .findFirst();
    }
}
