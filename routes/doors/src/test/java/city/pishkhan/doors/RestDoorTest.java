package city.pishkhan.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.Upload;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behaviour of every REST door, tested over HTTP. */
class RestDoorTest {
    private static final String OFFICE = "clerk office:1204";
    private static TestDoor door;
    private static int made;
    private static String trace;

    @BeforeAll
    static void open() throws Exception {
        door = new TestDoor(new SampleDoor());
    }

    @DoorPaths("/sample/v1")
    private static final class SampleDoor extends DoorDescription {
        SampleDoor() {
            super("sample");
            Door kit = new Door(new TestDoor.ByPrefix(), new TestDoor.Memory());
            rest("/sample/v1", SampleApi.class);
            operation("make", kit.once("office.make", doorCall -> {
                made++;
                return DoorReply.created("/sample/v1/things/1", doorCall.body(SampleApi.Thing.class))
                        .version(1);
            }));
            operation("get", kit.read("office.get", RestDoorTest::get));
            operation(
                    "change",
                    kit.change("office.change", doorCall -> DoorReply.ok(Map.of("read", doorCall.version()))));
            operation("upload", kit.once("office.upload", RestDoorTest::size));
        }
    }

    @AfterAll
    static void close() throws Exception {
        door.close();
    }

    @Test
    void undeclaredDoorPathIsRejected() {
        List<String> operations = List.of("make", "get", "change", "upload");
        DoorDescription elsewhere = new WrongDoor("/wrong/v2", operations);
        DoorDescription nowhere = new DoorDescription("wrong") {
            {
                rest("/wrong/v1", SampleApi.class);
            }
        };
        for (DoorDescription description : List.of(elsewhere, nowhere)) {
            assertTrue(assertThrows(Exception.class, () -> new TestDoor(description))
                    .getMessage()
                    .matches("The door wrong serves /wrong/v[12], but its @DoorPaths do not list this path"));
        }
    }

    @DoorPaths("/wrong/v1")
    private static final class WrongDoor extends DoorDescription {
        WrongDoor(String path, List<String> operations) {
            super("wrong");
            rest(path, SampleApi.class);
            operations.forEach(name -> operation(name, exchange -> {}));
        }
    }

    @Test
    void duplicateOperationIsRejected() {
        assertThrows(IllegalStateException.class, () -> new WrongDoor("/wrong/v1", List.of("make", "make")));
    }

    private static DoorReply get(DoorCall doorCall) {
        switch (doorCall.param("id")) {
            case "gone":
                throw new Refusal(Refusal.Kind.GONE, "thing.gone", "id", "It is gone.", "دیگر نیست.");
            case "busy":
                throw Refusal.temporaryConflict("partner.unavailable", 7);
            case "often":
                throw new Refusal(Refusal.Kind.TOO_MANY, "thing.too-many", null, "Too often.", "بیش از اندازه.");
            case "down":
                throw new PartnerUnavailable("secret host");
            case "bug":
                throw new IllegalStateException("secret detail");
            case "pool":
                throw new IllegalStateException("secret", new SQLTransientConnectionException("no connection"));
            default:
                if (doorCall.param("id").startsWith("sql-")) {
                    throw new IllegalStateException(
                            "secret",
                            new SQLException("secret", doorCall.param("id").substring(4)));
                }
                trace = doorCall.origin().traceparent();
                return doorCall.origin().isPageWanted()
                        ? DoorReply.page(200, "<p>page</p>")
                        : DoorReply.ok(Map.of("id", doorCall.param("id"))).version(7);
        }
    }

    private static DoorReply size(DoorCall doorCall) {
        try (InputStream in = doorCall.body(Upload.class).open()) {
            return DoorReply.created(null, Map.of("size", in.readAllBytes().length));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A misspelled member is rejected at any depth, instead of being ignored silently. */
    @Test
    void rejectsUnknownBodyMember() throws Exception {
        int before = made;
        for (String body : List.of(
                "{\"floor\": 8}", "{\"floors\": 8, \"parts\": [{\"use\": \"office\"}, {\"usage\": \"flat\"}]}")) {
            var answer = door.send("POST", "/sample/v1/things", OFFICE, body, "Idempotency-Key", "unknown-member");
            assertEquals(400, answer.status());
            assertEquals("request.unknown-member", answer.code());
            assertEquals(
                    body.contains("usage") ? "parts[1].usage" : "floor",
                    answer.json().get("field").asText());
            assertTrue(answer.json().get("messageFa").asText().contains("تعریف نشده"));
        }
        assertEquals(before, made);
    }

    @Test
    void doorMustServeExactlyContractOperations() throws Exception {
        for (List<String> operations :
                List.of(List.of("make", "get", "change"), List.of("make", "get", "change", "upload", "more"))) {
            DoorDescription wrong = new WrongDoor("/wrong/v1", operations);
            assertTrue(assertThrows(IllegalStateException.class, () -> new TestDoor(wrong))
                    .getMessage()
                    .contains("[change, get, make, upload]"));
        }
    }

    @Test
    void readReturnsVersionTag() throws Exception {
        var answer = door.send("GET", "/sample/v1/things/5", OFFICE, (String) null);
        assertEquals(200, answer.status());
        assertEquals("5", answer.json().get("id").asText());
        assertEquals("\"7\"", answer.header("ETag"));
    }

    @Test
    void forwardsOrCreatesTraceparent() throws Exception {
        String given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        door.send("GET", "/sample/v1/things/5", OFFICE, (String) null, "traceparent", given);
        assertEquals(given, trace);
        door.send("GET", "/sample/v1/things/5", OFFICE, (String) null, "traceparent", "00-x");
        assertTrue(trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), trace);
    }

    @Test
    void returnsPageToBrowser() throws Exception {
        var answer = door.send(
                "GET",
                "/sample/v1/things/5",
                OFFICE,
                (String) null,
                "Accept",
                "text/html,application/xhtml+xml,*/*;q=0.8");
        assertEquals("<p>page</p>", answer.response().body());
        assertTrue(answer.header("Content-Type").startsWith("text/html"));
    }

    @Test
    void idempotencyKeyCreatesOnce() throws Exception {
        int before = made;
        var first = door.send("POST", "/sample/v1/things", OFFICE, "{\"floors\":8}", "Idempotency-Key", "k1");
        assertEquals(201, first.status());
        assertEquals("\"1\"", first.header("ETag"));
        assertTrue(first.header("Location").endsWith("/sample/v1/things/1"));
        assertNull(first.header("Idempotency-Replayed"));
        var again = door.send("POST", "/sample/v1/things", OFFICE, " { \"floors\" : 8 }", "Idempotency-Key", "k1");
        assertEquals(201, again.status());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(first.response().body(), again.response().body());
        assertEquals("\"1\"", again.header("ETag"));
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(before + 1, made);
        assertEquals(
                422,
                door.send("POST", "/sample/v1/things", OFFICE, "{\"floors\":9}", "Idempotency-Key", "k1")
                        .status());
        assertEquals(
                422,
                door.send("POST", "/sample/v1/things?say=x", OFFICE, "{\"floors\":8}", "Idempotency-Key", "k1")
                        .status());
        assertEquals(
                201,
                door.send("POST", "/sample/v1/things", "other office:2301", "{\"floors\":9}", "Idempotency-Key", "k1")
                        .status());
        assertEquals(
                428,
                door.send("POST", "/sample/v1/things", OFFICE, "{\"floors\":8}").status());
    }

    @Test
    void changeRequiresVersion() throws Exception {
        var without = door.send("PUT", "/sample/v1/things/5", OFFICE, "{}");
        assertEquals(428, without.status());
        assertEquals("version.missing", without.code());
        assertEquals(
                400,
                door.send("PUT", "/sample/v1/things/5", OFFICE, "{}", "If-Match", "*")
                        .status());
        var with = door.send("PUT", "/sample/v1/things/5", OFFICE, "{}", "If-Match", "\"7\"");
        assertEquals(7, with.json().get("read").asInt());
    }

    @Test
    void problemHasBothLanguages() throws Exception {
        var english = door.send("GET", "/sample/v1/things/gone", OFFICE, (String) null, "X-Request-Id", "r-1");
        assertEquals(410, english.status());
        assertTrue(english.header("Content-Type").startsWith("application/problem+json"));
        assertEquals(
                "urn:pishkhan:problem:thing.gone", english.json().get("type").asText());
        assertEquals("id", english.json().get("field").asText());
        assertEquals("It is gone.", english.json().get("detail").asText());
        assertEquals("دیگر نیست.", english.json().get("messageFa").asText());
        assertEquals("urn:pishkhan:request:r-1", english.json().get("instance").asText());
        var persian =
                door.send("GET", "/sample/v1/things/gone", OFFICE, (String) null, "Accept-Language", "fa-IR,en;q=0.5");
        assertEquals("دیگر نیست.", persian.json().get("detail").asText());
        assertEquals("It is gone.", persian.json().get("messageEn").asText());
        assertEquals("fa", persian.header("Content-Language"));
    }

    @Test
    void problemHidesInternalDetails() throws Exception {
        var bug = door.send("GET", "/sample/v1/things/bug", OFFICE, (String) null);
        assertEquals(500, bug.status());
        assertEquals("internal", bug.code());
        assertFalse(bug.response().body().contains("secret"));
        var down = door.send("GET", "/sample/v1/things/down", OFFICE, (String) null);
        assertEquals(503, down.status());
        assertEquals("5", down.header("Retry-After"));
        assertFalse(down.response().body().contains("secret"));
    }

    @Test
    void tooManyRequestsReturnsRetryAfter() throws Exception {
        var often = door.send("GET", "/sample/v1/things/often", OFFICE, (String) null);
        assertEquals(429, often.status());
        assertEquals("60", often.header("Retry-After"));
        assertTrue(often.json().path("retryable").asBoolean());
    }

    /** Temporary failures are marked as retryable regardless of their status; all others are not. */
    @Test
    void retryableProblemsAreMarked() throws Exception {
        var busy = door.send("GET", "/sample/v1/things/busy", OFFICE, (String) null);
        assertEquals(409, busy.status());
        assertEquals("7", busy.header("Retry-After"));
        assertTrue(busy.json().path("retryable").asBoolean());
        var gone = door.send("GET", "/sample/v1/things/gone", OFFICE, (String) null);
        assertNull(gone.header("Retry-After"));
        assertTrue(gone.json().path("retryable").isMissingNode());
    }

    /** The caller gets only the id of the log entry. */
    @Test
    void logsEachErrorOnceUnderRequestId() throws Exception {
        for (String what : new String[] {"bug", "down", "sql-08006", "sql-42601"}) {
            List<String> lines = LogCapture.capture(() -> {
                var answer = door.send(
                        "GET", "/sample/v1/things/" + what, OFFICE, (String) null, "X-Request-Id", "r-" + what);
                assertEquals(
                        "urn:pishkhan:request:r-" + what,
                        answer.json().get("instance").asText());
                assertFalse(answer.response().body().contains("Exception"));
                return answer;
            });
            assertEquals(1, lines.size(), what + ": " + lines);
            assertTrue(lines.get(0).contains("r-" + what), lines.get(0));
        }
    }

    @Test
    void doesNotLogCallerErrors() throws Exception {
        List<String> lines = LogCapture.capture(() -> {
            assertEquals(
                    410,
                    door.send("GET", "/sample/v1/things/gone", OFFICE, (String) null)
                            .status());
            assertEquals(
                    404,
                    door.send("GET", "/sample/v1/nowhere", OFFICE, (String) null)
                            .status());
            assertEquals(
                    405,
                    door.send("DELETE", "/sample/v1/things/5", OFFICE, (String) null)
                            .status());
            return door.send("POST", "/sample/v1/things", OFFICE, "{\"floors\":", "Idempotency-Key", "bad");
        });
        assertEquals(List.of(), lines);
    }

    @Test
    void databaseOutageReturns503WithRetryAfter() throws Exception {
        for (String state : new String[] {"08006", "57P01", "53300", "40P01"}) {
            var away = door.send("GET", "/sample/v1/things/sql-" + state, OFFICE, (String) null);
            assertEquals(503, away.status(), state);
            assertEquals("storage.unavailable", away.code());
            assertEquals("5", away.header("Retry-After"));
            assertFalse(away.response().body().contains("secret"));
        }
        assertEquals(
                503,
                door.send("GET", "/sample/v1/things/pool", OFFICE, (String) null)
                        .status());
        assertEquals(
                500,
                door.send("GET", "/sample/v1/things/sql-42601", OFFICE, (String) null)
                        .status(),
                "a mistake of ours");
    }

    @Test
    void rejectsMissingLoginAndWrongRole() throws Exception {
        assertEquals(
                401,
                door.send("GET", "/sample/v1/things/5", null, (String) null).status());
        assertEquals(
                403,
                door.send("GET", "/sample/v1/things/5", "fire agency:fire", (String) null)
                        .status());
    }

    @Test
    void rejectsMalformedJson() throws Exception {
        for (String bad : new String[] {"{\"floors\":", "{} x", "{\"floors\":1,\"floors\":2}", "nonsense", "[]"}) {
            var answer = door.send("POST", "/sample/v1/things", OFFICE, bad, "Idempotency-Key", "bad");
            assertEquals(400, answer.status(), bad);
            assertTrue(answer.header("Content-Type").startsWith("application/problem+json"), bad);
        }
        var empty = door.send("POST", "/sample/v1/things", OFFICE, "", "Idempotency-Key", "empty");
        assertEquals(400, empty.status());
        for (String bad :
                new String[] {"{\"floors\":\"8\"}", "{\"floors\":8.5}", "{\"floors\":99999999999}", "{\"floors\":{}}"
                }) {
            var answer = door.send("POST", "/sample/v1/things", OFFICE, bad, "Idempotency-Key", "bad");
            assertEquals(400, answer.status(), bad);
            assertEquals("json.type", answer.code(), bad);
            assertEquals("floors", answer.json().get("field").asText(), bad);
        }
        var deep = door.send(
                "POST", "/sample/v1/things", OFFICE, "{\"parts\":[{\"use\":7},{\"use\":[]}]}", "Idempotency-Key", "x");
        assertEquals("parts[1].use", deep.json().get("field").asText());
    }

    /** Malformed JSON is not reported as an error of the field at which parsing failed. */
    @Test
    void distinguishesTruncatedJsonFromWrongValue() throws Exception {
        for (String bad : new String[] {
            "{\"floors\":8,\"parts\":[{\"use\":\"resid", "{\"parts\":[{\"use\":resid}]}", "{\"floors\":8"
        }) {
            var answer = door.send("POST", "/sample/v1/things", OFFICE, bad, "Idempotency-Key", "bad");
            assertEquals(400, answer.status(), bad);
            assertEquals("json.malformed", answer.code(), bad);
            assertFalse(answer.json().get("messageFa").asText().contains("line"), bad);
        }
        var endless = door.send(
                "POST",
                "/sample/v1/things",
                OFFICE,
                "{\"parts\":[{\"use\":\"" + "x".repeat(200_000) + "\"}]}",
                "Idempotency-Key",
                "x");
        assertEquals("json.limits", endless.code());
        assertEquals(413, endless.status());
    }

    @Test
    void rejectsDeepOrLargeBody() throws Exception {
        var deep = door.send(
                "POST",
                "/sample/v1/things",
                OFFICE,
                "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "Idempotency-Key",
                "a");
        assertEquals(413, deep.status());
        var large = door.send(
                "POST", "/sample/v1/things", OFFICE, "{\"x\":[" + "1,".repeat(1 << 20) + "1]}", "Idempotency-Key", "b");
        assertEquals(413, large.status());
    }

    @Test
    void rejectsUnknownPathMethodAndTypes() throws Exception {
        assertEquals(
                "path.unknown",
                door.send("GET", "/sample/v1/nowhere", OFFICE, (String) null).code());
        var method = door.send("DELETE", "/sample/v1/things/5", OFFICE, (String) null);
        assertEquals("method.unknown", method.code());
        assertEquals(405, method.status());
        assertEquals(405, method.json().get("status").asInt());
        var accept = door.send("GET", "/sample/v1/things/5", OFFICE, (String) null, "Accept", "image/png");
        assertEquals(406, accept.status());
        var type = door.send(
                "POST", "/sample/v1/things", OFFICE, "<x/>", "Content-Type", "text/xml", "Idempotency-Key", "c");
        assertEquals(415, type.status());
        assertEquals("content-type.unknown", type.code());
    }

    @Test
    void acceptsUploadsUpToLimit() throws Exception {
        byte[] small = new byte[100_000];
        var stored = door.send(
                "POST",
                "/sample/v1/files",
                OFFICE,
                BodyPublishers.ofByteArray(small),
                "Content-Type",
                "application/pdf",
                "Idempotency-Key",
                "u1");
        assertEquals(100_000, stored.json().get("size").asInt());
        small[5] = 1;
        assertEquals(
                422,
                door.send(
                                "POST",
                                "/sample/v1/files",
                                OFFICE,
                                BodyPublishers.ofByteArray(small),
                                "Content-Type",
                                "application/pdf",
                                "Idempotency-Key",
                                "u1")
                        .status());
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(
                    0,
                    left.filter(f -> f.getFileName().toString().startsWith("pishkhan-upload"))
                            .count());
        }
    }

    @Test
    void optionsListsAllowedMethods() throws Exception {
        var options = door.send("OPTIONS", "/sample/v1/things/5", OFFICE, (String) null);
        assertEquals(204, options.status());
        assertEquals("GET, HEAD, OPTIONS, PUT", options.header("Allow"));
        var refused = door.send("DELETE", "/sample/v1/things/5", OFFICE, (String) null);
        assertEquals(405, refused.status());
        assertEquals("method.unknown", refused.code());
        assertEquals("GET, HEAD, OPTIONS, PUT", refused.header("Allow"));
        assertEquals(
                404,
                door.send("OPTIONS", "/sample/v1/nothing", OFFICE, (String) null)
                        .status());
        var head = door.send("HEAD", "/sample/v1/things/5", OFFICE, (String) null);
        assertEquals(200, head.status());
        assertEquals("\"7\"", head.header("ETag"));
        assertEquals("Accept, Accept-Language", head.header("Vary"));
    }

    /**
     * Refuses unknown query parameters such as {@code _method}, which could turn a GET that the gate has checked into
     * another call.
     */
    @Test
    void rejectsUnknownQueryParameters() throws Exception {
        for (String query : new String[] {"_method=PUT", "_type=xml", "_ctype=text", "_wadl", "Say=x", "lmit=2"}) {
            var answer = door.send("GET", "/sample/v1/things/5?" + query, OFFICE, (String) null);
            assertEquals(400, answer.status(), query);
            assertEquals("request.unknown-parameter", answer.code(), query);
            assertEquals(
                    query.replaceFirst("=.*", ""), answer.json().path("field").asText());
        }
    }

    /** Unknown parameters are reported only to callers with access. */
    @Test
    void checksAccessBeforeUnknownParameters() throws Exception {
        assertEquals(
                403,
                door.send("GET", "/sample/v1/things/5?lmit=2", "x agency:fire", (String) null)
                        .status());
        int before = made;
        var answer = door.send(
                "POST", "/sample/v1/things?sy=x", OFFICE, "{\"floors\":8}", "Idempotency-Key", "unknown-parameter");
        assertEquals("request.unknown-parameter", answer.code());
        assertEquals(before, made);
    }

    @Test
    void invalidUtf8IsCallerError() throws Exception {
        byte[] broken = "{\"floors\":1,\"parts\":[{\"use\":\"\u00ff\u00fe\"}]}"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        var answer = door.send(
                "POST",
                "/sample/v1/things",
                OFFICE,
                java.net.http.HttpRequest.BodyPublishers.ofByteArray(broken),
                "Idempotency-Key",
                "k-utf8");
        assertEquals(400, answer.status(), answer.response().body());
        assertEquals("json.malformed", answer.code());
    }
}
