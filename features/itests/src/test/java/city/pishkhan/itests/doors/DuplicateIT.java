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

/** The same call repeated, one after the other and concurrently. */
@ExtendWith(TownExtension.class)
class DuplicateIT {

    /**
     * Number of concurrent requests; below the limit of one login, see requests.login of
     * city.pishkhan.runtime.gate.cfg.
     */
    private static final int CLERKS = 40;

    private static final String CASE_ROWS = "select count(*) from cases.case_file where subject = ?";

    private static Town town;
    private static Visitor office;
    private static Visitor otherOffice;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        office = town.visitor().as("clerk-1204");
        otherOffice = town.visitor().as("clerk-2301");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void theSameKeyAndBodyIsTheSameCall() {
        String body = Permits.request(town.plot(2)).toString();
        String key = key();
        Heard first = office.post(CASES, body, "Idempotency-Key", key).ok(201);
        assertNull(first.headers().get("idempotency-replayed"));
        town.store().unchangedBy(() -> {
            // whitespace and the order of members do not matter
            String shuffled = "  "
                    + body.replaceFirst(
                            "\\{\"service\":\"building-permit\",(.*)}$", "{$1,\"service\": \"building-permit\"}");
            for (String again : List.of(body, shuffled)) {
                Heard second = office.post(CASES, again, "Idempotency-Key", key).ok(201);
                assertEquals(first.json(), second.json());
                assertEquals(first.headers().get("etag"), second.headers().get("etag"));
                assertEquals("true", second.headers().get("idempotency-replayed"));
            }
        });
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = key();
        office.post(CASES, Permits.request(town.plot(2)).toString(), "Idempotency-Key", key)
                .ok(201);
        String other = Permits.request(town.plot(2)).toString();
        town.store().unchangedBy(() -> office.post(CASES, other, "Idempotency-Key", key)
                .refused(422, "idempotency.other-body")
                .field("Idempotency-Key"));
    }

    /** Keys are separate for each caller: the same key of another office is an independent call. */
    @Test
    void theSameKeyFromAnotherOfficeIsItsOwn() throws Exception {
        Plot plot = town.plot(2);
        String body = Permits.request(plot).toString();
        String key = key();
        String id = office.post(CASES, body, "Idempotency-Key", key)
                .ok(201)
                .json()
                .path("id")
                .asText();
        town.store()
                .unchangedBy(() ->
                        otherOffice.post(CASES, body, "Idempotency-Key", key).refused(409, "case.already-open"));

        String free = Permits.request(town.plot(2)).toString();
        Heard theirs = otherOffice.post(CASES, free, "Idempotency-Key", key).ok(201);
        assertEquals("2301", theirs.json().path("office").asText());
        assertEquals(
                id,
                office.post(CASES, body, "Idempotency-Key", key)
                        .ok(201)
                        .json()
                        .path("id")
                        .asText());
    }

    @Test
    void fortyAtATimeOpenOneCase() throws Exception {
        Plot plot = town.plot(2);
        String body = Permits.request(plot).toString();
        String key = key();
        List<Heard> heard = together(() -> office.post(CASES, body, "Idempotency-Key", key));
        heard.forEach(one -> one.ok(201));
        assertEquals(
                1,
                heard.stream()
                        .map(one -> one.json().path("id").asText())
                        .distinct()
                        .count());
        assertEquals(
                1,
                heard.stream()
                        .filter(one -> one.headers().get("idempotency-replayed") == null)
                        .count(),
                "calls that took effect");
        assertEquals(1, town.store().count(CASE_ROWS, plot.code()));
        assertEquals(
                1,
                town.store()
                        .count(
                                "select count(*) from journal.entry where event = 'case.opened' and case_id = ?",
                                UUID.fromString(heard.get(0).json().path("id").asText())));
    }

    /** With different keys, the rule of one open case per property decides. */
    @Test
    void fortyAtATimeWithKeysOfTheirOwnOpenOneCaseToo() throws Exception {
        Plot plot = town.plot(2);
        String body = Permits.request(plot).toString();
        List<Heard> heard = together(() -> office.post(CASES, body));
        assertEquals(
                List.of(201),
                heard.stream()
                        .map(Heard::status)
                        .filter(status -> status != 409)
                        .collect(Collectors.toList()));
        heard.stream().filter(one -> one.status() == 409).forEach(one -> one.refused(409, "case.already-open"));
        assertEquals(1, town.store().count(CASE_ROWS, plot.code()));
    }

    @Test
    void fortyAtATimeStoreOneSheet() throws Exception {
        String id = Permits.opened(town.clerk(), town.plot(2));
        byte[] deed = ScannedSheets.pdf(List.of("deed of case " + id));
        String key = key();
        String path = CASES + "/" + id + "/sheets?kind=deed&name=deed.pdf";
        List<Heard> heard = together(() -> office.upload(
                path,
                java.net.http.HttpRequest.BodyPublishers.ofByteArray(deed),
                "Content-Type",
                "application/pdf",
                "Idempotency-Key",
                key));
        heard.forEach(one -> one.ok(201));
        assertEquals(1, heard.stream().map(Heard::body).distinct().count());
        String sha256 = heard.get(0).json().path("sha256").asText();
        String version = office.get(CASES + "/" + id).headers().get("etag");
        String paper = "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}";
        String paperKey = key();
        together(() -> office.post(
                        CASES + "/" + id + "/papers", paper, "If-Match", version, "Idempotency-Key", paperKey))
                .forEach(one -> one.ok(200));
        assertEquals(1, town.store().count("select count(*) from cases.paper where case_id = ?", UUID.fromString(id)));
    }

    private static List<Heard> together(Supplier<Heard> call) throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Heard>> calls = new ArrayList<>();
            for (int i = 0; i < CLERKS; i++) {
                calls.add(clerks.submit(() -> {
                    start.await();
                    return call.get();
                }));
            }
            start.countDown();
            List<Heard> heard = new ArrayList<>();
            for (Future<Heard> one : calls) {
                heard.add(one.get());
            }
            return heard;
        } finally {
            clerks.shutdownNow();
        }
    }
}
