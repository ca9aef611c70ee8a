package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class UserFilesTest {
    private static final PersonDigests PERSONS = new PersonDigests(PersonDigestsTest.KEY, "");
    private static final String HASH = Passwords.hash("x".toCharArray(), 64);

    @TempDir
    Path folder;

    private void write(String file, String... lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.replace(" = ", " = " + HASH + ", ")).append('\n');
        }
        Files.writeString(folder.resolve(file), text);
    }

    private static Set<String> roles(UserFiles users, String name) {
        return users.find(name).map(UserFiles.User::roles).orElse(Set.of());
    }

    @Test
    void hashesPlainPasswordsInTheFile() throws IOException {
        Path file = folder.resolve("hub.users");
        Files.writeString(file, "# ours\nclerk = plain:secret, office:1204\n");
        var user = new UserFiles(folder, PERSONS).find("clerk").orElseThrow();
        assertTrue(Passwords.matches("secret".toCharArray(), user.hash()));
        assertEquals(Set.of("office:1204"), user.roles());
        String now = Files.readString(file);
        assertFalse(now.contains("secret"), now);
        assertTrue(now.startsWith("# ours\nclerk = $argon2id$v=19$m=19456,t=2,p=1$"), now);
        assertTrue(now.endsWith(", office:1204\n"), now);
    }

    @Test
    void detectsFileChanges() throws IOException {
        UserFiles users = new UserFiles(folder, PERSONS);
        assertTrue(users.find("clerk").isEmpty());
        Files.writeString(
                folder.resolve("a.users"), "clerk = " + Passwords.hash("x".toCharArray(), 64) + ", operator\n");
        assertTrue(users.find("clerk").isPresent());
        Files.delete(folder.resolve("a.users"));
        assertTrue(users.find("clerk").isEmpty());
    }

    @Test
    void grantsOnlyAcceptedRoles() throws IOException {
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + HASH + ", office:1204, expert:1204\nlate = " + HASH + ", chair\nroot = " + HASH
                        + ", operator\n");
        UserFiles users = new UserFiles(folder, PERSONS);
        users.setAcceptance((login, written) -> switch (login) {
            case "clerk" -> Set.of("office:1204");
            case "root" -> written.roles();
            default -> Set.of();
        });
        assertEquals(Set.of("office:1204"), users.find("clerk").orElseThrow().roles());
        assertTrue(users.find("late").isEmpty() && users.recent("late").isEmpty());
        assertEquals(Set.of("operator"), users.recent("root").orElseThrow().roles());
        assertEquals(List.of("clerk", "late"), users.loginsAwaitingAcceptance());
        assertTrue(users.all().containsKey("late"), "the list of logins shows it");
        users.setAcceptance(null);
        assertTrue(users.find("late").isPresent());
    }

    @Test
    void ignoresAndReportsInvalidEntries() throws IOException {
        String hash = Passwords.hash("x".toCharArray(), 64);
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + hash + ", office:1204, hub, district:23, agency:../x\nnohash = secret, operator\nbare\n");
        Files.writeString(folder.resolve("b.users"), "clerk = " + hash + ", operator\n");
        Files.writeString(folder.resolve("notes.txt"), "eve = " + hash + ", operator\n");
        UserFiles users = new UserFiles(folder, PERSONS);
        assertEquals(Set.of("office:1204"), users.find("clerk").orElseThrow().roles());
        assertTrue(users.find("nohash").isEmpty());
        assertTrue(users.find("eve").isEmpty());
        assertEquals(
                List.of(
                        "a.users:1 has an unknown role, which is ignored",
                        "a.users:2 is not a valid user: expected 'name = hash, role …'",
                        "a.users:3 is not a valid user: expected 'name = hash, role …'",
                        "b.users:1 names a user a second time; the first entry is used"),
                users.mistakes(),
                "it is told, without names");
        Files.delete(folder.resolve("b.users"));
        Files.writeString(folder.resolve("a.users"), "clerk = " + hash + ", office:1204\n");
        assertEquals(List.of(), users.mistakes());
    }

    @Test
    void replacesNationalIdByDigestInFile() throws IOException {
        Path file = folder.resolve("hub.users");
        Files.writeString(
                file,
                "# person:0684159414 is Maryam\nclerk = plain:secret, office:1204, person:0684159414\nother = " + HASH
                        + ", person:684159414, expert:1204\n");
        UserFiles users = new UserFiles(folder, PERSONS);
        String person = users.find("clerk").orElseThrow().person();
        assertEquals(person, users.find("other").orElseThrow().person());
        String now = Files.readString(file);
        assertEquals(1, now.split("0684159414|684159414", -1).length - 1, "a comment is its writer's: " + now);
        assertTrue(now.endsWith(", person:" + person + ", expert:1204\n"), now);
        assertEquals(Set.of("office:1204", "expert:1204"), users.rolesOf(person));
        assertEquals(
                person,
                new UserFiles(folder, PERSONS).find("clerk").orElseThrow().person(),
                "read again");
        assertEquals(now, Files.readString(file), "and left alone");
    }

    @Test
    void rejectsLoginWithEveryRole() throws IOException {
        write(
                "all.users",
                "root = operator, institute, planning, headquarters, committee, chair, discipline, treasury, notary, oversight");
        UserFiles users = new UserFiles(folder, PERSONS);
        assertTrue(users.find("root").isEmpty());
        assertEquals(
                List.of(
                        "all.users:1: login root is rejected: one person must not have both operator and chair (an operator of the hub must not take part in its decisions or see its data in clear)"),
                users.mistakes().stream().map(m -> m.split(" / ")[0]).toList());
        assertTrue(users.mistakes().get(0).contains("ورود root پذیرفته نشد"), users.mistakes()::toString);
    }

    @Test
    void rolesOfAllLoginsOfPersonAreCombined() throws IOException {
        write(
                "a.users",
                "chair = chair, person:0684159414",
                "alone = operator",
                "deputy = committee, person:0684159414");
        write("b.users", "root = person:0684159414, operator", "reza = operator, person:0499370899");
        UserFiles users = new UserFiles(folder, PERSONS);
        assertEquals(Set.of("alone", "reza"), users.all().keySet(), "nobody knows which of hers was first");
        List<String> told =
                users.mistakes().stream().map(m -> m.split(" \\(")[0]).toList();
        assertEquals(
                List.of(
                        "a.users:1: login chair is rejected: one person must not have both chair and operator of login root",
                        "a.users:3: login deputy is rejected: one person must not have both committee and operator of login root",
                        "b.users:1: login root is rejected: one person must not have both operator and chair of login chair"),
                told);
        assertFalse(users.mistakes().toString().contains("0684159414"));
        write("b.users", "reza = operator, person:0499370899");
        assertEquals(Set.of("chair", "alone", "deputy", "reza"), users.all().keySet(), "mended");
        assertEquals(List.of(), users.mistakes());
    }

    /**
     * If a new line conflicts with an existing login of the same person, the existing roles stay and the new ones are
     * refused.
     */
    @Test
    void keepsExistingRolesAndRejectsConflictingAdditions() throws IOException {
        write("a.users", "chair = chair, person:0684159414");
        UserFiles users = new UserFiles(folder, PERSONS);
        assertEquals(Set.of("chair"), roles(users, "chair"));
        write("b.users", "root = operator, person:0684159414");
        assertEquals(Set.of("chair"), users.all().keySet());
        assertEquals(1, users.mistakes().size(), users.mistakes()::toString);
        write("a.users", "chair = chair, committee, treasury, office:1204, person:0684159414");
        Files.delete(folder.resolve("b.users"));
        assertEquals(
                Set.of("chair"), roles(users, "chair"), "an office excludes the committee and the treasury as well");
        assertTrue(
                users.mistakes()
                        .get(0)
                        .startsWith(
                                "a.users:1: login chair is accepted without committee, treasury, office:1204: one person must not"),
                users.mistakes()::toString);
        write("a.users", "chair = chair, committee, person:0684159414");
        assertEquals(Set.of("chair", "committee"), roles(users, "chair"), "what goes together");
        write("a.users", "chair = operator, person:0684159414");
        assertEquals(Set.of("operator"), roles(users, "chair"), "what is taken away is away, and makes room");
    }

    /** A console login cannot be an operator if its person is a chair, in this or another login. */
    @Test
    void findsConflictThroughOtherLoginOfPerson() throws IOException {
        write("a.users", "neda = notary, person:0684159414", "neda-2 = chair, person:0684159414", "root = operator");
        UserFiles users = new UserFiles(folder, PERSONS);
        Set<String> operator = Set.of("operator");
        assertEquals("chair", users.findConflict("neda", operator).orElseThrow().other(), "by her other login");
        assertTrue(users.findConflict("root", operator).isEmpty());
        assertTrue(users.findConflict("karaf", operator).isEmpty(), "nobody of that name is known");
    }

    /** If a login's person is added or changed, its earlier roles are not kept. */
    @Test
    void loginWithNewPersonHasNoEarlierRoles() throws IOException {
        write("a.users", "one = chair", "two = operator");
        UserFiles users = new UserFiles(folder, PERSONS);
        assertEquals(2, users.all().size());
        write("a.users", "one = chair, person:0684159414", "two = operator, person:0684159414");
        assertEquals(Set.of(), users.all().keySet());
        write("a.users", "one = chair, person:0684159414", "two = operator, person:0499370899");
        assertEquals(Set.of("one", "two"), users.all().keySet());
        write("a.users", "one = chair, person:0499370899", "two = operator, person:0684159414");
        assertEquals(Set.of("one", "two"), users.all().keySet(), "they changed places");
    }

    @Test
    void rejectsLoginsWithUnreadablePerson() throws IOException {
        write(
                "a.users",
                "typo = operator, person:0684159415",
                "two = chair, person:0684159414, person:0499370899",
                "other = chair, person:00000000.0123456789abcdef0123456789abcdef",
                "good = chair");
        UserFiles users = new UserFiles(folder, PERSONS);
        assertEquals(Set.of("good"), users.all().keySet());
        assertEquals(3, users.mistakes().size(), users.mistakes()::toString);
        assertFalse(users.mistakes().toString().contains("0684159415"), users.mistakes()::toString);
        assertTrue(users.mistakes().get(2).contains("another key"), users.mistakes()::toString);
    }

    @Test
    void rejectsListedRolesWithoutPerson() throws IOException {
        write("a.users", "one = operator", "two = operator, person:0684159414", "clerk = office:1204");
        UserFiles users = new UserFiles(folder, new PersonDigests(PersonDigestsTest.KEY, "operator,treasury"));
        assertEquals(Set.of("two", "clerk"), users.all().keySet());
        assertTrue(users.mistakes().get(0).startsWith("a.users:1: login one is rejected: the role operator requires"));
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
    void acceptsEveryValidRole(String role) {
        assertEquals(Set.of(role), Roles.valid(Set.of(role), "somebody"));
        assertTrue(Roles.kinds().contains(role.replaceFirst(":.*", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"expert", "expert:x", "chair:1", "oversight:", "citizen:1", "office:", "agency:Fire", "hub"})
    void rejectsInvalidRole(String role) {
        assertEquals(Set.of(), Roles.valid(Set.of(role), "somebody"));
    }

    /** A file that is edited while its passwords are being hashed is not overwritten. */
    @Test
    void keepsEditsMadeDuringHashing() throws IOException {
        Path file = folder.resolve("a.users");
        List<String> before = List.of("one = plain:x, office:1204");
        Files.write(file, List.of("one = plain:x, office:1204", "two = plain:y, office:1204"));
        assertFalse(UserFiles.replace(file, before, List.of("one = $hash, office:1204")));
        assertEquals(2, Files.readAllLines(file).size());
        Files.write(file, before);
        assertTrue(UserFiles.replace(file, before, List.of("one = $hash, office:1204")));
        assertEquals(List.of("one = $hash, office:1204"), Files.readAllLines(file));
        assertFalse(UserFiles.replace(file, Files.readAllLines(file), Files.readAllLines(file)), "nothing to do");
    }
}
