package city.pishkhan.api.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The authenticated caller of an operation.
 *
 * @param principal login name of the person or system
 * @param roles     plain roles ({@code operator}, {@code institute}, {@code planning}, {@code headquarters}, {@code committee},
 *                  {@code chair}, {@code discipline}, {@code treasury}, {@code notary}, {@code oversight}) and roles of one
 *                  tenant ({@code office:1204}, {@code expert:1204}, {@code agency:fire}, {@code district:22}, and {@code
 *                  citizen:<person>.<number>}, where the number is {@link city.pishkhan.api.persons.Persons#number})
 * @param person    keyed digest of the national ID of the login's owner, equal for all logins of the same person; empty if
 *                  unknown
 */
public record Caller(String principal, Set<String> roles, String person) {

    /** The hub itself as the caller, e.g. for timers and missed deadlines. Doors never return this caller. */
    public static final Caller HUB = new Caller("hub", Set.of("hub"));

    private static final String CITIZEN = "citizen:";
    private static final String CONSOLE = "console:";
    private static final char SEPARATOR = '.';

    public Caller {
        roles = Set.copyOf(roles);
        person = person == null ? "" : person;
    }

    /** Creates a caller without a known person. */
    public Caller(String principal, Set<String> roles) {
        this(principal, roles, "");
    }

    /** Creates a caller at the console under a login name. */
    public static Caller atConsole(String login, Set<String> roles, String person) {
        return new Caller(CONSOLE + login, roles, person);
    }

    /**
     * Returns {@code true} if another login belongs to the caller: the login names are equal, or both have the same
     * person. Every check that requires two persons uses this method. A login at the console equals the login with the
     * same name at the doors. Digests under different keys cannot be compared and therefore count as the same person;
     * otherwise a new key between request and decision would turn one person into two.
     *
     * @param login principal of the other login
     * @param otherPerson digest of the other login's owner, as {@link #person}; empty or {@code null} if unknown
     */
    public boolean isSamePerson(String login, String otherPerson) {
        boolean known = !person.isEmpty() && otherPerson != null && !otherPerson.isEmpty();
        return name(principal).equals(name(login))
                || known && (person.equals(otherPerson) || !key(person).equals(key(otherPerson)));
    }

    /** Returns the part of a digest up to its separator, which identifies the digest's key. */
    private static String key(String digest) {
        return digest.substring(0, digest.indexOf(SEPARATOR) + 1);
    }

    private static String name(String login) {
        return login.startsWith(CONSOLE) ? login.substring(CONSOLE.length()) : login;
    }

    /** Code of the caller's office. */
    public Optional<String> office() {
        return tenant("office:");
    }

    /** Code of the office for which the caller is an expert. */
    public Optional<String> expert() {
        return tenant("expert:");
    }

    /** Opaque id of the citizen. */
    public Optional<String> citizen() {
        return tenant(CITIZEN).map(own -> own.substring(0, prefixLength(own)));
    }

    /**
     * The mobile that the citizen proved, as identified by {@link city.pishkhan.api.persons.Persons#number}; the citizen's access
     * is limited to it.
     */
    public Optional<String> citizenNumber() {
        return tenant(CITIZEN)
                .filter(own -> prefixLength(own) < own.length())
                .map(own -> own.substring(prefixLength(own) + 1));
    }

    /**
     * Role of a citizen who proved a mobile.
     *
     * @param number identifier from {@link city.pishkhan.api.persons.Persons#number}
     */
    public static String citizenRole(UUID person, String number) {
        return CITIZEN + person + SEPARATOR + number;
    }

    private static int prefixLength(String own) {
        int separator = own.indexOf(SEPARATOR);
        return separator < 0 ? own.length() : separator;
    }

    /**
     * Identity for detecting repeated calls: the principal, and for a citizen also the proved mobile, because a login
     * with another mobile may not be permitted to see the result.
     */
    public String identity() {
        return citizenNumber().map(number -> principal + SEPARATOR + number).orElse(principal);
    }

    /** Name of the caller's agency. */
    public Optional<String> agency() {
        return tenant("agency:");
    }

    /** Number of the caller's district. */
    public Optional<Integer> district() {
        return tenant("district:").map(Integer::valueOf);
    }

    /** Returns {@code true} if the caller is an operator. */
    public boolean isOperator() {
        return has("operator");
    }

    /** Returns {@code true} if the caller has exactly this role, e.g. {@code chair} or {@code district:22}. */
    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Returns {@code true} for {@link #HUB}. */
    public boolean isHub() {
        return this == HUB;
    }

    /** The kind of a role: {@code office} for {@code office:1204}, {@code operator} for {@code operator}. */
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
