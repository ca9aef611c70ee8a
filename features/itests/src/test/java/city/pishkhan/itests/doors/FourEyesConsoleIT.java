package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One operator tries to make a committee chair alone: with two shell users, and with a vote in the shell's start script. */
@ExtendWith(SharedCityExtension.class)
class FourEyesConsoleIT {
    private static final String SETTINGS = "city.pishkhan.access.users.cfg";
    private static final String REZA = "person:0499370899";
    private static final String SECOND_USER = "second-shell";
    private static final String VIEWER = "viewer-shell";
    private static final String HOST_USER = "host-shell";

    private static SharedCity city;
    private static Path users;
    private static Path chair;
    private static String shellUsers;
    private static String approval;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        shellUsers = Files.readString(city.etc().resolve("users.properties"));
        Files.writeString(
                city.etc().resolve("users.properties"),
                SECOND_USER + " = second-secret,admin,manager,viewer,systembundles,ssh\n" + VIEWER
                        + " = viewer-secret,viewer,ssh\n" + HOST_USER
                        + " = host-secret,admin,manager,viewer,host,ssh\n",
                StandardOpenOption.APPEND);
        city.set(SETTINGS, "new.logins", "waits");
        chair = city.etc().resolve("users/chair-of-reza.users");
        Awaitility.await("the setting is read").until(FourEyesConsoleIT::isChairWaiting);
        users = city.etc().resolve("users/reza.users");
        Files.writeString(users, login("reza-1", "operator, " + REZA) + login("reza-2", "operator, " + REZA));
        Awaitility.await("the logins are read")
                .until(() -> city.city().hub().console("pishkhan:login-list").contains("reza-2"));
        accept("reza-1");
        accept("reza-2");
        String asked = type(null, "pishkhan:login-accept --login reza-1 reza-chair \"he is the chair now\"", "reza-1");
        Matcher id = Pattern.compile("approval-decide (\\S+) yes").matcher(asked);
        assertTrue(id.find(), asked);
        approval = id.group(1);
    }

    @AfterAll
    static void end() throws Exception {
        Files.writeString(city.etc().resolve("users.properties"), shellUsers);
        Files.deleteIfExists(users);
        Files.deleteIfExists(chair);
        city.set(SETTINGS, "new.logins", "at-once");
    }

    private static String login(String name, String rest) {
        return name + " = plain:demo-" + name + ", " + rest + "\n";
    }

    /**
     * Requests the acceptance of the login as one person and approves the request as another, both through the doors.
     */
    private static void accept(String name) {
        String request = city.visitor()
                .as("operator-2")
                .post("/committee/v1/logins/" + name + "/acceptance", "{\"reason\":\"a new operator\"}")
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        city.visitor()
                .as("institute")
                .post("/committee/v1/approvals/" + request + "/decision", "{\"approve\":true}")
                .expectStatus(200);
        Awaitility.await(name + " is accepted").until(() -> canLogIn(name));
    }

    private static boolean canLogIn(String name) {
        return city.visitor()
                        .post(
                                "/auth/v1/token",
                                "{\"user\":\"" + name + "\",\"password\":\"demo-" + name + "\"}",
                                "Content-Type",
                                "application/json")
                        .status()
                == 200;
    }

    /**
     * Removes and adds the chair's login, and returns {@code true} if the new login waits for acceptance; it does so
     * once the changed setting is in force.
     */
    private static boolean isChairWaiting() throws Exception {
        Files.deleteIfExists(chair);
        Awaitility.await("the login is gone").until(() -> !canLogIn("reza-chair"));
        Files.writeString(chair, login("reza-chair", "chair"));
        Awaitility.await("the login is read")
                .until(() -> city.city().hub().console("pishkhan:login-list").contains("reza-chair"));
        return !canLogIn("reza-chair");
    }

    private static String type(String shellUser, String command, String login) throws Exception {
        return city.city().hub().type(shellUser, command, "demo-" + login);
    }

    /** @param option command option that names the deciding login, or an empty string */
    private static String decide(String option) {
        return "pishkhan:approval-decide " + option + approval + " yes";
    }

    private static String decideAs(String login) {
        return decide("--login " + login + " ");
    }

    private static void assertRefused(String code, String shellUser, String command, String login) {
        String why = assertThrows(CityException.class, () -> type(shellUser, command, login))
                .getMessage();
        assertTrue(why.contains(code), why);
        assertStillAsked();
    }

    private static void assertStillAsked() {
        JsonNode asked = city.visitor()
                .as("operator-2")
                .get("/committee/v1/approvals/" + approval)
                .expectStatus(200)
                .json();
        assertEquals("asked", asked.path("state").asText(), asked::toString);
        assertEquals("reza-1", asked.path("askedBy").asText(), asked::toString);
    }

    /**
     * A user with the role viewer changes nothing. No user of the shell runs programs, reads or writes files of the
     * machine, reads secrets, or grants roles of the shell.
     */
    @ParameterizedTest
    @CsvSource({
        "viewer-shell, pishkhan:agency-pause fire",
        "viewer-shell, pishkhan:deploy any.jar",
        "viewer-shell, pishkhan:case-list",
        "viewer-shell, camel:route-stop a b",
        "viewer-shell, bundle:install file:any.jar",
        "viewer-shell, jaas:user-list",
        "second-shell, shell:exec id",
        "second-shell, shell:java city.pishkhan.Any",
        "second-shell, shell:cat /etc/hostname",
        "second-shell, shell:source /tmp/any",
        "second-shell, config:property-list --pid city.pishkhan.vault",
        "second-shell, config:list",
        "second-shell, config:property-set --pid org.apache.karaf.command.acl.shell exec admin",
        "second-shell, config:delete org.apache.karaf.command.acl.shell",
        "second-shell, config:install file:/etc/hostname any.cfg",
        "second-shell, jaas:realm-manage --index 1",
        "second-shell, jaas:role-add second-shell host",
        "second-shell, jaas:sudo shell:exec id",
        "second-shell, system:property -p a b",
        "second-shell, dev:dump-create any.zip",
        "second-shell, feature:export-bundles pishkhan-hub /tmp/any",
        "second-shell, feature:repo-add file:/tmp/any.xml",
        "second-shell, ssh:sshd -p 1",
        "second-shell, event:send any"
    })
    void commandNeedsRole(String user, String command) throws Exception {
        city.city().hub().console(VIEWER, "pishkhan:agency-list");
        String why = assertThrows(CityException.class, () -> city.city().hub().console(user, command))
                .getMessage();
        assertTrue(why.contains("Insufficient credentials") || why.contains("Command not found"), why);
    }

    /** Each command works for the role {@code host}, so that the others are refused for their missing role. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo attack > FILE",
                "echo attack >> FILE",
                "bundle:list > FILE",
                "x = { echo attack > FILE } ; x",
                "if { true } { echo attack > FILE }",
                "(echo attack) > FILE"
            })
    void redirectionToFilesNeedsRole(String line) throws Exception {
        Path file = city.etc().resolve("users/attack.cfg");
        String command = line.replace("FILE", file.toString());
        city.city().hub().console(HOST_USER, command);
        assertTrue(Files.exists(file), command);
        Files.delete(file);
        for (String user : new String[] {SECOND_USER, VIEWER, null}) {
            assertThrows(CityException.class, () -> city.city().hub().console(user, command), command);
            assertTrue(Files.notExists(file), command);
        }
    }

    /** As {@link #redirectionToFilesNeedsRole}, for calls of Java methods. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "($.context bundle 0) symbolicName",
                "x = ($.context bundle 0) ; $x symbolicName",
                "[a b] class",
                "x = [a b] ; $x class",
                "$.context class",
                "x = { $.context class } ; x",
                "(($.context class) classLoader) loadClass java.lang.Runtime",
                "echo ($.context class)"
            })
    void methodCallNeedsRole(String command) throws Exception {
        city.city().hub().console(HOST_USER, command);
        for (String user : new String[] {SECOND_USER, VIEWER, null}) {
            assertThrows(CityException.class, () -> city.city().hub().console(user, command), command);
        }
    }

    /** The SSH server transfers no files, whatever role its user has. */
    @Test
    void filesCannotBeTransferred() throws Exception {
        String why = assertThrows(
                        CityException.class, () -> city.city().hub().console(HOST_USER, "scp -f etc/users.properties"))
                .getMessage();
        assertTrue(why.contains("Command not found"), why);
    }

    @Test
    void twoShellUsersOfOnePersonCannotApprove() {
        assertRefused("approval.same-person", SECOND_USER, decideAs("reza-2"), "reza-2");
        assertRefused("approval.same-person", SECOND_USER, decideAs("reza-1"), "reza-1");
        String own = assertThrows(
                        CityException.class, () -> city.city().hub().type(SECOND_USER, decide(""), "second-secret"))
                .getMessage();
        assertTrue(own.contains("four-eyes.login-failed"), own);
        assertStillAsked();
    }

    @Test
    void commandsThatWereNotTypedAreRejected() {
        String executed = assertThrows(
                        CityException.class, () -> city.city().hub().console(decideAs("operator-2")))
                .getMessage();
        assertTrue(executed.contains("four-eyes.not-typed"), executed);
        assertRefused("four-eyes.not-typed", null, "vote = { " + decideAs("operator-2") + " } ; vote", "operator-2");
    }

    @Test
    void voteInStartScriptIsRejectedAndRecorded() throws Exception {
        Path script = city.etc().resolve("shell.init.script");
        String shipped = Files.readString(script);
        long before = city.store().newestEntry();
        Files.writeString(script, shipped + "\n" + decideAs("operator-2") + "\n");
        try {
            city.city().hub().console("shell:info");
            assertThrows(CityException.class, () -> type(null, "pishkhan:approval-decide none yes", "operator-2"));
        } finally {
            Files.writeString(script, shipped);
        }
        assertStillAsked();
        Awaitility.await("the vote of both sessions is journaled")
                .atMost(Duration.ofSeconds(20))
                .until(() -> city.visitor()
                                .as("oversight")
                                .get("/oversight/v1/entries?limit=200&after=" + before)
                                .body()
                                .split("pishkhan:approval-decide", -1)
                                .length
                        > 3);
    }
}
