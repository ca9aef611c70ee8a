package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Preferences of a caller by RFC 7240: {@code Prefer}. */
@ExtendWith(TownExtension.class)
class PreferIT {

    private static final String REASON = "{\"reason\":\"sold\"}";

    private static Town town;
    private static Visitor office;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        office = town.visitor().as("clerk-1204");
    }

    private record Opened(String path, String version) {}

    private static Opened opened() throws InterruptedException {
        String path = CASES + "/" + Permits.opened(town.clerk(), town.plot(2));
        return new Opened(path, office.get(path).ok(200).headers().get("etag"));
    }

    private static CompletableFuture<Heard> waits(Visitor visitor, Opened known, int seconds) {
        return CompletableFuture.supplyAsync(
                () -> visitor.get(known.path, "If-None-Match", known.version, "Prefer", "wait=" + seconds));
    }

    @Test
    void hearsOfAChangeWhenItComes() throws Exception {
        Opened known = opened();
        List<CompletableFuture<Heard>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(waits(office, known, 40));
        }
        // this call has waited a second, so the others wait as well
        assertEquals(304, waits(office, known, 1).get(20, TimeUnit.SECONDS).status());
        assertTrue(answers.stream().noneMatch(CompletableFuture::isDone));
        office.post(known.path + "/withdrawal", REASON, "If-Match", known.version)
                .ok(200);
        for (CompletableFuture<Heard> answer : answers) {
            Heard heard = answer.get(20, TimeUnit.SECONDS).ok(200);
            assertEquals("withdrawn", heard.json().path("state").asText());
            assertNotEquals(known.version, heard.headers().get("etag"));
            assertEquals("no-store", heard.headers().get("cache-control"));
            assertFalse(heard.headers().getOrDefault("x-request-id", "").isEmpty());
        }
    }

    /** The duration of an answer reveals nothing about a case outside the caller's scope. */
    @Test
    void onlyWhoMaySeeMayWait() throws Exception {
        Opened known = opened();
        waits(town.visitor().as("clerk-2301"), known, 40)
                .get(20, TimeUnit.SECONDS)
                .refused(404, "case.unknown");
        waits(town.visitor(), known, 40).get(20, TimeUnit.SECONDS).refused(401, "access.unauthenticated");
    }

    /** Access is checked again after the wait: a login that ends during the wait does not see the result. */
    @Test
    void isLookedAtAgainWhenTheWaitIsOver() throws Exception {
        Path file = town.etc().resolve("users/waits.users");
        Files.writeString(file, "waits-9 = plain:demo-waits-9, office:1204\n");
        String login = "{\"user\":\"waits-9\",\"password\":\"demo-waits-9\"}";
        Awaitility.await()
                .until(() -> town.visitor()
                                .post("/auth/v1/token", login, "Content-Type", "application/json")
                                .status()
                        == 200);
        Opened known = opened();
        CompletableFuture<Heard> answer = waits(town.visitor().as("waits-9"), known, 40);
        assertEquals(304, waits(office, known, 1).get(20, TimeUnit.SECONDS).status());
        Files.delete(file);
        Awaitility.await()
                .until(() -> town.visitor()
                                .post("/auth/v1/token", login, "Content-Type", "application/json")
                                .status()
                        == 401);
        office.post(known.path + "/withdrawal", REASON, "If-Match", known.version)
                .ok(200);
        answer.get(20, TimeUnit.SECONDS).refused(401, "login.token");
    }

    @Test
    void isToldNoMoreThanThatItWasDone() throws Exception {
        Plot plot = town.plot(2);
        String key = UUID.randomUUID().toString();
        String body = Permits.request(plot).toString();
        Heard made = office.post(CASES, body, "Idempotency-Key", key, "Prefer", "return=minimal")
                .ok(201);
        assertEquals("", made.body());
        assertEquals("return=minimal", made.headers().get("preference-applied"));
        String path = made.headers().get("location");
        Heard again = office.post(CASES, body, "Idempotency-Key", key).ok(201);
        assertEquals("", again.body(), "as it was said the first time");
        assertEquals("true", again.headers().get("idempotency-replayed"));
        assertEquals(path, again.headers().get("location"));

        Heard done = office.post(
                        path + "/withdrawal",
                        REASON,
                        "If-Match",
                        made.headers().get("etag"),
                        "Prefer",
                        "respond-async, return=\"minimal\"")
                .ok(204);
        assertEquals("", done.body());
        Heard now = office.get(path, "Prefer", "return=minimal").ok(200);
        assertEquals(done.headers().get("etag"), now.headers().get("etag"));
        assertEquals("withdrawn", now.json().path("state").asText());
        assertFalse(now.headers().containsKey("preference-applied"));
        office.post(path + "/withdrawal", REASON, "If-Match", "\"1\"", "Prefer", "return=minimal")
                .refused(412, "case.changed");
    }
}
