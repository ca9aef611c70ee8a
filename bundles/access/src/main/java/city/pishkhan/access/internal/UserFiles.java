package city.pishkhan.access.internal;

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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a folder's {@code *.users} files, one a line: {@code name = <password hash>, role, role}. A password written as
 * {@code plain:secret} is replaced by its hash when the file is first read, and so is the national ID of {@code person:<national ID>},
 * which says among the roles whose the login is. A user named twice counts as the first file has it. What would give one person roles that
 * exclude each other is left out, as {@link SeparationPolicy} says.
 */
final class UserFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UserFiles.class);
    private static final Messages MESSAGES = Messages.of(UserFiles.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    /** A comma, but not those within a hash. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![tp]=[0-9])");

    private static final String PLAIN = "plain:";

    /** @param hash see {@link Passwords}; @param file its name; @param person as {@link city.pishkhan.api.security.Caller#person} */
    record User(String hash, Set<String> roles, String file, String person) {
        private static final int ENOUGH = 32;

        /** What vouches for a login by this password: see {@link Authenticator.Token}. It says nothing of the hash, of which it is a digest. */
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
    /** The hash of each user as it was first read. */
    private final Map<String, String> firstHashes = new HashMap<>();

    private long looked;

    /** Takes away from a user what waits for two people. */
    @FunctionalInterface
    interface Acceptance {
        Set<String> of(String login, User written);
    }

    /** {@code null} where whoever writes the files decides. */
    private volatile Acceptance acceptance;

    UserFiles(Path folder, PersonDigests persons) {
        this.folder = folder;
        this.persons = persons;
    }

    void accepted(Acceptance by) {
        acceptance = by;
    }

    /** As far as it may act now: what waits for two people is not there yet. */
    private Optional<User> acting(String name, User written) {
        Acceptance by = acceptance;
        if (written == null || by == null) {
            return Optional.ofNullable(written);
        }
        Set<String> roles = by.of(name, written);
        if (roles.equals(written.roles)) {
            return Optional.of(written);
        }
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(new User(written.hash, roles, written.file, written.person));
    }

    /** Logins of which something waits for two people. */
    List<String> waiting() {
        Acceptance by = acceptance;
        return by == null
                ? List.of()
                : all().entrySet().stream()
                        .filter(u -> !by.of(u.getKey(), u.getValue()).containsAll(u.getValue().roles))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
    }

    /** Whether these are the digests that it knows persons by. */
    boolean by(PersonDigests digests) {
        return persons == digests;
    }

    /** As {@link #find}, as the folder was a second ago at most: for what is asked with every request. */
    Optional<User> recent(String name) {
        return acting(name, recent().get(name));
    }

    /** Whether a voucher is one of these files, of whichever password. */
    static boolean vouch(String voucher) {
        return voucher != null && (voucher.equals(Authenticator.USER_FILES) || voucher.startsWith(OF_PASSWORD));
    }

    /**
     * Whether a login that a voucher was given for is still this user's: with another password it is not. The version before this wrote {@link
     * Authenticator#USER_FILES} alone: that counts until the password changes while this hub runs, so that an update logs nobody out, and
     * ends with the time of its session or token.
     */
    synchronized boolean vouched(String name, User user, String voucher) {
        return voucher.equals(user.voucher())
                || voucher.equals(Authenticator.USER_FILES) && user.hash.equals(firstHashes.get(name));
    }

    /** What roles a person has by all logins here, as it was a second ago at most. */
    synchronized Set<String> rolesOf(String person) {
        recent();
        return rolesByPerson.getOrDefault(person, Set.of());
    }

    /** What of a user, or of another login of the same person, goes not with these roles. */
    synchronized Optional<ExclusionTable.Conflict> excluded(String name, Set<String> roles) {
        return Optional.ofNullable(recent().get(name))
                .flatMap(user -> ExclusionTable.SHIPPED.between(
                        roles, user.person.isEmpty() ? user.roles : rolesOf(user.person)));
    }

    private synchronized Map<String, User> recent() {
        boolean fresh = looked != 0 && System.nanoTime() - looked < LOOK_EVERY_NANOS;
        return fresh ? users : all();
    }

    /** Reads the folder again if anything in it changed. */
    Optional<User> find(String name) {
        return acting(name, all().get(name));
    }

    /** All users by name, as {@link #find} finds them. */
    synchronized Map<String, User> all() {
        looked = System.nanoTime();
        try {
            Map<Path, String> now = stamps();
            if (!now.equals(stamps)) {
                List<String> wrong = new ArrayList<>();
                Map<Path, String> read = new TreeMap<>(now);
                users = separated(read(read, wrong), wrong);
                rolesByPerson = byPerson();
                users.forEach((name, user) -> firstHashes.putIfAbsent(name, user.hash));
                mistakes = List.copyOf(wrong);
                mistakes.forEach(mistake -> LOG.error("{}", mistake));
                stamps = read;
                LOG.info("{} users from {} files of {}", users.size(), stamps.size(), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the users of " + folder, e);
        }
        return users;
    }

    /** What of the files is left out, by file and line; who writes them looks for it in vain. */
    synchronized List<String> mistakes() {
        all();
        return mistakes;
    }

    /** Changes when a file does. */
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

    private Map<String, User> separated(Map<String, Line> lines, List<String> wrong) {
        List<Login> before = users.entrySet().stream()
                .map(u -> new Login("", u.getKey(), u.getValue().roles, u.getValue().person))
                .toList();
        List<Login> written = lines.entrySet().stream()
                .map(l -> new Login(l.getValue().place, l.getKey(), l.getValue().user.roles, l.getValue().user.person))
                .toList();
        Map<String, User> left = new HashMap<>();
        for (Login login : new SeparationPolicy(ExclusionTable.SHIPPED, before).left(written, wrong)) {
            User user = lines.get(login.name()).user;
            left.put(login.name(), new User(user.hash, login.roles(), user.file, user.person));
        }
        return left;
    }

    /** @param files with their stamps before; those that were hashed get the one of after */
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
                    mistakes.add(place + " is no user: expected 'name = hash, role …'");
                    continue;
                }
                List<String> given = values.stream()
                        .skip(1)
                        .filter(v -> !v.startsWith(PersonDigests.ATTRIBUTE))
                        .toList();
                Set<String> roles = Roles.valid(given, name);
                if (!roles.containsAll(given)) {
                    mistakes.add(place + " has a role that is not known and is left out");
                }
                if (all.containsKey(name)) {
                    mistakes.add(place + " names a user a second time; the first counts");
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

    /** Whose a login is: an empty text where nobody says and nobody has to; nothing if the login is refused for it. */
    private Optional<String> person(
            String place, String name, List<String> values, Set<String> roles, List<String> mistakes) {
        try {
            String person = persons.among(values);
            Optional<String> needed = persons.needed(roles);
            if (person.isEmpty() && needed.isPresent()) {
                mistakes.add(MESSAGES.both("persons.needed", place, name, needed.get()));
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
                kept.replaceAll(persons::hidden);
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
     * Writes a file anew, all of it at once, if it is to change, unless somebody wrote into it meanwhile: to hash takes its time, and what was
     * written then must not be lost. It is read again in a second.
     *
     * @return whether it was written
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
