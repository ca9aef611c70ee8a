package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.api.security.UserDirectory.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that starts without its database accepts the previous logins with their previous roles. */
class AcceptedRolesFileTest {
    private static final User CLERK = user("clerk", "hash-1", "office:1204", "expert:1204");

    @TempDir
    private Path folder;

    private static User user(String name, String proof, String... roles) {
        return new User(name, Set.of(roles), "a.users", "", proof);
    }

    private AcceptedRolesFile open() {
        return new AcceptedRolesFile(folder.resolve("data/accepted"), new PersonDigests("k".repeat(32), "")::proof);
    }

    @Test
    void acceptedRolesSurviveRestart() throws IOException {
        AcceptedRolesFile before = open();
        assertEquals(Set.of(), before.lastAccepted(CLERK), "nobody said anything yet");
        before.record(CLERK, Set.of("office:1204"));
        AcceptedRolesFile after = open();
        assertEquals(Set.of("office:1204"), after.lastAccepted(CLERK));
        assertEquals(
                Set.of(),
                after.lastAccepted(user("clerk", "hash-2", "office:1204")),
                "another password is another login");
        assertEquals(Set.of(), after.lastAccepted(user("other", "hash-1", "office:1204")));
        assertEquals(
                Set.of(), after.lastAccepted(user("clerk", "hash-1", "expert:1204")), "never more than is written");
        assertFalse(Files.readString(folder.resolve("data/accepted")).contains("clerk"));
    }

    @Test
    void withdrawnRolesAreRemoved() {
        open().record(CLERK, Set.of("office:1204"));
        open().record(CLERK, Set.of());
        assertEquals(Set.of(), open().lastAccepted(CLERK));
    }

    /** The line of a login does not accept further roles or another login. */
    @Test
    void lineWrittenByHandIsIgnored() throws IOException {
        Path file = folder.resolve("data/accepted");
        open().record(CLERK, Set.of("office:1204"));
        String line = Files.readString(file);
        for (String forged : List.of(
                line.replace("office:1204", "expert:1204"),
                line.replaceFirst(" \\S+", ""),
                line.replaceFirst("^.", line.startsWith("0") ? "1" : "0"))) {
            Files.writeString(file, forged);
            AcceptedRolesFile after = open();
            assertEquals(Set.of(), after.lastAccepted(CLERK), forged);
            assertEquals(1, after.ignored());
            after.record(CLERK, Set.of("office:1204"));
            assertEquals(0, after.ignored(), "the database has replaced the file");
            assertEquals(line, Files.readString(file));
        }
    }

    @Test
    void unreadableFileGrantsNothing() throws IOException {
        Files.createDirectories(folder.resolve("data/accepted"));
        assertEquals(Set.of(), open().lastAccepted(CLERK));
        assertEquals(Set.of("office:1204"), open().record(CLERK, Set.of("office:1204")));
    }
}
