package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid input of an office: the answer names the violated rule, and nothing changes. */
@ExtendWith(SharedCityExtension.class)
class BadInputIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    /** Number of silent connections. 10,000 can be tried by hand; some machines limit a process to fewer open files. */
    private static final int SILENT = Integer.getInteger("silent.connections", 500);

    private static final String LOGIN = "{\"user\":\"clerk-1204\",\"password\":\"demo-clerk-1204\"}";

    private static SharedCity city;
    private static Visitor office;
    private static Plot plot;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
        plot = city.plot(2);
    }

    /** Field, invalid value, violated rule. */
    @ParameterizedTest
    @CsvSource({
        "/applicants/0/nationalId, 1234567890, national-id.check-digit",
        "/applicants/0/nationalId, 9999999999, national-id.repeated",
        "/applicants/0/nationalId, 12ab, national-id.digits",
        "/applicants/0/nationalId, 10380284792, legal-id.check-digit",
        "/applicants/0/mobile, 0935521465, mobile.length",
        "/subject, 23-1-1-1-1-0-0, renovation-code.district",
        "/subject, 22-3-17, renovation-code.parts",
        "/service, driving-licence, service.unknown",
        "/applicants/0/role, tenant, value.unknown",
        "/request/floors, 0, request.floors",
    })
    void rejectsInvalidValue(String where, String bad, String rule) {
        ObjectNode body = Permits.request(plot);
        ObjectNode parent = (ObjectNode) body.at(where.substring(0, where.lastIndexOf('/')));
        String name = where.substring(where.lastIndexOf('/') + 1);
        if (name.equals("floors")) {
            parent.put(name, Integer.parseInt(bad));
        } else {
            parent.put(name, bad);
        }
        city.store().assertUnchangedBy(() -> {
            DoorResponse response = office.post(CASES, body.toString()).expectProblem(422, rule);
            assertEquals(
                    where.substring(1).replace("/0/", "[0].").replace('/', '.'),
                    response.json().path("field").asText(),
                    response::toString);
        });
    }

    @Test
    void reportsAllExceededLimitsAtOnce() {
        ObjectNode body = Permits.request(plot);
        ((ObjectNode) body.at("/request")).put("floors", 101);
        ((ObjectNode) body.at("/request/parts/0")).put("area", 1_000_001);
        city.store().assertUnchangedBy(() -> {
            DoorResponse response = office.post(CASES, body.toString()).expectProblem(422, "request.floors");
            assertEquals(
                    // the last two of these four faults violate limits of the plan order
                    List.of("request.floors", "request.parts[0].area", "request.floors", "request.parts"),
                    response.json().path("errors").findValuesAsText("field"),
                    response::toString);
            assertEquals(
                    List.of("1-100", "1-1000000"),
                    response.json().path("errors").findValuesAsText("limit").subList(0, 2));
        });
    }

    @Test
    void rejectsUnknownProperty() {
        ObjectNode body = Permits.request(plot).put("subject", "22-999-999-9-1-0-0");
        city.store().assertUnchangedBy(() -> office.post(CASES, body.toString())
                .expectProblem(422, "property.unknown")
                .expectField("subject"));
    }

    @Test
    void problemUsesLanguageOfCaller() {
        ObjectNode body = Permits.request(plot).put("subject", "22-3-17");
        DoorResponse english = office.post(CASES, body.toString(), "Accept-Language", "en")
                .expectProblem(422, "renovation-code.parts");
        DoorResponse persian = office.post(CASES, body.toString(), "Accept-Language", "fa-IR,fa;q=0.9,en;q=0.5")
                .expectProblem(422, "renovation-code.parts");
        assertEquals(english.json().path("messageEn"), english.json().path("detail"));
        assertEquals(persian.json().path("messageFa"), persian.json().path("detail"));
        assertNotEquals(english.json().path("title"), persian.json().path("title"));
        assertEquals(
                Map.of("en", "en", "fa", "fa"),
                Map.of(
                        "en",
                        english.headers().get("content-language"),
                        "fa",
                        persian.headers().get("content-language")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"service\":\"building-permit\",\"subject\":\"22-1 | json.malformed",
                "{\"service\":\"building-permit\",\"service\":\"building-permit\"} | json.malformed",
                "{\"applicants\":\"nobody\"} | json.type",
                "[] | json.malformed",
                "{} {} | json.malformed",
            })
    void rejectsInvalidJson(String body, String rule) {
        city.store().assertUnchangedBy(() -> office.post(CASES, body).expectProblem(400, rule));
    }

    @Test
    void rejectsBodiesWithoutJsonAndOversizedJson() {
        city.store().assertUnchangedBy(() -> {
            office.post(CASES, "").expectProblem(400, "body.missing");
            office.post(CASES, "service=building-permit", "Content-Type", "application/x-www-form-urlencoded")
                    .expectProblem(415, "content-type.unknown");
            office.post(CASES, "{\"more\":" + "[".repeat(100_000)).expectProblem(413, "json.limits");
            office.post(CASES, "{\"subject\":\"" + "1".repeat(200_000) + "\"}").expectProblem(413, "json.limits");
        });
    }

    @Test
    void rejectsFiftyMegabytesWithContentLength() {
        byte[] body = new byte[50 << 20];
        city.store().assertUnchangedBy(() -> new OversizedBodyClient(
                        city.city().hub().address(), office.token())
                .sendWithLength(CASES, body)
                .expectProblem(413, "request.too-large"));
    }

    @Test
    void rejectsFiftyMegabytesChunked() {
        byte[] body = new byte[50 << 20];
        city.store().assertUnchangedBy(() -> new OversizedBodyClient(
                        city.city().hub().address(), office.token())
                .sendChunked(CASES, body)
                .expectProblem(413, "request.too-large"));
    }

    @Test
    void rejectsUnknownPathsAndParameters() {
        String unknownId = "00000000-0000-7000-8000-000000000000";
        city.store().assertUnchangedBy(() -> {
            office.get(CASES + "/" + unknownId).expectProblem(404, "case.unknown");
            office.get(CASES + "/../../../etc/passwd").expectProblem(400, "path.malformed");
            office.get(CASES + "/1'%20or%20'1'='1").expectProblem(404, "case.unknown");
            office.get(CASES + "/./1").expectProblem(400, "path.malformed");
            office.get("/office/v1/nothing").expectProblem(404, "path.unknown");
            office.get("/nothing").expectProblem(404, "door.unknown");
            office.get(CASES + "?limit=100000").expectProblem(422, "limit.range");
            office.get(CASES + "?cursor=nonsense").expectProblem(422, "page.cursor");
        });
    }

    /**
     * The HTTP server refuses these paths before the hub's access control (gate) receives the request; its answer
     * reveals nothing about the server.
     */
    @ParameterizedTest
    @CsvSource({"/office//v1/cases", "/%2e%2e/etc/passwd", "/office/v1/cases/%2e%2e%2f%2e%2e", "/office/v1/%00"})
    void rejectsInvalidPath(String path) {
        city.store()
                .assertUnchangedBy(() ->
                        assertEquals(400, office.get(path).expectNoInternals().status()));
    }

    @Test
    void rejectsMissingStaleAndMalformedVersion() throws Exception {
        String id = Permits.openCase(city.clerk(), city.plot(2));
        String submit = CASES + "/" + id + "/submission";
        city.store().assertUnchangedBy(() -> {
            office.post(submit, "").expectProblem(428, "version.missing").expectField("If-Match");
            office.post(submit, "", "If-Match", "\"1000\"").expectProblem(412, "case.changed");
            office.post(submit, "", "If-Match", "\"0\"").expectProblem(412, "case.changed");
            office.post(submit, "", "If-Match", "yesterday").expectProblem(400, "version.malformed");
            office.plain(submit, BodyPublishers.noBody(), "If-Match", "\"1\"")
                    .expectProblem(428, "idempotency.key-missing");
            office.post(submit, "", "If-Match", "\"1\"", "Idempotency-Key", "x".repeat(201))
                    .expectProblem(422, "idempotency.key-form");
        });
    }

    @Test
    void rejectsSubmissionWithoutPapers() throws Exception {
        String id = Permits.openCase(city.clerk(), city.plot(2));
        String version =
                office.get(CASES + "/" + id).expectStatus(200).headers().get("etag");
        city.store().assertUnchangedBy(() -> {
            DoorResponse response = office.post(CASES + "/" + id + "/submission", "", "If-Match", version)
                    .expectProblem(409, "papers.missing");
            assertTrue(response.json().path("messageEn").asText().contains("title deed"), response::toString);
            assertTrue(response.json().path("messageFa").asText().contains("سند مالکیت"), response::toString);
        });
    }

    /**
     * 300 connections send a byte now and then, at a door and at the login. Health checks, logged-in users and complete logins are not
     * affected.
     */
    @Test
    void slowBodiesDoNotBlockOtherClients() throws Exception {
        URI hub = city.city().hub().address();
        try (SlowClients soap = new SlowClients(hub, 150, SlowClients.post(hub, "/soap/office", "text/xml"));
                SlowClients login =
                        new SlowClients(hub, 150, SlowClients.post(hub, "/auth/v1/token", "application/json"))) {
            // while all connections arrive at once, an anonymous login may be refused; a logged-in caller is served
            Awaitility.await("a login gets in").until(() -> {
                assertTimeoutPreemptively(
                        SOON, () -> city.visitor().get("/health/live").expectStatus(200));
                assertTimeoutPreemptively(SOON, () -> office.get(CASES).expectStatus(200));
                return city.visitor()
                                .post("/auth/v1/token", LOGIN, "Content-Type", "application/json")
                                .status()
                        == 200;
            });
            for (int i = 0; i < 3; i++) {
                soap.sendOneByte();
                login.sendOneByte();
                assertTimeoutPreemptively(
                        SOON, () -> city.visitor().get("/health/live").expectStatus(200));
                assertTimeoutPreemptively(SOON, () -> office.get(CASES).expectStatus(200));
                assertTimeoutPreemptively(SOON, () -> city.visitor().as("clerk-1204"));
            }
            Awaitility.await("those who find no place are sent away")
                    .until(() -> soap.statusCounts().getOrDefault(0, 0)
                                    + login.statusCounts().getOrDefault(0, 0)
                            <= 16);
            TestReport.log("300 slow bodies: " + soap.statusCounts() + " at /soap/office, " + login.statusCounts()
                    + " at /auth/v1/token");
        }
    }

    /** Opens the connections from a process other than the hub's, as any client can. */
    @Test
    void silentConnectionsDoNotBlockOtherClients() throws Exception {
        URI hub = city.city().hub().address();
        try (SlowClients silent = new SlowClients(hub, SILENT, "");
                SlowClients begun = new SlowClients(hub, 100, "GET /health/live HTTP/1.1\r\nHost: ")) {
            assertTimeoutPreemptively(
                    SOON, () -> city.visitor().get("/health/live").expectStatus(200));
            assertTimeoutPreemptively(SOON, () -> office.get(CASES).expectStatus(200));
            begun.sendOneByte();
            TestReport.log(SILENT + " silent connections: " + silent.statusCounts());
        }
    }

    /**
     * 190 connections of one clerk request a large sheet and do not read it. Only a few are served at once, and other users are not
     * affected.
     */
    @Test
    void slowReadersDoNotBlockOtherUsers() throws Exception {
        URI hub = city.city().hub().address();
        String id = Permits.openCase(city.clerk(), city.plot(2));
        String sha256 = office.upload(
                        CASES + "/" + id + "/sheets?kind=deed&name=deed.png",
                        BodyPublishers.ofByteArray(ScannedSheets.noise(600, 800)),
                        "Content-Type",
                        "image/png")
                .expectStatus(201)
                .json()
                .path("sha256")
                .asText();
        String version =
                office.get(CASES + "/" + id).expectStatus(200).headers().get("etag");
        office.post(
                        CASES + "/" + id + "/papers",
                        "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}",
                        "If-Match",
                        version)
                .expectStatus(200);
        String ask = "GET " + CASES + "/" + id + "/papers/" + sha256 + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + office.token() + "\r\n\r\n";
        Runnable otherUsers = checkOfOtherUsers();
        try (SlowClients slow = new SlowClients(hub, 190, ask)) {
            otherUsers.run();
            Awaitility.await("all are answered").until(() -> slow.statusCounts().getOrDefault(0, 0) == 0);
            otherUsers.run();
            TestReport.log("190 slow readers of a sheet: " + slow.statusCounts());
            assertTrue(slow.statusCounts().getOrDefault(200, 0) <= 48, slow.statusCounts()::toString);
        }
    }

    /** 60 anonymous connections request a file of the console a hundred times each and do not read it. */
    @Test
    void unreadAssetsDoNotBlockOtherClients() throws Exception {
        URI hub = city.city().hub().address();
        Matcher asset = Pattern.compile("assets/[^\"]+\\.[0-9a-f]{12}\\.js")
                .matcher(city.visitor().get("/console").expectStatus(200).body());
        assertTrue(asset.find());
        String ask = "GET /console/" + asset.group() + " HTTP/1.1\r\nHost: x\r\n\r\n";
        Runnable otherUsers = checkOfOtherUsers();
        try (SlowClients slow = new SlowClients(hub, 60, ask.repeat(100))) {
            for (int i = 0; i < 3; i++) {
                otherUsers.run();
            }
            TestReport.log("60 connections that pipeline a file of the console: " + slow.statusCounts());
            assertEquals(
                    60,
                    slow.statusCounts().getOrDefault(200, 0)
                            + slow.statusCounts().getOrDefault(429, 0));
        }
    }

    /** 60 simultaneous logins with wrong passwords from as many networks: hashing them uses two threads only. */
    @Test
    void concurrentWrongPasswordsDoNotBlockOtherClients() throws Exception {
        URI hub = city.city().hub().address();
        Runnable otherUsers = checkOfOtherUsers();
        try (SlowClients guessing = new SlowClients(hub, 60, BadLoginIT.TERMINATOR, i -> {
            String login = "{\"user\":\"nobody-" + i + "\",\"password\":\"wrong\"}";
            return "POST /auth/v1/token HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.18." + i
                    + ".9\r\nContent-Type: application/json\r\nContent-Length: " + login.length() + "\r\n\r\n"
                    + login;
        })) {
            otherUsers.run();
            TestReport.log("60 wrong passwords at once: " + guessing.statusCounts());
        }
    }

    /**
     * Returns a check that other users are served in time: a citizen, a clerk who logs in, a working clerk, and the operator's monitoring.
     */
    private static Runnable checkOfOtherUsers() throws Exception {
        String tracking = city.clerk()
                .read(Permits.openCase(city.clerk(), city.plot(2)))
                .path("tracking")
                .asText();
        Visitor other = city.visitor().as("clerk-2301");
        return () -> {
            assertTimeoutPreemptively(
                    SOON, () -> city.visitor().get("/track/" + tracking).expectStatus(200));
            assertTimeoutPreemptively(
                    SOON, () -> city.visitor().get("/health/live").expectStatus(200));
            assertTimeoutPreemptively(SOON, () -> other.get(CASES).expectStatus(200));
            assertTimeoutPreemptively(SOON, () -> city.visitor().as("clerk-2301"));
        };
    }

    /**
     * Stack frames of the HTTP server alone. It sometimes warns that a buffer was released twice when a caller disconnects
     * (jetty.project#12939, open). None of the hub's frames is on that thread then, except the connection that counts sent bytes.
     */
    private static final String SERVERS_OWN =
            "\tat (org\\.eclipse\\.jetty\\.(io|util|server\\.internal)|city\\.pishkhan\\.tls\\.internal\\.MeteredEndPoint|java\\.base/java)\\..*";

    /** Access rules compare the sent path, and the server dispatches the decoded path; both must be identical. */
    @Test
    void rejectsNonCanonicalPath() {
        Visitor operator = city.visitor().as("operator");
        for (String path : List.of(
                "/%6detrics", "/metric%73", "/%68andbook/operations", "/health/%72eady", "/office/v1/%63ases")) {
            office.get(path).expectProblem(400, "path.malformed");
            operator.get(path).expectProblem(400, "path.malformed");
            stranger().get(path).expectProblem(400, "path.malformed");
        }
        office.get("/metrics").expectProblem(403, "access.forbidden");
    }

    private static Visitor stranger() {
        return city.visitor();
    }

    /**
     * A header with thousands of values is refused. Parsing 4,000 languages would take the JDK a quarter of a second,
     * before any login and even at {@code /health}.
     */
    @Test
    void rejectsOversizedHeaders() {
        for (String path : List.of("/health/live", "/rules", CASES, "/soap/agency?wsdl", "/console", "/metrics")) {
            stranger().get(path, "Accept-Language", "aa-bb,".repeat(2_000)).expectProblem(431, "header.too-large");
            stranger().get(path, "Forwarded", "for=\"" + "\\x".repeat(2_000)).expectProblem(431, "header.too-large");
        }
    }

    /** Requests forty pages and resets the connection at the first answer; this used to log a thousand lines of stack traces. */
    @Test
    void resetConnectionLogsNoError() throws Exception {
        int log = city.log().length();
        for (String path : List.of("/handbook/integrator", "/rules", "/verify/nothing")) {
            for (int i = 0; i < 5; i++) {
                try (Socket socket = new Socket()) {
                    socket.setReceiveBufferSize(4_096);
                    socket.setSoLinger(true, 0);
                    socket.connect(new InetSocketAddress(
                            "127.0.0.1", city.city().hub().address().getPort()));
                    String ask = "GET " + path + " HTTP/1.1\r\nHost: hub\r\n\r\n";
                    socket.getOutputStream().write(ask.repeat(40).getBytes(StandardCharsets.US_ASCII));
                    assertEquals('H', socket.getInputStream().read());
                }
            }
        }
        Awaitility.await("nothing is logged").during(Duration.ofSeconds(1)).until(() -> true);
        String logged = city.log().substring(log);
        assertFalse(logged.contains("EofException") || logged.contains(" ERROR "), logged);
    }

    /**
     * Sends requests with any method, header, charset and body to every door. None causes an internal error or adds
     * metric series.
     */
    @Test
    void arbitraryInputCausesNoInternalError() throws Exception {
        URI hub = city.city().hub().address();
        int log = city.log().length();
        String water = city.visitor().as("water").token();
        HttpProbes probes = new HttpProbes(hub, "Bearer " + water, "Bearer " + office.token());
        long begin = System.nanoTime();
        String summary = probes.sendAll();
        TestReport.log("HTTP probes: " + summary + ", in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        // the first call of a path adds metric series, so it is made before counting
        assertEquals(200, city.adminVisitor().get("/metrics").status());
        assertEquals(405, probes.status("NEVER-SEEN", "/nothing"));
        int series = city.adminVisitor().get("/metrics").body().split("\n").length;
        for (int i = 0; i < 50; i++) {
            assertEquals(405, probes.status("NEVER-SEEN-" + i, "/nothing"));
        }
        assertEquals(
                series, city.adminVisitor().get("/metrics").body().split("\n").length, "series by invented methods");
        List<String> errors = city.log()
                .substring(log)
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                .filter(line -> !line.matches(SERVERS_OWN))
                .toList();
        assertEquals(List.of(), errors);
    }

    /**
     * Contracts name the hub's own address, whatever Host header the request has. A client generated from a forged address would send its
     * login there.
     */
    @Test
    void contractsIgnoreForgedHost() throws Exception {
        URI hub = city.city().hub().address();
        String wsdl = new HttpProbes(hub, "", "")
                .getWithHost("evil.example", "/soap/office?wsdl")
                .body();
        assertFalse(wsdl.contains("evil"), wsdl);
        String location = "location=\"http://" + hub.getAuthority() + "/soap/office\"";
        assertEquals(2, wsdl.split(location, -1).length - 1, wsdl);
    }

    /**
     * A request with an invalid Host header leaves no log line. Earlier the server logged each one, so any client could
     * fill the log.
     */
    @Test
    void invalidHostLeavesNoLogLine() throws Exception {
        int log = city.log().length();
        try (Socket socket = new Socket("127.0.0.1", city.city().hub().address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: a@b:99999/\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 400", new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
        }
        String logged = city.log().substring(log);
        assertFalse(logged.contains("Bad Authority"), logged);
    }
}
