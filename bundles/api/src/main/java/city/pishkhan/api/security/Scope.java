package city.pishkhan.api.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far one caller reaches in one operation, as the access table says it. A thing is named by the roles that own it: a case of office
 * 1204 in district 22 by {@link #ofCase}, an inquiry by {@code agency:fire}.
 *
 * @param all    everything, personal data included
 * @param masked everything, personal data masked
 * @param own    the caller's own roles, such as {@code office:1204}, whose things are within reach, personal data included
 * @param named  those of them that reach, besides, what merely names the number of a citizen's login, without personal data
 */
public record Scope(boolean all, boolean masked, Set<String> own, Set<String> named) {
    /** Nothing at all. */
    public static final Scope NONE = new Scope(false, false, Set.of());

    /** Everything: the hub's own. */
    public static final Scope EVERYTHING = new Scope(true, false, Set.of());

    public Scope {
        own = Set.copyOf(own);
        named = Set.copyOf(named);
    }

    /** Of which nothing is only named. */
    public Scope(boolean all, boolean masked, Set<String> own) {
        this(all, masked, own, Set.of());
    }

    /** The roles that own a case: its office's clerks and experts, its district's officers. */
    public static Set<String> ofCase(String office, int district) {
        return Set.of("office:" + office, "expert:" + office, "district:" + district);
    }

    /** Whether a thing with these owners is within reach; else it does not exist for the caller. */
    public boolean reaches(Collection<String> owners) {
        return masked || clear(owners);
    }

    /** Whether the caller may see a thing with these owners with its personal data. */
    public boolean clear(Collection<String> owners) {
        return all || owners.stream().anyMatch(own::contains);
    }

    /** Whether things of every owner are within reach, masked or not. */
    public boolean wide() {
        return all || masked;
    }

    /** Numbers of the districts whose things are within reach. */
    public List<Integer> districts() {
        return tenants("district").stream().map(Integer::valueOf).sorted().toList();
    }

    /** The tenants of one kind whose things are within reach, e.g. of {@code office}: {@code 1204}. */
    public Set<String> tenants(String kind) {
        return own.stream()
                .filter(role -> Caller.kind(role).equals(kind))
                .map(role -> role.substring(kind.length() + 1))
                .collect(Collectors.toSet());
    }
}
