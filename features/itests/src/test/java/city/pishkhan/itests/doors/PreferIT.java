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
@ExtendWith(SharedCityExtension.class)
class PreferIT {

    private static final String REASON = "{\"reason\":\"sold\"}";

    private static SharedCity city;
    private static Visitor office;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
    }

    private record Opened(String path, String version) {}

    private static Opened openCase() throws InterruptedException {
        String path = CASES + "/" + Permits.openCase(city.clerk(), city.plot(2));
        return new Opened(path, office.get(path).expectStatus(200).headers().get("etag"));
    }

    private static CompletableFuture<DoorResponse> getWithWait(Visitor visitor, Opened known, int seconds) {
        return CompletableFuture.supplyAsync(
                () -> visitor.get(known.path, "If-None-Match", known.version, "Prefer", "wait=" + seconds));
    }

    @Test
    void waitingReadReturnsOnChange() throws Exception {
        Opened known = openCase();
        List<CompletableFuture<DoorResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(getWithWait(office, known, 40));
        }
        // this later call has waited for its whole second, so the five earlier calls have begun to wait as well
        assertEquals(
                304, getWithWait(office, known, 1).get(20, TimeUnit.SECONDS).status());
        assertTrue(answers.stream().noneMatch(CompletableFuture::isDone));
        office.post(known.path + "/withdrawal", REASON, "If-Match", known.version)
                .expectStatus(200);
        for (CompletableFuture<DoorResponse> answer : answers) {
            DoorResponse response = answer.get(20, TimeUnit.SECONDS).expectStatus(200);
            assertEquals("withdrawn", response.json().path("state").asText());
            assertNotEquals(known.version, response.headers().get("etag"));
            assertEquals("no-store", response.headers().get("cache-control"));
            assertFalse(response.headers().getOrDefault("x-request-id", "").isEmpty());
        }
    }

    /** The duration of an answer reveals nothing about a case outside the caller's scope. */
    @Test
    void waitingReadRequiresAccess() throws Exception {
        Opened known = openCase();
        getWithWait(city.visitor().as("clerk-2301"), known, 40)
                .get(20, TimeUnit.SECONDS)
                .expectProblem(404, "case.unknown");
        getWithWait(city.visitor(), known, 40).get(20, TimeUnit.SECONDS).expectProblem(401, "access.unauthenticated");
    }

    /** Access is checked again after the wait: a login that ends during the wait does not see the result. */
    @Test
    void accessIsCheckedAgainAfterWait() throws Exception {
        Path file = city.etc().resolve("users/waits.users");
        Files.writeString(file, "waits-9 = plain:demo-waits-9, office:1204\n");
        String login = "{\"user\":\"waits-9\",\"password\":\"demo-waits-9\"}";
        Awaitility.await()
                .until(() -> city.visitor()
                                .post("/auth/v1/token", login, "Content-Type", "application/json")
                                .status()
                        == 200);
        Opened known = openCase();
        CompletableFuture<DoorResponse> answer = getWithWait(city.visitor().as("waits-9"), known, 40);
        assertEquals(
                304, getWithWait(office, known, 1).get(20, TimeUnit.SECONDS).status());
        Files.delete(file);
        Awaitility.await()
                .until(() -> city.visitor()
                                .post("/auth/v1/token", login, "Content-Type", "application/json")
                                .status()
                        == 401);
        office.post(known.path + "/withdrawal", REASON, "If-Match", known.version)
                .expectStatus(200);
        answer.get(20, TimeUnit.SECONDS).expectProblem(401, "login.token");
    }

    @Test
    void minimalPreferenceReturnsEmptyBody() throws Exception {
        Plot plot = city.plot(2);
        String key = UUID.randomUUID().toString();
        String body = Permits.request(plot).toString();
        DoorResponse made = office.post(CASES, body, "Idempotency-Key", key, "Prefer", "return=minimal")
                .expectStatus(201);
        assertEquals("", made.body());
        assertEquals("return=minimal", made.headers().get("preference-applied"));
        String path = made.headers().get("location");
        DoorResponse again = office.post(CASES, body, "Idempotency-Key", key).expectStatus(201);
        assertEquals("", again.body(), "as it was said the first time");
        assertEquals("true", again.headers().get("idempotency-replayed"));
        assertEquals(path, again.headers().get("location"));

        DoorResponse done = office.post(
                        path + "/withdrawal",
                        REASON,
                        "If-Match",
                        made.headers().get("etag"),
                        "Prefer",
                        "respond-async, return=\"minimal\"")
                .expectStatus(204);
        assertEquals("", done.body());
        DoorResponse now = office.get(path, "Prefer", "return=minimal").expectStatus(200);
        assertEquals(done.headers().get("etag"), now.headers().get("etag"));
        assertEquals("withdrawn", now.json().path("state").asText());
        assertFalse(now.headers().containsKey("preference-applied"));
        office.post(path + "/withdrawal", REASON, "If-Match", "\"1\"", "Prefer", "return=minimal")
                .expectProblem(412, "case.changed");
    }
}
