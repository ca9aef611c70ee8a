package city.pishkhan.access.internal.users;

import city.pishkhan.api.security.UserDirectory.User;
import city.pishkhan.identifiers.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File on this node's disk with the roles that two people have accepted, as last read from the database. It allows logins at a
 * start without the database. Each line is the digest of a login and its roles. Write access to this file gives full control
 * of the hub.
 */
final class AcceptedRolesFile {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedRolesFile.class);

    private final Path file;
    private final Map<String, Set<String>> acceptedRoles = new TreeMap<>();
    private final Map<User, Set<String>> latest = new ConcurrentHashMap<>();

    AcceptedRolesFile(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    List<String> words = Arrays.asList(line.split(" "));
                    acceptedRoles.put(words.get(0), new LinkedHashSet<>(words.subList(1, words.size())));
                }
            }
        } catch (IOException e) {
            LOG.warn("The accepted roles of logins from the last run cannot be read: {}", e.toString());
        }
    }

    /** Returns the last accepted roles of a login, restricted to the roles that its file gives now; empty if unknown. */
    synchronized Set<String> lastAccepted(User user) {
        Set<String> roles = new LinkedHashSet<>(acceptedRoles.getOrDefault(key(user), Set.of()));
        roles.retainAll(user.roles());
        return roles;
    }

    /**
     * Stores the accepted roles of a login. It is called with every request, so unchanged roles cost only one map access.
     *
     * @return the same roles
     */
    Set<String> record(User user, Set<String> roles) {
        if (!roles.equals(latest.put(user, roles))) {
            persist(user, roles);
        }
        return roles;
    }

    private synchronized void persist(User user, Set<String> roles) {
        if (!roles.equals(acceptedRoles.put(key(user), roles))) {
            write();
        }
    }

    private void write() {
        List<String> lines = new ArrayList<>();
        acceptedRoles.forEach((key, roles) -> {
            if (!roles.isEmpty()) {
                lines.add(key + " " + new TreeSet<>(roles).stream().collect(Collectors.joining(" ")));
            }
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".accepted", null);
            Files.write(draft, lines, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn(
                    "The accepted roles of logins cannot be stored for a start without the database: {}", e.toString());
        }
    }

    private static String key(User user) {
        return Sha256.hex(String.join("\n", user.name(), user.person(), user.proof(), user.source()));
    }
}
