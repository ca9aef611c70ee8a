package city.pishkhan.access.internal;

import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Roles that one person must not have together, from {@code exclusions.table}. */
public final class ExclusionTable {
    private static final Messages MESSAGES = Messages.of(ExclusionTable.class);
    private static final String EVERY_OTHER = "*";
    private static final String CHANGING = "changing";
    private static final String ELSEWHERE = "elsewhere";

    /** The exclusion table in this release. */
    public static final ExclusionTable SHIPPED = new ExclusionTable(shipped(), new AccessTable());

    /**
     * Two roles that exclude each other.
     *
     * @param rule name of the rule in the table
     */
    public record Conflict(String one, String other, String rule) {
        /** Reason of the conflict, for people. */
        public Text reason() {
            return MESSAGES.text("exclusion." + rule);
        }
    }

    private record Rule(String name, Set<String> one, Set<String> other, boolean elsewhere) {
        boolean isConflict(String a, String b) {
            return isOnOppositeSides(Caller.kind(a), Caller.kind(b))
                    && !(elsewhere && tenant(a).equals(tenant(b)));
        }

        private boolean isOnOppositeSides(String a, String b) {
            return one.contains(a) && other.contains(b) || one.contains(b) && other.contains(a);
        }

        private static String tenant(String role) {
            return role.substring(role.indexOf(':') + 1);
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /** @param access determines the kinds of roles that may change something */
    public ExclusionTable(String text, AccessTable access) {
        text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .forEach(line -> rules.add(rule(line.split("\\s+"), access)));
    }

    private static Rule rule(String[] words, AccessTable access) {
        boolean elsewhere = words.length == 4 && words[3].equals(ELSEWHERE);
        if (words.length != 3 && !elsewhere) {
            throw new IllegalStateException(
                    "exclusions.table: a rule has the form name, kinds, kinds; not " + words[0] + " …");
        }
        Set<String> one = kinds(words[0], words[1]);
        if (words[2].equals(CHANGING)) {
            return new Rule(words[0], one, access.changingKinds(), elsewhere);
        }
        Set<String> other = words[2].equals(EVERY_OTHER) ? Roles.kinds() : kinds(words[0], words[2]);
        if (words[2].equals(EVERY_OTHER)) {
            other.removeAll(one);
        }
        return new Rule(words[0], one, other, elsewhere);
    }

    private static Set<String> kinds(String rule, String list) {
        Set<String> kinds = new TreeSet<>(List.of(list.split(",")));
        if (!Roles.kinds().containsAll(kinds)) {
            throw new IllegalStateException(
                    "exclusions.table: rule " + rule + ": " + list + " has kinds other than " + Roles.kinds());
        }
        return kinds;
    }

    /** Names of the rules, in the order of the table. */
    List<String> rules() {
        return rules.stream().map(Rule::name).toList();
    }

    /** Finds the first two of these roles that exclude each other; empty if the roles are compatible. */
    public Optional<Conflict> findConflict(Collection<String> roles) {
        return findConflict(roles, roles);
    }

    /** Finds the first conflict between two sets of roles, sorted by name, so that the same conflict is always reported. */
    public Optional<Conflict> findConflict(Collection<String> roles, Collection<String> otherRoles) {
        for (String role : new TreeSet<>(roles)) {
            for (String other : new TreeSet<>(otherRoles)) {
                Optional<Conflict> found = rules.stream()
                        .filter(rule -> rule.isConflict(role, other))
                        .map(rule -> new Conflict(role, other, rule.name))
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String shipped() {
        try (var in = ExclusionTable.class.getResourceAsStream("exclusions.table")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
