package city.pishkhan.access.internal;

import city.pishkhan.access.internal.ExclusionTable.Conflict;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes roles that would conflict for one person, from all of that person's logins that take part in the conflict. A role
 * that a login already had for the same person before the change is kept, because it was valid then. At start-up no earlier
 * state is known, so all conflicting roles are removed.
 */
public final class SeparationPolicy {
    private static final Messages MESSAGES = Messages.of(SeparationPolicy.class);

    /**
     * A login as written in a file.
     *
     * @param place file and line
     * @param person empty if unknown; such a login counts as a separate person
     */
    public record Login(String place, String name, Set<String> roles, String person) {}

    private final ExclusionTable exclusions;
    private final Collection<Login> before;

    /** @param before the logins that remained when the files were last read */
    public SeparationPolicy(ExclusionTable exclusions, Collection<Login> before) {
        this.exclusions = exclusions;
        this.before = before;
    }

    /**
     * Returns the remaining logins, in their order.
     *
     * @param mistakes receives a message for each removed login or role
     */
    public List<Login> separate(Collection<Login> written, List<String> mistakes) {
        Map<String, List<Login>> persons = new LinkedHashMap<>();
        for (Login login : written) {
            persons.computeIfAbsent(login.person.isEmpty() ? "=" + login.name : login.person, p -> new ArrayList<>())
                    .add(login);
        }
        List<Login> remaining = new ArrayList<>();
        for (Login login : written) {
            List<Login> same =
                    Objects.requireNonNull(persons.get(login.person.isEmpty() ? "=" + login.name : login.person));
            Login kept = separate(login, same, mistakes);
            if (kept != null) {
                remaining.add(kept);
            }
        }
        return remaining;
    }

    /** @return the login without conflicting new roles; {@code null} if it had none of the remaining roles before */
    private @Nullable Login separate(Login login, List<Login> same, List<String> mistakes) {
        Set<String> all = same.stream().flatMap(l -> l.roles.stream()).collect(Collectors.toSet());
        Set<String> previousRoles = previousRoles(login);
        Set<String> stays = new LinkedHashSet<>();
        Conflict conflict = null;
        for (String role : login.roles) {
            Optional<Conflict> found = exclusions.findConflict(Set.of(role), all);
            if (found.isEmpty() || previousRoles.contains(role)) {
                stays.add(role);
            } else if (conflict == null) {
                conflict = found.get();
            }
        }
        if (conflict == null) {
            return login;
        }
        boolean none = stays.stream().noneMatch(previousRoles::contains);
        List<String> out =
                login.roles.stream().filter(role -> !stays.contains(role)).toList();
        mistakes.add(message(none ? "persons.excluded" : "persons.kept", login, out, conflict, same));
        return none ? null : new Login(login.place, login.name, stays, login.person);
    }

    private Set<String> previousRoles(Login login) {
        return before.stream()
                .filter(b -> b.name.equals(login.name) && b.person.equals(login.person))
                .findFirst()
                .map(Login::roles)
                .orElse(Set.of());
    }

    private static String message(String key, Login login, List<String> out, Conflict conflict, List<Login> same) {
        Text other = login.roles.contains(conflict.other())
                ? new Text(conflict.other(), conflict.other())
                : same.stream()
                        .filter(l -> l.roles.contains(conflict.other()))
                        .map(l -> MESSAGES.text("persons.of", conflict.other(), l.name))
                        .findFirst()
                        .orElseThrow();
        Text why = conflict.reason();
        return new Text(
                        MESSAGES.english(
                                key, login.place, login.name, conflict.one(), other.english(), why.english(), out),
                        MESSAGES.persian(
                                key, login.place, login.name, conflict.one(), other.persian(), why.persian(), out))
                .toString();
    }
}
