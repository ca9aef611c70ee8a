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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File on this node's disk with the roles that two people have accepted, as last read from the database. It allows
 * logins at a start without the database. Each line has the digest of a login, a keyed digest (MAC) of the line, and
 * the login's roles. Lines with an invalid MAC are ignored. The MAC uses the key of {@link PersonDigests}, because the
 * vault needs the database.
 */
final class AcceptedRolesFile {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedRolesFile.class);

    private final Path file;
    private final UnaryOperator<String> mac;
    private int ignored;
    private final Map<String, Set<String>> acceptedRoles = new TreeMap<>();
    private final Map<User, Set<String>> latest = new ConcurrentHashMap<>();

    /** @param mac computes the keyed digest of a text */
    AcceptedRolesFile(Path file, UnaryOperator<String> mac) {
        this.file = file;
        this.mac = mac;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    read(Arrays.asList(line.split(" ")));
                }
            }
        } catch (IOException e) {
            LOG.warn("The accepted roles of logins from the last run cannot be read: {}", e.toString());
        }
    }

    private void read(List<String> words) {
        if (words.size() > 2 && words.get(1).equals(mac(words.get(0), words.subList(2, words.size())))) {
            acceptedRoles.put(words.get(0), new LinkedHashSet<>(words.subList(2, words.size())));
        } else {
            ignored++;
            LOG.error("A line of {} is ignored, because the hub did not write it: {}", file, words.get(0));
        }
    }

    private String mac(String key, Collection<String> roles) {
        return mac.apply(key + " " + String.join(" ", roles));
    }

    /** Returns the number of lines that were ignored at the start; 0 once the hub has written the file again. */
    synchronized int ignored() {
        return ignored;
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
                Set<String> sorted = new TreeSet<>(roles);
                lines.add(key + " " + mac(key, sorted) + " " + String.join(" ", sorted));
            }
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".accepted", null);
            Files.write(draft, lines, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            ignored = 0;
        } catch (IOException e) {
            LOG.warn(
                    "The accepted roles of logins cannot be stored for a start without the database: {}", e.toString());
        }
    }

    private static String key(User user) {
        return Sha256.hex(String.join("\n", user.name(), user.person(), user.proof(), user.source()));
    }
}
