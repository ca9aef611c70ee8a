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
@ExtendWith(TownExtension.class)
class SeparationIT {
    private static final String MARYAM = "0684159414";
    /** Login name at the console of a town. */
    private static final String CONSOLE = "demo-operator";

    private static final String REZA = "0499370899";
    private static final String DECISIONS = "/committee/v1/decisions";

    private static Town town;
    private static Path file;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        file = town.etc().resolve("users/separation.users");
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

    private static boolean in(String name) {
        return town.visitor()
                        .post(
                                "/auth/v1/token",
                                "{\"user\":\"" + name + "\",\"password\":\"demo-" + name + "\"}",
                                "Content-Type",
                                "application/json")
                        .status()
                == 200;
    }

    private static void soon(String what, Callable<Boolean> holds) {
        Awaitility.await(what).pollInterval(Duration.ofMillis(500)).until(holds);
    }

    private static String told() {
        return town.local()
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
    void aLoginWithEveryRole() throws Exception {
        write(login("root-1", "operator, chair")
                + login(
                        "root-2",
                        "operator, institute, planning, headquarters, committee, chair, discipline, treasury,"
                                + " notary, oversight, office:1204, expert:1204, agency:fire, district:22")
                + login("honest", "operator"));
        soon("the file is read", () -> in("honest"));
        assertFalse(in("root-1") || in("root-2"));
        String told = told();
        assertTrue(
                told.contains(
                        "separation.users:1: login root-1 is rejected: one person must not have both operator and chair"),
                told);
        assertTrue(told.contains("separation.users:2: login root-2") && told.contains("ورود root-2 پذیرفته نشد"), told);
        assertTrue(town.log().contains("separation.users:1: login root-1 is rejected"));
        Files.delete(file);
        soon("nothing is left to mend", () -> !told().contains("separation.users"));
    }

    /**
     * A second login with an excluded role for the person who is chair is refused; the chair's login continues to work.
     */
    @Test
    void aSecondLoginThatExcludesTheFirst() throws Exception {
        String chair = login("chair-9", "chair, person:" + MARYAM);
        write(chair);
        soon("the chair is there", () -> in("chair-9"));
        Visitor sitting = town.visitor().as("chair-9");
        String hashed = Files.readString(file);
        assertFalse(hashed.contains(MARYAM) || hashed.contains("plain:"), hashed);
        write(hashed + login("root-9", "operator, person:" + MARYAM) + login("other-9", "operator, person:" + REZA));
        soon("the file is read", () -> in("other-9"));
        assertFalse(in("root-9"));
        sitting.get(DECISIONS).ok(200);
        String told = told();
        assertTrue(
                told.contains(
                        "separation.users:2: login root-9 is rejected: one person must not have both operator and chair of login chair-9"),
                told);
        assertFalse(told.contains(MARYAM) || town.log().contains(MARYAM));
        Visitor operating = town.visitor().as("other-9");
        String now = Files.readString(file);
        String both =
                now.lines().filter(l -> l.startsWith("chair-9")).findFirst().orElseThrow();
        String digest = both.substring(both.indexOf("person:"));
        write(now.replaceAll("(?m)^(other-9 .*)person:.*$", "$1" + digest));
        soon(
                "a token ends when its login is somebody's who may not have it",
                () -> operating.get("/operator/v1/loads").status() == 401);
        sitting.get(DECISIONS).ok(200);
    }

    /** A request of one login, approved with another login of the same person, is refused. */
    @Test
    void fourEyesOfOnePerson() throws Exception {
        write(login("maryam-1", "operator, person:" + MARYAM)
                + login("maryam-2", "operator, person:" + MARYAM)
                + login("reza-1", "operator, person:" + REZA));
        soon("they are there", () -> in("reza-1"));
        Visitor asker = town.visitor().as("maryam-1");
        String id = asker.post("/committee/v1/journal-keys", "{\"reason\":\"a test of four eyes\"}")
                .ok(201)
                .json()
                .path("id")
                .asText();
        String decision = "/committee/v1/approvals/" + id + "/decision";
        Visitor again = town.visitor().as("maryam-2");
        town.store().unchangedBy(() -> {
            asker.post(decision, "{\"approve\":true}").refused(403, "approval.same-person");
            again.post(decision, "{\"approve\":true}").refused(403, "approval.same-person");
        });
        Files.writeString(
                file, login("maryam-2", "operator, person:" + MARYAM) + login("reza-1", "operator, person:" + REZA));
        soon("the login that asked is gone", () -> !in("maryam-1"));
        Visitor left = town.visitor().as("maryam-2");
        left.post(decision, "{\"approve\":true}").refused(403, "approval.same-person");
        assertEquals(
                "refused",
                town.visitor()
                        .as("reza-1")
                        .post(decision, "{\"approve\":false}")
                        .ok(200)
                        .json()
                        .path("state")
                        .asText());
    }

    /**
     * A login name means the same at the console and at the doors. A person with a deciding role, in this or in another login, cannot
     * operate the console.
     */
    @Test
    void theConsoleOfWhoDecides() throws Exception {
        HubProcess hub = town.city().hub();
        hub.console("pishkhan:approval-list");
        write(login(CONSOLE, "notary, person:" + MARYAM) + login("chair-8", "chair, person:" + MARYAM));
        soon("she has both", () -> in("chair-8"));
        CityException refused = assertThrows(CityException.class, () -> hub.console("pishkhan:approval-list"));
        assertTrue(refused.getMessage().contains("login.excluded"), refused::getMessage);
        Files.delete(file);
        soon("she is gone", () -> !in("chair-8"));
        hub.console("pishkhan:approval-list");
    }
}
