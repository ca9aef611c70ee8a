package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator edits files to combine roles: in one login, or in several logins of one person. */
@ExtendWith(SharedCityExtension.class)
class SeparationIT {
    private static final String MARYAM = "0684159414";
    /** Login name at the console of the test's city. */
    private static final String CONSOLE = "demo-operator";

    private static final String REZA = "0499370899";
    private static final String DECISIONS = "/committee/v1/decisions";

    private static SharedCity city;
    private static Path file;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        file = city.etc().resolve("users/separation.users");
    }

    @AfterEach
    void leave() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Writes the file as an editor does: in one step, and with the hashes that the hub stored in it. */
    private static void write(String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), ".separation", null);
        Files.writeString(draft, text);
        Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String login(String name, String rest) {
        return name + " = plain:demo-" + name + ", " + rest + "\n";
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

    private static void awaitCondition(String what, Callable<Boolean> holds) {
        Awaitility.await(what).pollInterval(Duration.ofMillis(500)).until(holds);
    }

    private static String warnings() {
        return city.adminVisitor()
                .get("/health/ready")
                .json()
                .at("/warnings/components")
                .asText();
    }

    /**
     * A login with every role is refused and reported. In an early version it took effect within seconds without a
     * report.
     */
    @Test
    void rejectsLoginWithEveryRole() throws Exception {
        write(login("root-1", "operator, chair")
                + login(
                        "root-2",
                        "operator, institute, planning, headquarters, committee, chair, discipline, treasury,"
                                + " notary, oversight, office:1204, expert:1204, agency:fire, district:22")
                + login("honest", "operator"));
        awaitCondition("the file is read", () -> canLogIn("honest"));
        assertFalse(canLogIn("root-1") || canLogIn("root-2"));
        String warning = warnings();
        assertTrue(
                warning.contains(
                        "separation.users:1: login root-1 is rejected: one person must not have both operator and chair"),
                warning);
        assertTrue(
                warning.contains("separation.users:2: login root-2") && warning.contains("ورود root-2 پذیرفته نشد"),
                warning);
        assertTrue(city.log().contains("separation.users:1: login root-1 is rejected"));
        Files.delete(file);
        awaitCondition("nothing is left to mend", () -> !warnings().contains("separation.users"));
    }

    /**
     * A second login with an excluded role for the person who is chair is refused; the chair's login continues to work.
     */
    @Test
    void rejectsSecondLoginWithExcludedRole() throws Exception {
        String chair = login("chair-9", "chair, person:" + MARYAM);
        write(chair);
        awaitCondition("the chair is there", () -> canLogIn("chair-9"));
        Visitor sitting = city.visitor().as("chair-9");
        String hashed = Files.readString(file);
        assertFalse(hashed.contains(MARYAM) || hashed.contains("plain:"), hashed);
        write(hashed + login("root-9", "operator, person:" + MARYAM) + login("other-9", "operator, person:" + REZA));
        awaitCondition("the file is read", () -> canLogIn("other-9"));
        assertFalse(canLogIn("root-9"));
        sitting.get(DECISIONS).expectStatus(200);
        String warning = warnings();
        assertTrue(
                warning.contains(
                        "separation.users:2: login root-9 is rejected: one person must not have both operator and chair of login chair-9"),
                warning);
        assertFalse(warning.contains(MARYAM) || city.log().contains(MARYAM));
        Visitor operating = city.visitor().as("other-9");
        String now = Files.readString(file);
        String both =
                now.lines().filter(l -> l.startsWith("chair-9")).findFirst().orElseThrow();
        String digest = both.substring(both.indexOf("person:"));
        write(now.replaceAll("(?m)^(other-9 .*)person:.*$", "$1" + digest));
        awaitCondition(
                "a token ends when its login is somebody's who may not have it",
                () -> operating.get("/operator/v1/loads").status() == 401);
        sitting.get(DECISIONS).expectStatus(200);
    }

    /** A request of one login, approved with another login of the same person, is refused. */
    @Test
    void rejectsApprovalBySamePersonsSecondLogin() throws Exception {
        write(login("maryam-1", "operator, person:" + MARYAM)
                + login("maryam-2", "operator, person:" + MARYAM)
                + login("reza-1", "operator, person:" + REZA));
        awaitCondition("they are there", () -> canLogIn("reza-1"));
        Visitor asker = city.visitor().as("maryam-1");
        String id = asker.post("/committee/v1/journal-keys", "{\"reason\":\"a test of four eyes\"}")
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        String decision = "/committee/v1/approvals/" + id + "/decision";
        Visitor again = city.visitor().as("maryam-2");
        city.store().assertUnchangedBy(() -> {
            asker.post(decision, "{\"approve\":true}").expectProblem(403, "approval.same-person");
            again.post(decision, "{\"approve\":true}").expectProblem(403, "approval.same-person");
        });
        Files.writeString(
                file, login("maryam-2", "operator, person:" + MARYAM) + login("reza-1", "operator, person:" + REZA));
        awaitCondition("the login that asked is gone", () -> !canLogIn("maryam-1"));
        Visitor left = city.visitor().as("maryam-2");
        left.post(decision, "{\"approve\":true}").expectProblem(403, "approval.same-person");
        assertEquals(
                "refused",
                city.visitor()
                        .as("reza-1")
                        .post(decision, "{\"approve\":false}")
                        .expectStatus(200)
                        .json()
                        .path("state")
                        .asText());
    }

    /**
     * A login name means the same at the console and at the doors. A person with a deciding role, in this or in another login, cannot
     * operate the console.
     */
    @Test
    void decidingPersonCannotUseConsole() throws Exception {
        HubProcess hub = city.city().hub();
        hub.console("pishkhan:approval-list");
        write(login(CONSOLE, "notary, person:" + MARYAM) + login("chair-8", "chair, person:" + MARYAM));
        awaitCondition("she has both", () -> canLogIn("chair-8"));
        CityException refused = assertThrows(CityException.class, () -> hub.console("pishkhan:approval-list"));
        assertTrue(refused.getMessage().contains("login.excluded"), refused::getMessage);
        Files.delete(file);
        awaitCondition("she is gone", () -> !canLogIn("chair-8"));
        hub.console("pishkhan:approval-list");
    }
}
