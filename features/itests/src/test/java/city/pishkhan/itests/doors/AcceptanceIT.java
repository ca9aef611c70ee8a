package city.pishkhan.itests.doors;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login added to a file takes effect only after two people have approved it; a removed login ends at once. */
@ExtendWith(TownExtension.class)
class AcceptanceIT {

    private static final String SETTINGS = "city.pishkhan.access.users.cfg";
    private static final String LATE = "accepted-9";
    private static final String LOGIN = "{\"user\":\"" + LATE + "\",\"password\":\"demo-" + LATE + "\"}";
    private static final String DECISION = "{\"approve\":true}";

    private static Town town;
    private static Path file;
    private static long begun;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        begun = town.store().newestEntry();
        town.set(SETTINGS, "adding", "waits");
        file = town.etc().resolve("users/accepted.users");
        Files.writeString(file, LATE + " = plain:demo-" + LATE + ", office:1204\n");
        await().until(() -> town.city().hub().console("pishkhan:login-list").contains(LATE));
        await("the setting is read").until(() -> login() == 401);
    }

    @AfterAll
    static void end() throws Exception {
        Files.deleteIfExists(file);
        town.set(SETTINGS, "adding", "at-once");
    }

    private static int login() {
        return login(LOGIN);
    }

    private static int login(String login) {
        return town.visitor()
                .post("/auth/v1/token", login, "Content-Type", "application/json")
                .status();
    }

    private static void accepted(String login) {
        agreed("/committee/v1/logins/" + login + "/acceptance");
    }

    /** Requests the acceptance with one login and approves it with another. */
    private static void agreed(String path) {
        String asked = town.visitor()
                .as("operator")
                .post(path, "{\"reason\":\"as we agreed yesterday\"}")
                .ok(201)
                .json()
                .path("id")
                .asText();
        town.visitor()
                .as("institute")
                .post("/committee/v1/approvals/" + asked + "/decision", DECISION)
                .ok(200);
    }

    /** If no login is left that could approve, two holders of registered keys restore a login. */
    @Test
    void twoKeyHoldersBringALoginBack() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
        Map<String, KeyPair> holders =
                new TreeMap<>(Map.of("maryam", keys.generateKeyPair(), "reza", keys.generateKeyPair()));
        Path back = town.etc().resolve("users/back.users");
        try {
            town.set(
                    "city.pishkhan.approvals.recovery.cfg",
                    "holders",
                    holders.entrySet().stream()
                            .map(h -> h.getKey() + ": "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    h.getValue().getPublic().getEncoded()))
                            .collect(Collectors.joining(", ")));
            await("the holders are read")
                    .until(() ->
                            town.city().hub().console("pishkhan:login-list").contains("key-holder:reza"));
            holders.keySet().forEach(holder -> accepted("key-holder:" + holder));
            Files.writeString(back, "back-9 = plain:demo-back-9, office:1204\n");
            await("the file is hashed").until(() -> !Files.readString(back).contains("plain:"));
            String login = LOGIN.replace(LATE, "back-9");
            sign(back, "maryam", holders);
            // one attempt each, because wrong passwords increase the delay
            await().pollDelay(3, SECONDS).until(() -> login(login) == 401);
            sign(back, "reza", holders);
            await("both have signed")
                    .pollDelay(3, SECONDS)
                    .pollInterval(5, SECONDS)
                    .until(() -> login(login) == 200);
            assertTrue(journaled("hub.recovered", begun));
        } finally {
            for (String holder : holders.keySet()) {
                Files.deleteIfExists(back.resolveSibling("back.users." + holder + ".sig"));
            }
            Files.deleteIfExists(back);
            town.set("city.pishkhan.approvals.recovery.cfg", "holders", "");
        }
    }

    /** A committee seat added to a file takes effect only after two people have approved it. */
    @Test
    void aSeatThatIsAddedWaitsForTwoPeople() throws Exception {
        Path seats = town.etc().resolve("city.pishkhan.governance.committee-steering.cfg");
        String before = Files.readString(seats);
        Visitor friend = town.visitor().as("discipline");
        String door = "/committee/v1/decisions";
        try {
            Files.writeString(seats, before.replace("quorum = 4", "quorum = 5").strip() + ", friends: discipline\n");
            await("the file waits").until(AcceptanceIT::committeeWaits);
            JsonNode drafted = town.visitor()
                    .as("planning")
                    .post(
                            door,
                            "{\"kind\":\"withdraw\",\"title\":\"A draft\",\"clause\":\"1\",\"reason\":\"a test\",\"effective\":\""
                                    + LocalDate.now(ZoneId.of("Asia/Tehran"))
                                    + "\",\"terms\":{\"service\":\"no-violation\",\"offices\":[\"1204\"]}}")
                    .ok(201)
                    .json();
            assertEquals(4, drafted.path("quorum").asInt());
            String votes = door + "/" + drafted.path("id").asText() + "/votes";
            friend.post(votes, "{\"voice\":\"no\"}").refused(403, "access.forbidden");
            committeeAccepted();
            friend.post(votes, "{\"voice\":\"no\"}").ok(200);
            town.visitor()
                    .as("operator")
                    .post("/committee/v1/committees/steering/acceptance", "{\"reason\":\"as we agreed yesterday\"}")
                    .refused(409, "committee.accepted");
            await("both are numbered")
                    .until(() -> journaled("committee.founded", 0) && journaled("committee.accepted", begun));
        } finally {
            Files.writeString(seats, before);
        }
        // a removed seat also changes the committee; the removed holder loses access at once
        await("the file waits").until(AcceptanceIT::committeeWaits);
        committeeAccepted();
    }

    private static boolean committeeWaits() {
        return town.local()
                .get("/health/ready")
                .json()
                .at("/warnings/governance")
                .asText()
                .contains("committee steering waits for acceptance by two people");
    }

    private static void committeeAccepted() {
        agreed("/committee/v1/committees/steering/acceptance");
        await("the committee sits").until(() -> !committeeWaits());
    }

    /**
     * Returns {@code true} if the journal has an entry of this event.
     *
     * @param after sequence number after which to search; earlier tests leave many entries
     */
    private static boolean journaled(String event, long after) {
        Visitor oversight = town.visitor().as("oversight");
        long from = after;
        JsonNode page;
        do {
            // not checked for internal details, because some entries name files and bundles
            Heard heard = oversight.get("/oversight/v1/entries?limit=200&after=" + from);
            assertEquals(200, heard.status(), heard::toString);
            page = heard.json().path("items");
            for (JsonNode entry : page) {
                from = entry.path("sequence").asLong();
                if (entry.path("event").asText().equals(event)) {
                    return true;
                }
            }
        } while (!page.isEmpty());
        return false;
    }

    private static void sign(Path file, String holder, Map<String, KeyPair> holders) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(holders.get(holder).getPrivate());
        signature.update(Files.readAllBytes(file));
        Files.writeString(
                file.resolveSibling(file.getFileName() + "." + holder + ".sig"),
                Base64.getMimeEncoder().encodeToString(signature.sign()));
    }

    @Test
    void waitsForTwoPeopleAndGoesAtOnce() throws Exception {
        assertEquals(401, login());
        Visitor operator = town.visitor().as("operator");
        String ready = town.local().get("/health/ready").body();
        assertTrue(ready.contains(LATE), ready);
        Visitor institute = town.visitor().as("institute");
        String asked = "/committee/v1/approvals/"
                + operator.post(
                                "/committee/v1/logins/" + LATE + "/acceptance",
                                "{\"reason\":\"a new colleague at the office\"}")
                        .ok(201)
                        .json()
                        .path("id")
                        .asText();
        operator.post(asked + "/decision", DECISION).refused(403, "approval.same-person");
        assertEquals(401, login());
        institute.post(asked + "/decision", DECISION).ok(200);
        await().until(() -> login() == 200);
        String token = town.visitor()
                .post("/auth/v1/token", LOGIN, "Content-Type", "application/json")
                .ok(200)
                .json()
                .path("token")
                .asText();
        town.visitor().bearer(token).get("/office/v1/cases").ok(200);

        // an additional role waits for approval; existing roles stay in force
        Files.writeString(file, Files.readString(file).strip() + ", district:5\n");
        await().until(() -> town.city().hub().console("pishkhan:login-list").contains("district:5"));
        Visitor late = town.visitor().as(LATE);
        late.get("/office/v1/cases").ok(200);
        assertTrue(town.visitor()
                .post("/auth/v1/token", LOGIN, "Content-Type", "application/json")
                .ok(200)
                .json()
                .path("roles")
                .toString()
                .equals("[\"office:1204\"]"));

        Files.delete(file);
        await().until(() -> login() == 401);
        town.visitor().bearer(token).get("/office/v1/cases").refused(401, "login.token");
    }
}
