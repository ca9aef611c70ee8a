package city.pishkhan.api.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, as the door established it.
 *
 * @param principal login name of the person or system
 * @param roles     plain roles ({@code operator}, {@code institute}, {@code planning}, {@code headquarters}, {@code committee},
 *                  {@code chair}, {@code discipline}, {@code treasury}, {@code notary}, {@code oversight}) and roles of one tenant
 *                  ({@code office:1204}, {@code expert:1204}, {@code agency:fire}, {@code district:22}, and {@code citizen:<person>.<number>},
 *                  where the number is {@link city.pishkhan.api.persons.Persons#number})
 * @param person    keyed digest of the national ID of who has this login, the same for each of their logins; empty where nobody said
 */
public record Caller(String principal, Set<String> roles, String person) {

    /** The hub itself: timers, rules, silence. No door ever yields it. */
    public static final Caller HUB = new Caller("hub", Set.of("hub"));

    private static final String CITIZEN = "citizen:";
    private static final String CONSOLE = "console:";
    private static final char SEPARATOR = '.';

    public Caller {
        roles = Set.copyOf(roles);
        person = person == null ? "" : person;
    }

    /** Of whom only the login is known. */
    public Caller(String principal, Set<String> roles) {
        this(principal, roles, "");
    }

    /** Who is at the console under a login name. */
    public static Caller atConsole(String login, Set<String> roles, String person) {
        return new Caller(CONSOLE + login, roles, person);
    }

    /**
     * Whether another login is the caller's own: by its name, or because one person has both. All that takes two people asks this, and
     * nothing else. Who is at the console under a name is the one who has that name at the doors. Two digests by different keys cannot be told
     * apart, so they are one person's: else a new key between asking and deciding would make one person two.
     *
     * @param login  principal of the other
     * @param whose  its {@link #person}; empty or {@code null} where nobody said
     */
    public boolean samePerson(String login, String whose) {
        boolean known = !person.isEmpty() && whose != null && !whose.isEmpty();
        return name(principal).equals(name(login))
                || known && (person.equals(whose) || !key(person).equals(key(whose)));
    }

    /** What stands before the dot names the key. */
    private static String key(String digest) {
        return digest.substring(0, digest.indexOf(SEPARATOR) + 1);
    }

    private static String name(String login) {
        return login.startsWith(CONSOLE) ? login.substring(CONSOLE.length()) : login;
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
        return tenant(CITIZEN).map(own -> own.substring(0, end(own)));
    }

    /** The number that the person proved to have, as {@link city.pishkhan.api.persons.Persons#number} names it: nothing else of the person is within reach. */
    public Optional<String> citizenNumber() {
        return tenant(CITIZEN).filter(own -> end(own) < own.length()).map(own -> own.substring(end(own) + 1));
    }

    /** The role of a person who proved to have a number. @param number as {@link city.pishkhan.api.persons.Persons#number} names it */
    public static String citizenRole(UUID person, String number) {
        return CITIZEN + person + SEPARATOR + number;
    }

    private static int end(String own) {
        int separator = own.indexOf(SEPARATOR);
        return separator < 0 ? own.length() : separator;
    }

    /**
     * Whose repetitions of a call are the same call: the principal's, and with a citizen's those by the same number alone, for what the
     * first call answered may be out of reach by another.
     */
    public String identity() {
        return citizenNumber().map(number -> principal + SEPARATOR + number).orElse(principal);
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
