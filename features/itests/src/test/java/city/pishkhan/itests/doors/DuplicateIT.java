package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Repeats the same call, one after the other and concurrently: it takes effect once. */
@ExtendWith(SharedCityExtension.class)
class DuplicateIT {

    /**
     * Number of concurrent requests; below the limit of one login, see requests.login of
     * city.pishkhan.runtime.gate.cfg.
     */
    private static final int CLERKS = 40;

    private static final String CASE_ROWS = "select count(*) from cases.case_file where subject = ?";

    private static SharedCity town;
    private static Visitor office;
    private static Visitor otherOffice;

    @BeforeAll
    static void begin(SharedCity shared) {
        town = shared;
        office = town.visitor().as("clerk-1204");
        otherOffice = town.visitor().as("clerk-2301");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void repeatedCallIsReplayed() {
        String body = Permits.request(town.plot(2)).toString();
        String key = key();
        DoorResponse first = office.post(CASES, body, "Idempotency-Key", key).expectStatus(201);
        assertNull(first.headers().get("idempotency-replayed"));
        town.store().assertUnchangedBy(() -> {
            // whitespace and the order of members do not matter
            String shuffled = "  "
                    + body.replaceFirst(
                            "\\{\"service\":\"building-permit\",(.*)}$", "{$1,\"service\": \"building-permit\"}");
            for (String again : List.of(body, shuffled)) {
                DoorResponse second =
                        office.post(CASES, again, "Idempotency-Key", key).expectStatus(201);
                assertEquals(first.json(), second.json());
                assertEquals(first.headers().get("etag"), second.headers().get("etag"));
                assertEquals("true", second.headers().get("idempotency-replayed"));
            }
        });
    }

    @Test
    void rejectsReusedKeyWithDifferentBody() {
        String key = key();
        office.post(CASES, Permits.request(town.plot(2)).toString(), "Idempotency-Key", key)
                .expectStatus(201);
        String other = Permits.request(town.plot(2)).toString();
        town.store().assertUnchangedBy(() -> office.post(CASES, other, "Idempotency-Key", key)
                .expectProblem(422, "idempotency.other-body")
                .expectField("Idempotency-Key"));
    }

    /**
     * Idempotency keys are separate for each caller: a call of another office with the same key is an independent call.
     */
    @Test
    void keysAreSeparatePerOffice() throws Exception {
        Plot plot = town.plot(2);
        String body = Permits.request(plot).toString();
        String key = key();
        String id = office.post(CASES, body, "Idempotency-Key", key)
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        town.store()
                .assertUnchangedBy(() ->
                        otherOffice.post(CASES, body, "Idempotency-Key", key).expectProblem(409, "case.already-open"));

        String free = Permits.request(town.plot(2)).toString();
        DoorResponse foreign =
                otherOffice.post(CASES, free, "Idempotency-Key", key).expectStatus(201);
        assertEquals("2301", foreign.json().path("office").asText());
        assertEquals(
                id,
                office.post(CASES, body, "Idempotency-Key", key)
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText());
    }

    @Test
    void concurrentCallsWithSameKeyOpenOneCase() throws Exception {
        Plot plot = town.plot(2);
        String body = Permits.request(plot).toString();
        String key = key();
        List<DoorResponse> responses = callConcurrently(() -> office.post(CASES, body, "Idempotency-Key", key));
        responses.forEach(one -> one.expectStatus(201));
        assertEquals(
                1,
                responses.stream()
                        .map(one -> one.json().path("id").asText())
                        .distinct()
                        .count());
        assertEquals(
                1,
                responses.stream()
                        .filter(one -> one.headers().get("idempotency-replayed") == null)
                        .count(),
                "calls that took effect");
        assertEquals(1, town.store().count(CASE_ROWS, plot.code()));
        assertEquals(
                1,
                town.store()
                        .count(
                                "select count(*) from journal.entry where event = 'case.opened' and case_id = ?",
                                UUID.fromString(
                                        responses.get(0).json().path("id").asText())));
    }

    /**
     * Of concurrent calls with different idempotency keys, only one opens a case, because a property has one open case
     * per service.
     */
    @Test
    void concurrentCallsWithDifferentKeysOpenOneCase() throws Exception {
        Plot plot = town.plot(2);
        String body = Permits.request(plot).toString();
        List<DoorResponse> responses = callConcurrently(() -> office.post(CASES, body));
        assertEquals(
                List.of(201),
                responses.stream()
                        .map(DoorResponse::status)
                        .filter(status -> status != 409)
                        .collect(Collectors.toList()));
        responses.stream()
                .filter(one -> one.status() == 409)
                .forEach(one -> one.expectProblem(409, "case.already-open"));
        assertEquals(1, town.store().count(CASE_ROWS, plot.code()));
    }

    @Test
    void concurrentUploadsStoreOneSheet() throws Exception {
        String id = Permits.openCase(town.clerk(), town.plot(2));
        byte[] deed = ScannedSheets.pdf(List.of("deed of case " + id));
        String key = key();
        String path = CASES + "/" + id + "/sheets?kind=deed&name=deed.pdf";
        List<DoorResponse> responses = callConcurrently(() -> office.upload(
                path,
                java.net.http.HttpRequest.BodyPublishers.ofByteArray(deed),
                "Content-Type",
                "application/pdf",
                "Idempotency-Key",
                key));
        responses.forEach(one -> one.expectStatus(201));
        assertEquals(1, responses.stream().map(DoorResponse::body).distinct().count());
        String sha256 = responses.get(0).json().path("sha256").asText();
        String version = office.get(CASES + "/" + id).headers().get("etag");
        String paper = "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}";
        String paperKey = key();
        callConcurrently(() -> office.post(
                        CASES + "/" + id + "/papers", paper, "If-Match", version, "Idempotency-Key", paperKey))
                .forEach(one -> one.expectStatus(200));
        assertEquals(1, town.store().count("select count(*) from cases.paper where case_id = ?", UUID.fromString(id)));
    }

    private static List<DoorResponse> callConcurrently(Supplier<DoorResponse> call) throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<DoorResponse>> calls = new ArrayList<>();
            for (int i = 0; i < CLERKS; i++) {
                calls.add(clerks.submit(() -> {
                    start.await();
                    return call.get();
                }));
            }
            start.countDown();
            List<DoorResponse> responses = new ArrayList<>();
            for (Future<DoorResponse> one : calls) {
                responses.add(one.get());
            }
            return responses;
        } finally {
            clerks.shutdownNow();
        }
    }
}
