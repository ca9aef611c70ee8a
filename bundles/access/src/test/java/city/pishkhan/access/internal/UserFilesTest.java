package city.pishkhan.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFilesTest {
    @TempDir
    Path folder;

    @Test
    void hashesPlainPasswordsInTheFile() throws IOException {
        Path file = folder.resolve("hub.users");
        Files.writeString(file, "# ours\nclerk = plain:secret, office:1204\n");
        var user = new UserFiles(folder).find("clerk").orElseThrow();
        assertTrue(Passwords.matches("secret".toCharArray(), user.hash()));
        assertEquals(Set.of("office:1204"), user.roles());
        String now = Files.readString(file);
        assertFalse(now.contains("secret"), now);
        assertTrue(now.startsWith("# ours\nclerk = $argon2id$v=19$m=19456,t=2,p=1$"), now);
        assertTrue(now.endsWith(", office:1204\n"), now);
    }

    @Test
    void seesChanges() throws IOException {
        UserFiles users = new UserFiles(folder);
        assertTrue(users.find("clerk").isEmpty());
        Files.writeString(
                folder.resolve("a.users"), "clerk = " + Passwords.hash("x".toCharArray(), 64) + ", operator\n");
        assertTrue(users.find("clerk").isPresent());
        Files.delete(folder.resolve("a.users"));
        assertTrue(users.find("clerk").isEmpty());
    }

    @Test
    void leavesOutWhatItDoesNotKnow() throws IOException {
        String hash = Passwords.hash("x".toCharArray(), 64);
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + hash + ", office:1204, hub, district:23, agency:../x\nnohash = secret, operator\nbare\n");
        Files.writeString(folder.resolve("b.users"), "clerk = " + hash + ", operator\n");
        Files.writeString(folder.resolve("notes.txt"), "eve = " + hash + ", operator\n");
        UserFiles users = new UserFiles(folder);
        assertEquals(Set.of("office:1204"), users.find("clerk").orElseThrow().roles());
        assertTrue(users.find("nohash").isEmpty());
        assertTrue(users.find("eve").isEmpty());
        assertEquals(
                List.of(
                        "a.users:1 has a role that is not known and is left out",
                        "a.users:2 is no user: expected 'name = hash, role …'",
                        "a.users:3 is no user: expected 'name = hash, role …'",
                        "b.users:1 names a user a second time; the first counts"),
                users.mistakes(),
                "it is told, without names");
        Files.delete(folder.resolve("b.users"));
        Files.writeString(folder.resolve("a.users"), "clerk = " + hash + ", office:1204\n");
        assertEquals(List.of(), users.mistakes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expert:1204",
                "institute",
                "planning",
                "headquarters",
                "committee",
                "chair",
                "discipline",
                "treasury",
                "notary",
                "oversight",
                "citizen:0193b1b2-7c3d-7e4f-8a90-000000000001"
            })
    void takesEveryShapeOfRole(String role) {
        assertEquals(Set.of(role), Roles.valid(Set.of(role), "somebody"));
        assertTrue(Roles.kinds().contains(role.replaceFirst(":.*", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"expert", "expert:x", "chair:1", "oversight:", "citizen:1", "office:", "agency:Fire", "hub"})
    void takesNoOther(String role) {
        assertEquals(Set.of(), Roles.valid(Set.of(role), "somebody"));
    }
}
