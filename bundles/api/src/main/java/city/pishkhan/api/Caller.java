package city.pishkhan.api;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as the door established it.
 *
 * @param principal login name of the person or system
 * @param roles     plain roles ({@code operator}, {@code institute}, {@code planning}, {@code headquarters}, {@code committee},
 *                  {@code chair}, {@code discipline}, {@code treasury}, {@code notary}, {@code oversight}) and roles of one tenant
 *                  ({@code office:1204}, {@code expert:1204}, {@code agency:fire}, {@code district:22}, {@code citizen:<person>})
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

    /** Code of the one office whose expert the caller is. */
    public Optional<String> expert() {
        return tenant("expert:");
    }

    /** Opaque id of the person who calls for themselves. */
    public Optional<String> citizen() {
        return tenant("citizen:");
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
        return has("operator");
    }

    /** Whether the caller has exactly this role, e.g. {@code chair} or {@code district:22}. */
    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean hub() {
        return this == HUB;
    }

    /** The kind of a role: {@code office} of {@code office:1204}, {@code operator} of itself. */
    public static String kind(String role) {
        int colon = role.indexOf(':');
        return colon < 0 ? role : role.substring(0, colon);
    }

    private Optional<String> tenant(String prefix) {
        return roles.stream()
                .filter(r -> r.startsWith(prefix))
                .map(r -> r.substring(prefix.length()))
                .findFirst();
    }
}
