package city.pishkhan.api.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A caller's scope in one operation, according to the access table. Objects are identified by the roles that own them:
 * a case of office 1204 in district 22 by {@link #ownersOfCase}, an inquiry by {@code agency:fire}.
 *
 * @param all    everything, including personal data
 * @param masked everything, with personal data masked
 * @param own    the caller's own roles, such as {@code office:1204}, whose objects are accessible with personal data
 * @param named  roles among {@code own} that also give access, without personal data, to objects that merely contain
 *     the mobile of a citizen's login
 */
public record Scope(boolean all, boolean masked, Set<String> own, Set<String> named) {
    /** An empty scope. */
    public static final Scope NONE = new Scope(false, false, Set.of());

    /** The unlimited scope of the hub itself. */
    public static final Scope EVERYTHING = new Scope(true, false, Set.of());

    public Scope {
        own = Set.copyOf(own);
        named = Set.copyOf(named);
    }

    /** Creates a scope without {@code named} roles. */
    public Scope(boolean all, boolean masked, Set<String> own) {
        this(all, masked, own, Set.of());
    }

    /** The roles that own a case: its office's clerks and experts, and its district's officers. */
    public static Set<String> ownersOfCase(String office, int district) {
        return Set.of("office:" + office, "expert:" + office, "district:" + district);
    }

    /** Returns {@code true} if an object with these owners is in scope; otherwise it must be reported as non-existent. */
    public boolean canAccess(Collection<String> owners) {
        return masked || canAccessUnmasked(owners);
    }

    /** Returns {@code true} if the caller may see an object with these owners including its personal data. */
    public boolean canAccessUnmasked(Collection<String> owners) {
        return all || owners.stream().anyMatch(own::contains);
    }

    /** Returns {@code true} if objects of all owners are in scope, masked or not. */
    public boolean hasAllOwners() {
        return all || masked;
    }

    /** Numbers of the districts in scope. */
    public List<Integer> districts() {
        return tenants("district").stream().map(Integer::valueOf).sorted().toList();
    }

    /** The tenants of one kind in scope, e.g. {@code 1204} for {@code office}. */
    public Set<String> tenants(String kind) {
        return own.stream()
                .filter(role -> Caller.kind(role).equals(kind))
                .map(role -> role.substring(kind.length() + 1))
                .collect(Collectors.toSet());
    }
}
