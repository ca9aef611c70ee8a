package city.pishkhan.access.internal.users;

import city.pishkhan.access.internal.ExclusionTable;
import city.pishkhan.access.internal.Roles;
import city.pishkhan.access.internal.SeparationPolicy;
import city.pishkhan.access.internal.SeparationPolicy.Login;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a folder's {@code *.users} files.
 *
 * <p>Each line is {@code name = <password hash>, role, role}. When a file is first read, a password written as
 * {@code plain:secret} is replaced by its hash. The national ID in {@code person:<national ID>}, which names the person behind
 * the login, is replaced by its digest. If a user occurs twice, the first entry counts. Roles that would conflict for one
 * person are removed, see {@link SeparationPolicy}.
 */
public final class UserFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UserFiles.class);
    private static final Messages MESSAGES = Messages.of(UserFiles.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    /** Matches a comma between roles, but no comma within a hash. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![tp]=[0-9])");

    private static final String PLAIN = "plain:";

    /**
     * A user.
     *
     * @param hash see {@link Passwords}
     * @param file name of the file
     * @param person as {@link city.pishkhan.api.security.Caller#person}
     */
    public record User(String hash, Set<String> roles, String file, String person) {
        private static final int ENOUGH = 32;

        /**
         * Returns the voucher for logins with this password, see {@link Authenticator.Token}. The voucher is a digest
         * of the password hash and does not reveal the hash.
         */
        String voucher() {
            return OF_PASSWORD + Sha256.hex("voucher of a login " + hash).substring(0, ENOUGH);
        }
    }

    private static final String OF_PASSWORD = Authenticator.USER_FILES + " ";

    private final Path folder;
    private final PersonDigests persons;
    private Map<Path, String> stamps = Map.of();
    private Map<String, User> users = Map.of();
    private Map<String, Set<String>> rolesByPerson = Map.of();
    private List<String> mistakes = List.of();

    private long lastReadNanos;

    /** Removes roles that two people have not accepted yet. */
    @FunctionalInterface
    public interface Acceptance {
        Set<String> acceptedRoles(String login, User written);
    }

    /** {@code null} if all roles in the files are valid without acceptance. */
    private volatile @Nullable Acceptance acceptance;

    public UserFiles(Path folder, PersonDigests persons) {
        this.folder = folder;
        this.persons = persons;
    }

    public void setAcceptance(Acceptance by) {
        acceptance = by;
    }

    private Optional<User> withAcceptedRoles(String name, @Nullable User written) {
        Acceptance by = acceptance;
        if (written == null || by == null) {
            return Optional.ofNullable(written);
        }
        Set<String> roles = by.acceptedRoles(name, written);
        if (roles.equals(written.roles)) {
            return Optional.of(written);
        }
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(new User(written.hash, roles, written.file, written.person));
    }

    /** Logins with roles that wait for acceptance. */
    List<String> loginsAwaitingAcceptance() {
        Acceptance by = acceptance;
        return by == null
                ? List.of()
                : all().entrySet().stream()
                        .filter(u -> !by.acceptedRoles(u.getKey(), u.getValue()).containsAll(u.getValue().roles))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }

    /** Returns {@code true} if this instance was created with the given {@code digests} object. */
    boolean hasDigests(PersonDigests digests) {
        return persons == digests;
    }

    /** Like {@link #find}, but up to one second out of date; for checks at every request. */
    Optional<User> recent(String name) {
        return withAcceptedRoles(name, recent().get(name));
    }

    /**
     * Returns {@code true} if the voucher (see {@link Authenticator.Token}) was issued for a password of the user files. The
     * user or the password may have changed since.
     */
    public static boolean isPasswordVoucher(String voucher) {
        return voucher != null && voucher.startsWith(OF_PASSWORD);
    }

    /** Returns {@code true} if the voucher belongs to this user and the current password. */
    static boolean isCurrentVoucher(User user, String voucher) {
        return voucher.equals(user.voucher());
    }

    /** All roles that the logins of these files give a person, up to one second out of date. */
    synchronized Set<String> rolesOf(String person) {
        recent();
        return rolesByPerson.getOrDefault(person, Set.of());
    }

    /** Finds a conflict between these roles and those of the user or of the same person's other logins. */
    synchronized Optional<ExclusionTable.Conflict> findConflict(String name, Set<String> roles) {
        return Optional.ofNullable(recent().get(name))
                .flatMap(user -> ExclusionTable.SHIPPED.findConflict(
                        roles, user.person.isEmpty() ? user.roles : rolesOf(user.person)));
    }

    private synchronized Map<String, User> recent() {
        boolean fresh = lastReadNanos != 0 && System.nanoTime() - lastReadNanos < LOOK_EVERY_NANOS;
        return fresh ? users : all();
    }

    /** Finds a user by name; reads the folder again if a file changed. */
    public Optional<User> find(String name) {
        return withAcceptedRoles(name, all().get(name));
    }

    /** All users by name. Roles that wait for acceptance are included. */
    synchronized Map<String, User> all() {
        lastReadNanos = System.nanoTime();
        try {
            Map<Path, String> now = stamps();
            if (!now.equals(stamps)) {
                List<String> wrong = new ArrayList<>();
                Map<Path, String> read = new TreeMap<>(now);
                users = separate(read(read, wrong), wrong);
                rolesByPerson = byPerson();
                mistakes = List.copyOf(wrong);
                mistakes.forEach(mistake -> LOG.error("{}", mistake));
                stamps = read;
                LOG.info("Loaded {} users from {} files of {}", users.size(), stamps.size(), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the users of " + folder, e);
        }
        return users;
    }

    /** Lines and roles that were left out, with file and line. */
    synchronized List<String> mistakes() {
        all();
        return mistakes;
    }

    /** Returns a text that changes when the file changes. */
    static String stamp(Path file) throws IOException {
        var a = Files.readAttributes(file, BasicFileAttributes.class);
        return a.lastModifiedTime().toInstant() + " " + a.size();
    }

    private Map<Path, String> stamps() throws IOException {
        Map<Path, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".users")).toList()) {
                found.put(file, stamp(file));
            }
        }
        return found;
    }

    private Map<String, Set<String>> byPerson() {
        Map<String, Set<String>> roles = new HashMap<>();
        users.values().stream().filter(user -> !user.person.isEmpty()).forEach(user -> roles.computeIfAbsent(
                        user.person, p -> new HashSet<>())
                .addAll(user.roles));
        return roles;
    }

    private record Line(String place, User user) {}

    private Map<String, User> separate(Map<String, Line> lines, List<String> wrong) {
        List<Login> before = users.entrySet().stream()
                .map(u -> new Login("", u.getKey(), u.getValue().roles, u.getValue().person))
                .toList();
        List<Login> written = lines.entrySet().stream()
                .map(l -> new Login(l.getValue().place, l.getKey(), l.getValue().user.roles, l.getValue().user.person))
                .toList();
        Map<String, User> left = new HashMap<>();
        for (Login login : new SeparationPolicy(ExclusionTable.SHIPPED, before).separate(written, wrong)) {
            User user = Objects.requireNonNull(lines.get(login.name())).user;
            left.put(login.name(), new User(user.hash, login.roles(), user.file, user.person));
        }
        return left;
    }

    /**
     * Reads the files.
     *
     * @param files files with their {@link #stamp}; a file that is rewritten gets its new stamp
     */
    private Map<String, Line> read(Map<Path, String> files, List<String> mistakes) throws IOException {
        Map<String, Line> all = new LinkedHashMap<>();
        for (Path file : List.copyOf(files.keySet())) {
            List<String> written = Files.readAllLines(file, StandardCharsets.UTF_8);
            List<String> lines = hashed(written);
            if (replace(file, written, lines)) {
                files.put(file, stamp(file));
            }
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                String name = equals < 1 ? "" : line.substring(0, equals).strip();
                List<String> values = values(line.substring(equals + 1));
                String place = file.getFileName() + ":" + (i + 1);
                if (name.isEmpty() || !Passwords.isHash(values.get(0))) {
                    mistakes.add(place + " is not a valid user: expected 'name = hash, role …'");
                    continue;
                }
                List<String> given = values.stream()
                        .skip(1)
                        .filter(v -> !v.startsWith(PersonDigests.ATTRIBUTE))
                        .toList();
                Set<String> roles = Roles.valid(given, name);
                if (!roles.containsAll(given)) {
                    mistakes.add(place + " has an unknown role, which is ignored");
                }
                if (all.containsKey(name)) {
                    mistakes.add(place + " names a user a second time; the first entry is used");
                    continue;
                }
                person(place, name, values, roles, mistakes)
                        .ifPresent(person -> all.put(
                                name,
                                new Line(
                                        place,
                                        new User(
                                                values.get(0),
                                                roles,
                                                file.getFileName().toString(),
                                                person))));
            }
        }
        return all;
    }

    /**
     * Returns the person of a login, or an empty text if the line names no person and the roles require none. Returns
     * an empty {@code Optional} if the login is refused because of its person.
     */
    private Optional<String> person(
            String place, String name, List<String> values, Set<String> roles, List<String> mistakes) {
        try {
            String person = persons.findDigest(values);
            Optional<String> needed = persons.findRoleRequiringPerson(roles);
            if (person.isEmpty() && needed.isPresent()) {
                mistakes.add(MESSAGES.bilingual("persons.needed", place, name, needed.get()));
                return Optional.empty();
            }
            return Optional.of(person);
        } catch (PersonDigests.Unreadable e) {
            mistakes.add(unreadable(place, name, e));
            return Optional.empty();
        }
    }

    static String unreadable(String place, String name, PersonDigests.Unreadable why) {
        return new Text(
                        MESSAGES.english(
                                "persons.wrong", place, name, why.text().english()),
                        MESSAGES.persian(
                                "persons.wrong", place, name, why.text().persian()))
                .toString();
    }

    private static List<String> values(String text) {
        return SEPARATOR.splitAsStream(text).map(String::strip).toList();
    }

    private List<String> hashed(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            List<String> values = values(line.substring(equals + 1));
            List<String> kept = new ArrayList<>(values);
            if (equals >= 1 && !line.strip().startsWith("#")) {
                kept.replaceAll(persons::replaceNationalId);
                if (kept.get(0).startsWith(PLAIN)) {
                    kept.set(
                            0,
                            Passwords.hash(kept.get(0).substring(PLAIN.length()).toCharArray()));
                }
            }
            out.add(
                    kept.equals(values)
                            ? line
                            : line.substring(0, equals).stripTrailing() + " = " + String.join(", ", kept));
        }
        return out;
    }

    /**
     * Replaces a file atomically if its lines changed. A file that was edited while its passwords were hashed is left alone
     * and read again within a second, so that no edit is lost.
     *
     * @return {@code true} if the file was written
     */
    static boolean replace(Path file, List<String> before, List<String> lines) throws IOException {
        if (lines.equals(before)
                || !Files.readAllLines(file, StandardCharsets.UTF_8).equals(before)) {
            return false;
        }
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".users", null);
        Files.write(draft, lines, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
