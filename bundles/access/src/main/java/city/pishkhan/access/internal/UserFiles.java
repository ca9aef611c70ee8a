package city.pishkhan.access.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a folder's {@code *.users} files, one a line: {@code name = <password hash>, role, role}. A password written as
 * {@code plain:secret} is replaced by its hash when the file is first read. A user named twice counts as the first file has it.
 */
final class UserFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UserFiles.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    /** A comma, but not those within a hash. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![tp]=[0-9])");

    private static final String PLAIN = "plain:";

    /** @param hash see {@link Passwords}; @param file its name */
    record User(String hash, Set<String> roles, String file) {}

    private final Path folder;
    private Map<Path, String> stamps = Map.of();
    private Map<String, User> users = Map.of();
    private List<String> mistakes = List.of();
    private long looked;

    UserFiles(Path folder) {
        this.folder = folder;
    }

    /** As {@link #find}, as the folder was a second ago at most: for what is asked with every request. */
    synchronized Optional<User> recent(String name) {
        boolean fresh = looked != 0 && System.nanoTime() - looked < LOOK_EVERY_NANOS;
        return fresh ? Optional.ofNullable(users.get(name)) : find(name);
    }

    /** Reads the folder again if anything in it changed. */
    synchronized Optional<User> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** All users by name, as {@link #find} finds them. */
    synchronized Map<String, User> all() {
        looked = System.nanoTime();
        try {
            Map<Path, String> now = stamps();
            if (!now.equals(stamps)) {
                List<String> wrong = new ArrayList<>();
                users = read(now.keySet(), wrong);
                mistakes = List.copyOf(wrong);
                mistakes.forEach(mistake -> LOG.error("{}", mistake));
                stamps = stamps();
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

    private Map<Path, String> stamps() throws IOException {
        Map<Path, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".users")).toList()) {
                var a = Files.readAttributes(file, BasicFileAttributes.class);
                found.put(file, a.lastModifiedTime().toInstant() + " " + a.size());
            }
        }
        return found;
    }

    private static Map<String, User> read(Set<Path> files, List<String> mistakes) throws IOException {
        Map<String, User> all = new HashMap<>();
        for (Path file : files) {
            List<String> lines = hashed(file, Files.readAllLines(file, StandardCharsets.UTF_8));
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
                List<String> given = values.subList(1, values.size());
                Set<String> roles = Roles.valid(given, name);
                if (!roles.containsAll(given)) {
                    mistakes.add(place + " has a role that is not known and is left out");
                }
                User user = new User(values.get(0), roles, file.getFileName().toString());
                if (all.putIfAbsent(name, user) != null) {
                    mistakes.add(place + " names a user a second time; the first counts");
                }
            }
        }
        return all;
    }

    private static List<String> values(String text) {
        return SEPARATOR.splitAsStream(text).map(String::strip).toList();
    }

    private static List<String> hashed(Path file, List<String> lines) throws IOException {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            List<String> values = values(line.substring(equals + 1));
            if (equals < 1 || line.strip().startsWith("#") || !values.get(0).startsWith(PLAIN)) {
                out.add(line);
                continue;
            }
            String hash = Passwords.hash(values.get(0).substring(PLAIN.length()).toCharArray());
            String roles = values.stream().skip(1).map(r -> ", " + r).collect(Collectors.joining());
            out.add(line.substring(0, equals).stripTrailing() + " = " + hash + roles);
        }
        if (!out.equals(lines)) {
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".users", null);
            Files.write(draft, out, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return out;
    }
}
