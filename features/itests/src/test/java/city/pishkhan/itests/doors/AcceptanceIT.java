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
@ExtendWith(SharedCityExtension.class)
class AcceptanceIT {

    private static final String SETTINGS = "city.pishkhan.access.users.cfg";
    private static final String LATE = "accepted-9";
    private static final String LOGIN = "{\"user\":\"" + LATE + "\",\"password\":\"demo-" + LATE + "\"}";
    private static final String DECISION = "{\"approve\":true}";

    private static SharedCity city;
    private static Path file;
    private static long begun;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        begun = city.store().newestEntry();
        city.set(SETTINGS, "new.logins", "waits");
        file = city.etc().resolve("users/accepted.users");
        Files.writeString(file, LATE + " = plain:demo-" + LATE + ", office:1204\n");
        await().until(() -> city.city().hub().console("pishkhan:login-list").contains(LATE));
        await("the setting is read").until(() -> tryLogin() == 401);
    }

    @AfterAll
    static void end() throws Exception {
        Files.deleteIfExists(file);
        city.set(SETTINGS, "new.logins", "at-once");
    }

    private static int tryLogin() {
        return tryLogin(LOGIN);
    }

    private static int tryLogin(String login) {
        return city.visitor()
                .post("/auth/v1/token", login, "Content-Type", "application/json")
                .status();
    }

    private static void acceptLogin(String login) {
        requestAndApprove("/committee/v1/logins/" + login + "/acceptance");
    }

    /** Requests the acceptance of a login or committee file with one login and approves the request with another. */
    private static void requestAndApprove(String path) {
        String request = city.visitor()
                .as("operator")
                .post(path, "{\"reason\":\"as we agreed yesterday\"}")
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        city.visitor()
                .as("institute")
                .post("/committee/v1/approvals/" + request + "/decision", DECISION)
                .expectStatus(200);
    }

    /** If no login is left that could approve, two holders of registered keys restore a login. */
    @Test
    void twoKeyHoldersRecoverLogin() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
        Map<String, KeyPair> holders =
                new TreeMap<>(Map.of("maryam", keys.generateKeyPair(), "reza", keys.generateKeyPair()));
        Path back = city.etc().resolve("users/back.users");
        try {
            city.set(
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
                            city.city().hub().console("pishkhan:login-list").contains("key-holder:reza"));
            holders.keySet().forEach(holder -> acceptLogin("key-holder:" + holder));
            Files.writeString(back, "back-9 = plain:demo-back-9, office:1204\n");
            await("the file is hashed").until(() -> !Files.readString(back).contains("plain:"));
            String login = LOGIN.replace(LATE, "back-9");
            sign(back, "maryam", holders);
            // one attempt every three seconds, because wrong passwords increase the delay
            await().pollDelay(3, SECONDS).until(() -> tryLogin(login) == 401);
            sign(back, "reza", holders);
            await("both have signed")
                    .pollDelay(3, SECONDS)
                    .pollInterval(5, SECONDS)
                    .until(() -> tryLogin(login) == 200);
            assertTrue(hasJournalEntry("hub.recovered", begun));
        } finally {
            for (String holder : holders.keySet()) {
                Files.deleteIfExists(back.resolveSibling("back.users." + holder + ".sig"));
            }
            Files.deleteIfExists(back);
            city.set("city.pishkhan.approvals.recovery.cfg", "holders", "");
        }
    }

    /** A committee seat added to a file takes effect only after two people have approved it. */
    @Test
    void newCommitteeSeatNeedsTwoApprovals() throws Exception {
        Path seats = city.etc().resolve("city.pishkhan.governance.committee-steering.cfg");
        String before = Files.readString(seats);
        Visitor friend = city.visitor().as("discipline");
        String door = "/committee/v1/decisions";
        try {
            Files.writeString(seats, before.replace("quorum = 4", "quorum = 5").strip() + ", friends: discipline\n");
            await("the file waits").until(AcceptanceIT::isCommitteePending);
            JsonNode drafted = city.visitor()
                    .as("planning")
                    .post(
                            door,
                            "{\"kind\":\"withdraw\",\"title\":\"A draft\",\"clause\":\"1\",\"reason\":\"a test\",\"effective\":\""
                                    + LocalDate.now(ZoneId.of("Asia/Tehran"))
                                    + "\",\"terms\":{\"service\":\"no-violation\",\"offices\":[\"1204\"]}}")
                    .expectStatus(201)
                    .json();
            assertEquals(4, drafted.path("quorum").asInt());
            String votes = door + "/" + drafted.path("id").asText() + "/votes";
            friend.post(votes, "{\"vote\":\"no\"}").expectProblem(403, "access.forbidden");
            acceptCommittee();
            friend.post(votes, "{\"vote\":\"no\"}").expectStatus(200);
            city.visitor()
                    .as("operator")
                    .post("/committee/v1/committees/steering/acceptance", "{\"reason\":\"as we agreed yesterday\"}")
                    .expectProblem(409, "committee.accepted");
            await("both are numbered")
                    .until(() ->
                            hasJournalEntry("committee.founded", 0) && hasJournalEntry("committee.accepted", begun));
        } finally {
            Files.writeString(seats, before);
        }
        // a seat's removal from the file also waits for acceptance, but the former holder of the seat loses access at
        // once
        await("the file waits").until(AcceptanceIT::isCommitteePending);
        acceptCommittee();
    }

    private static boolean isCommitteePending() {
        return city.adminVisitor()
                .get("/health/ready")
                .json()
                .at("/warnings/governance")
                .asText()
                .contains("committee steering waits for acceptance by two people");
    }

    private static void acceptCommittee() {
        requestAndApprove("/committee/v1/committees/steering/acceptance");
        await("the committee sits").until(() -> !isCommitteePending());
    }

    /**
     * Returns {@code true} if the journal has an entry of this event.
     *
     * @param after sequence number after which to search; earlier tests leave many entries
     */
    private static boolean hasJournalEntry(String event, long after) {
        Visitor oversight = city.visitor().as("oversight");
        long from = after;
        JsonNode page;
        do {
            // this answer is not checked for internal details, because some entries name files and bundles
            DoorResponse response = oversight.get("/oversight/v1/entries?limit=200&after=" + from);
            assertEquals(200, response.status(), response::toString);
            page = response.json().path("items");
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
    void newLoginNeedsApprovalAndEndsAtOnce() throws Exception {
        assertEquals(401, tryLogin());
        Visitor operator = city.visitor().as("operator");
        String ready = city.adminVisitor().get("/health/ready").body();
        assertTrue(ready.contains(LATE), ready);
        Visitor institute = city.visitor().as("institute");
        String request = "/committee/v1/approvals/"
                + operator.post(
                                "/committee/v1/logins/" + LATE + "/acceptance",
                                "{\"reason\":\"a new colleague at the office\"}")
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText();
        operator.post(request + "/decision", DECISION).expectProblem(403, "approval.same-person");
        assertEquals(401, tryLogin());
        institute.post(request + "/decision", DECISION).expectStatus(200);
        await().until(() -> tryLogin() == 200);
        String token = city.visitor()
                .post("/auth/v1/token", LOGIN, "Content-Type", "application/json")
                .expectStatus(200)
                .json()
                .path("token")
                .asText();
        city.visitor().bearer(token).get("/office/v1/cases").expectStatus(200);

        // an additional role waits for approval; existing roles stay in force
        Files.writeString(file, Files.readString(file).strip() + ", district:5\n");
        await().until(() -> city.city().hub().console("pishkhan:login-list").contains("district:5"));
        Visitor late = city.visitor().as(LATE);
        late.get("/office/v1/cases").expectStatus(200);
        assertTrue(city.visitor()
                .post("/auth/v1/token", LOGIN, "Content-Type", "application/json")
                .expectStatus(200)
                .json()
                .path("roles")
                .toString()
                .equals("[\"office:1204\"]"));

        Files.delete(file);
        await().until(() -> tryLogin() == 401);
        city.visitor().bearer(token).get("/office/v1/cases").expectProblem(401, "login.token");
    }
}
