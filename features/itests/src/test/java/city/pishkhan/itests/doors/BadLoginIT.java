package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without a login, with an invalid one, or with a login for another purpose. */
@ExtendWith(SharedCityExtension.class)
class BadLoginIT {

    /** Address from which a TLS terminator on this machine would connect. */
    static final String TERMINATOR = "127.0.0.2";

    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private static SharedCity city;
    private static Visitor stranger;
    private static Plot plot;
    private static String id;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        stranger = city.visitor();
        plot = city.plot(2);
        id = Permits.openCase(city.clerk(), plot);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/office/v1/cases",
                "/agency/v1/worklist",
                "/agency/v1/inquiries",
                "/operator/v1/loads",
                "/operator/v1/inquiries",
                "/oversight/v1/events",
                "/nothing"
            })
    void rejectsRequestsWithoutLogin(String path) {
        city.store().assertUnchangedBy(() -> {
            DoorResponse get = stranger.get(path).expectProblem(401, "access.unauthenticated");
            assertTrue(get.headers().getOrDefault("www-authenticate", "").startsWith("Bearer"), get::toString);
            stranger.post(path, "{}").expectProblem(401, "access.unauthenticated");
        });
    }

    /** SOAP messages require a login, although their format is public in the WSDL. */
    @ParameterizedTest
    @ValueSource(strings = {"/soap/office", "/soap/agency"})
    void rejectsSoapMessagesWithoutLogin(String path) {
        city.store().assertUnchangedBy(() -> {
            stranger.get(path).expectProblem(405, "method.unknown");
            stranger.post(path, "{}").expectProblem(401, "access.unauthenticated");
        });
    }

    /** Resources that can be read without a login contain no personal data. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/office/v1/openapi.json",
                "/agency/v1/openapi.json",
                "/committee/v1/openapi.json",
                "/oversight/v1/openapi.json",
                "/citizen/v1/openapi.json",
                "/operator/v1/openapi.json",
                "/auth/v1/openapi.json",
                "/soap/office?wsdl",
                "/soap/agency?wsdl",
                "/health/ready"
            })
    void publicPathsNeedNoLogin(String path) {
        assertEquals(200, stranger.get(path).status());
    }

    @Test
    void rejectsExpiredToken() throws Exception {
        String good = city.visitor().as("clerk-1204").token();
        ObjectNode claims = claims(good);
        assertEquals(200, stranger.bearer(signed(claims, key())).get(CASES).status(), "tokens are made right here");
        long now = Instant.now().getEpochSecond();
        String over = signed(claims.deepCopy().put("iat", now - 2_000).put("exp", now - 1_000), key());
        city.store().assertUnchangedBy(() -> stranger.bearer(over).get(CASES).expectProblem(401, "login.token"));
    }

    @Test
    void rejectsForgedToken() throws Exception {
        String good = city.visitor().as("clerk-1204").token();
        String[] part = good.split("\\.");
        ObjectNode claims = claims(good);
        ObjectNode more = claims.deepCopy();
        more.putArray("roles").add("operator").add("office:1204");
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        String[] forged = {
            part[0] + "." + encoded(more.toString()) + "." + part[2],
            none + "." + part[1] + ".",
            none + "." + part[1] + "." + part[2],
            signed(claims, "another key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8)),
            signed(claims.deepCopy().put("iss", "somebody"), key()),
            signed(claims.deepCopy().put("aud", "others"), key()),
            signed(claims.deepCopy().without("exp"), key()),
            good.substring(0, good.length() - 2),
            good + "x",
            "x",
            "a.b.c",
            "x".repeat(8_000),
        };
        city.store().assertUnchangedBy(() -> {
            for (String token : forged) {
                stranger.bearer(token).get(CASES).expectProblem(401, "login.token");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ???", "Basic bm8tY29sb24=", "Digest x", "Bearer", "nonsense"})
    void rejectsInvalidAuthorizationHeader(String header) {
        city.store()
                .assertUnchangedBy(() -> assertEquals(
                        401,
                        stranger.authorization(header)
                                .get(CASES)
                                .expectNoInternals()
                                .status()));
    }

    @Test
    void rejectsWrongPassword() {
        city.store().assertUnchangedBy(() -> {
            city.adminVisitor()
                    .authorization(basic("clerk-2301", "wrong"))
                    .get(CASES)
                    .expectProblem(401, "login.failed");
            city.adminVisitor()
                    .authorization(basic("clerk-9999", "demo-clerk-9999"))
                    .get(CASES)
                    .expectProblem(401, "login.failed");
            stranger.post("/auth/v1/token", "{\"user\":\"clerk-2301\",\"password\":\"wrong\"}")
                    .expectProblem(401, "login.failed");
            stranger.post("/auth/v1/token", "{\"user\":\"' or 1=1 --\",\"password\":\"x\"}")
                    .expectProblem(401, "login.failed");
            stranger.post("/auth/v1/token", "{\"user\":\"clerk-2301\"}").expectProblem(422, "field.missing");
        });
        assertEquals(200, city.visitor().as("clerk-2301").get(CASES).status());
    }

    /** Failed logins do not block networks from which the user has logged in before; they delay other networks. */
    @Test
    void wrongPasswordsLockOnlyUnknownNetworks() {
        String login = "{\"user\":\"%s\",\"password\":\"%s\"}";
        String unknown = "nobody-" + UUID.randomUUID();
        stranger.post("/auth/v1/token", login.formatted("telecom", "demo-telecom"))
                .expectStatus(200);
        for (int i = 0; i < 6; i++) {
            stranger.post("/auth/v1/token", login.formatted("telecom", "wrong")).expectProblem(401, "login.failed");
        }
        DoorResponse last = null;
        for (int i = 0; i < 12 && (last == null || last.status() == 401); i++) {
            last = stranger.post("/auth/v1/token", login.formatted(unknown, "wrong"));
            assertTrue(i >= 5 || last.status() == 401, last::toString);
        }
        last.expectProblem(429, "login.locked");
        assertTrue(last.headers().containsKey("retry-after"), last::toString);
        stranger.post("/auth/v1/token", login.formatted("telecom", "demo-telecom"))
                .expectStatus(200);
    }

    /** A client machine behind the TLS terminator; each test uses a different address. */
    private record Client(String address) {

        Client() {
            this("198.18." + ThreadLocalRandom.current().nextInt(256) + "."
                    + ThreadLocalRandom.current().nextInt(1, 255));
        }

        String get(String path) throws Exception {
            return send("GET " + path + " HTTP/1.1", "");
        }

        String login(String path, String user, String password) throws Exception {
            String body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
            return send(
                    "POST " + path + " HTTP/1.1",
                    "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /**
         * Sends a request with the headers that a TLS terminator adds to every forwarded request.
         *
         * @return the answer, starting with its status
         */
        private String send(String line, String rest) throws Exception {
            String request = line + "\r\nHost: hub.example.org\r\nConnection: close\r\nAccept: application/json\r\n"
                    + "X-Forwarded-For: 127.0.0.1, " + address + "\r\nX-Forwarded-Proto: https\r\n"
                    + (rest.isEmpty() ? "\r\n" : rest);
            try (Socket socket = new Socket(
                    InetAddress.getByName("127.0.0.1"),
                    city.city().hub().address().getPort(),
                    InetAddress.getByName(TERMINATOR),
                    0)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return answer.substring("HTTP/1.1 ".length());
            }
        }
    }

    /**
     * A client that guesses passwords through the TLS terminator does not block other clients. A login over TLS gets a
     * cookie for TLS only.
     */
    @Test
    void clientsBehindTerminatorAreCountedSeparately() throws Exception {
        Client fire = new Client();
        Client guesser = new Client("203.0.113." + ThreadLocalRandom.current().nextInt(1, 255));
        String path = "/auth/v1/token";
        assertTrue(fire.login(path, "fire", "demo-fire").startsWith("200"));
        for (String user : new String[] {"chair", "fire"}) {
            String answer = "";
            for (int i = 0; i < 12 && !answer.startsWith("429"); i++) {
                answer = guesser.login(path, user, "wrong");
                assertTrue(answer.startsWith("401") || i >= 5, answer);
            }
            assertTrue(answer.startsWith("429"), answer);
        }
        assertTrue(fire.login(path, "fire", "demo-fire").startsWith("200"), "where it has come from");
        assertTrue(fire.login(path, "chair", "demo-chair").startsWith("200"), "from anywhere else");
        String session = fire.login("/auth/v1/session", "chair", "demo-chair");
        assertTrue(session.startsWith("200") && session.contains("__Host-pishkhan="), session);
        assertTrue(session.contains("; Secure"), session);
        assertTrue(fire.get("/metrics").startsWith("401"), "it is not this machine, whatever it says");
    }

    @Test
    void guessingDoesNotBlockValidCode() throws Exception {
        String tracking = city.clerk().read(id).path("tracking").asText();
        Client guesser = new Client();
        for (int i = 0; i < 20; i++) {
            assertTrue(guesser.get("/verify/guess-" + i).startsWith("404"));
        }
        assertTrue(guesser.get("/verify/guess").startsWith("429"));
        String answer = guesser.get("/track/" + tracking);
        assertTrue(answer.startsWith("200") && answer.contains("building-permit"), answer);
    }

    /** A browser session requires the CSRF token known to its page, and ends when its login is removed. */
    @Test
    void sessionRequiresCsrfTokenAndEndsWithLogin() throws Exception {
        Path users = city.etc().resolve("users/leaver.users");
        Files.writeString(users, "leaver = plain:demo-leaver, office:1204\n");
        DoorResponse opened = stranger.post("/auth/v1/session", "{\"user\":\"leaver\",\"password\":\"demo-leaver\"}")
                .expectStatus(200);
        String header = opened.headers().get("set-cookie");
        assertTrue(header.endsWith("; Path=/; HttpOnly; SameSite=Strict"), header);
        String cookie = header.substring(0, header.indexOf(';'));
        String csrf = opened.json().path("csrf").asText();
        String token = city.visitor().as("leaver").token();
        stranger.get(CASES, "Cookie", cookie).expectStatus(200);
        stranger.get("/auth/v1/session", "Cookie", cookie).expectStatus(200);
        stranger.get(CASES, "Cookie", cookie + "x").expectProblem(401, "login.session");
        city.store().assertUnchangedBy(() -> {
            stranger.post(CASES, "{}", "Cookie", cookie).expectProblem(403, "login.csrf");
            stranger.post(CASES, "{}", "Cookie", cookie, "X-CSRF-Token", "x").expectProblem(403, "login.csrf");
            stranger.get(CASES, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                    .expectProblem(403, "login.csrf");
        });
        assertEquals(
                422,
                stranger.post(CASES, "{}", "Cookie", cookie, "X-CSRF-Token", csrf, "Idempotency-Key", "session")
                        .status(),
                "the call itself is looked at");
        Files.delete(users);
        Awaitility.await().until(() -> stranger.get(CASES, "Cookie", cookie).status() == 401);
        stranger.bearer(token).get(CASES).expectProblem(401, "login.token");
    }

    /**
     * Requests that a page of another website sends are refused, both to paths without a login and with a login that
     * the browser has stored.
     */
    @Test
    void rejectsCrossSiteRequests() {
        String complaint = "{\"kind\":\"operator\",\"text\":\"sent by a page of another site\"}";
        Visitor stored = city.adminVisitor().authorization(basic("clerk-1204", "demo-clerk-1204"));
        city.store().assertUnchangedBy(() -> {
            stranger.post("/complaints", complaint, "Sec-Fetch-Site", "cross-site")
                    .expectProblem(403, "request.cross-site");
            stranger.post("/complaints", complaint, "Origin", "https://evil.example")
                    .expectProblem(403, "request.cross-site");
            stored.post(CASES, "{}", "Sec-Fetch-Site", "cross-site").expectProblem(403, "request.cross-site");
        });
    }

    /**
     * HTTP Basic is accepted at the admin port only, because a proxy on this machine has a local address and may not announce that it
     * forwards.
     */
    @Test
    void acceptsBasicAuthenticationOnlyAtAdminPort() {
        Visitor here = city.adminVisitor().authorization(basic("clerk-1204", "demo-clerk-1204"));
        assertEquals(200, here.get(CASES).status());
        city.store().assertUnchangedBy(() -> {
            stranger.authorization(basic("clerk-1204", "demo-clerk-1204"))
                    .get(CASES)
                    .expectProblem(401, "login.basic-remote");
            stranger.get("/metrics").expectProblem(401, "access.unauthenticated");
            assertFalse(stranger.get("/health/ready").json().has("details"));
            city.adminVisitor().get("/metrics", "Via", "1.1 proxy").expectProblem(401, "access.unauthenticated");
            here.get(CASES, "X-Forwarded-For", "203.0.113.9").expectProblem(401, "login.basic-remote");
            here.get(CASES, "X-Forwarded-For", "127.0.0.1").expectProblem(401, "login.basic-remote");
            here.get(CASES, "Forwarded", "for=127.0.0.1").expectProblem(401, "login.basic-remote");
        });
    }

    /** The handbook is public, except the pages on operating and protecting the hub. */
    @Test
    void handbookIsPublicExceptOperationsPages() {
        DoorResponse index = stranger.get("/handbook");
        assertEquals(200, index.status(), index::toString);
        assertTrue(index.body().contains("<a href=\"handbook/clerk\""), index::toString);
        assertEquals(
                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                index.headers().get("content-security-policy"));
        assertEquals("nosniff", index.headers().get("x-content-type-options"));
        DoorResponse style = stranger.get("/handbook/handbook.css");
        assertTrue(
                style.status() == 200 && style.headers().get("content-type").startsWith("text/css"), style::toString);
        DoorResponse clerk = stranger.get("/handbook/clerk", "If-None-Match", "\"other\"");
        assertTrue(clerk.body().contains("<html lang=\"fa\" dir=\"rtl\">"), clerk::toString);
        assertEquals(
                304,
                stranger.get("/handbook/clerk", "If-None-Match", clerk.headers().get("etag"))
                        .status());
        stranger.get("/handbook/gone").expectProblem(404, "handbook.unknown");
        stranger.post("/handbook/clerk", "{}").expectProblem(405, "method.unknown");

        DoorResponse unknown = stranger.get("/handbook/operations").expectProblem(401, "access.unauthenticated");
        assertTrue(unknown.headers().getOrDefault("www-authenticate", "").startsWith("Bearer"), unknown::toString);
        city.visitor().as("clerk-1204").get("/handbook/operations").expectProblem(403, "access.forbidden");
        DoorResponse page = city.visitor().as("operator").get("/handbook/operations");
        assertEquals(200, page.status(), page::toString);
        assertEquals("private, no-cache", page.headers().get("cache-control"));
        Visitor here = city.adminVisitor().authorization(basic("operator", "demo-operator"));
        assertEquals(200, here.get("/handbook/security").status());
        here.get("/handbook/security", "X-Forwarded-For", "203.0.113.9").expectProblem(401, "login.basic-remote");
    }

    /** The contracts with partners are public. */
    @Test
    void contractsArePublic() {
        JsonNode items = stranger.get("/contracts").expectStatus(200).json().path("items");
        assertEquals(
                List.of(
                        "archive-source",
                        "fire",
                        "mellat",
                        "mellat-interfaces",
                        "number-ownership",
                        "planning",
                        "post",
                        "saman",
                        "sms",
                        "utility",
                        "vehicles"),
                items.findValuesAsText("name"));
        for (JsonNode item : items) {
            DoorResponse file = stranger.get(item.path("path").asText());
            assertEquals(200, file.status(), file::toString);
            assertEquals(
                    item.path("mediaType").asText().replace(" ", ""),
                    file.headers().get("content-type").replace(" ", "").toLowerCase(Locale.ROOT));
            assertTrue(file.body().contains("openapi") || file.body().contains("definitions"), file::toString);
        }
        assertEquals(
                "3.1.0",
                stranger.get("/contracts/utility").json().path("openapi").asText());
        DoorResponse page = stranger.get("/contracts", "Accept", "text/html,*/*;q=0.8");
        assertTrue(page.body().contains("<a href=\"contracts/fire\">"), page::toString);
        assertEquals(
                304,
                stranger.get(
                                "/contracts/fire",
                                "If-None-Match",
                                stranger.get("/contracts/fire").headers().get("etag"))
                        .status());
        assertTrue(stranger.get("/contracts/mellat").body().contains("location=\"mellat-interfaces.wsdl\""));
        assertEquals(
                stranger.get("/contracts/mellat-interfaces").body(),
                stranger.get("/contracts/mellat-interfaces.wsdl").body(),
                "what one imports is there under its file's name");
        stranger.get("/contracts/mellat-interfaces.json").expectProblem(404, "contract.unknown");
        stranger.get("/contracts/bank").expectProblem(404, "contract.unknown");
        stranger.post("/contracts/fire", "{}").expectProblem(405, "method.unknown");
    }

    /** As shipped, the doors are reachable only from this machine. */
    @Test
    void doorsAreUnreachableFromOtherAddresses() throws Exception {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(network.getInetAddresses())) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    try (Socket socket = new Socket()) {
                        socket.connect(
                                new InetSocketAddress(
                                        address, city.city().hub().address().getPort()),
                                1_000);
                        assertFalse(socket.isConnected(), "the doors are open at " + address);
                    } catch (java.io.IOException e) {
                        // expected: the connection is refused
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /office/v1/cases | fire",
                "POST | /office/v1/cases | district-5 operator fire",
                "GET  | /office/v1/cases/{id} | fire",
                "GET  | /office/v1/cases/{id}/history | water",
                "POST | /office/v1/cases/{id}/submission | district-5 operator water",
                "PUT  | /office/v1/cases/{id}/request | district-5 operator gas",
                "POST | /office/v1/cases/{id}/withdrawal | district-5 operator gas",
                "POST | /office/v1/cases/{id}/verification | clerk-1204 operator fire",
                "GET  | /office/v1/cases/{id}/archive | district-5 operator fire",
                "POST | /office/v1/cases/{id}/papers | district-5 operator fire",
                "GET  | /office/v1/cases/{id}/papers/x | operator fire",
                "GET  | /office/v1/cases/{id}/bills | fire",
                "POST | /office/v1/cases/{id}/bills/x/attempts | district-5 operator fire",
                "GET  | /office/v1/cases/{id}/certificate | fire",
                "GET  | /agency/v1/worklist | clerk-1204 district-5 operator",
                "POST | /agency/v1/worklist/x/claim | clerk-1204 district-5 operator",
                "POST | /agency/v1/worklist/x/release | clerk-1204 district-5 operator",
                "GET  | /agency/v1/inquiries | clerk-1204 district-5 operator",
                "POST | /agency/v1/inquiries/x/answer | clerk-1204 district-5 operator",
                "POST | /agency/v1/answers | clerk-1204 district-5 operator",
                "GET  | /agency/v1/inquiries/x/attachments/y | clerk-1204 district-5 operator",
                "GET  | /operator/v1/loads | clerk-1204 district-5 fire",
                "GET  | /operator/v1/inquiries | clerk-1204 district-5 fire",
            })
    void rejectsLoginWithWrongRole(String method, String path, String users) {
        String target = path.replace("{id}", id);
        city.store().assertUnchangedBy(() -> {
            for (String user : users.split(" ")) {
                Visitor visitor = city.visitor().as(user);
                DoorResponse response =
                        switch (method) {
                            case "GET" -> visitor.get(target);
                            case "PUT" -> visitor.put(target, "{}");
                            default -> visitor.post(target, "{}", "If-Match", "\"1\"");
                        };
                response.expectProblem(403, "access.forbidden");
            }
        });
    }

    /** Another user's case is answered as unknown, exactly like a case that does not exist. */
    @Test
    void foreignCaseIsAnsweredAsUnknown() {
        int other = plot.district() == 1 ? 2 : 1;
        city.store().assertUnchangedBy(() -> {
            for (String user : new String[] {"clerk-2301", "district-" + other}) {
                Visitor visitor = city.visitor().as(user);
                DoorResponse foreign = visitor.get(CASES + "/" + id).expectProblem(404, "case.unknown");
                DoorResponse nobodys = visitor.get(CASES + "/" + NOBODY).expectProblem(404, "case.unknown");
                assertEquals(nobodys.json().path("detail"), foreign.json().path("detail"));
                visitor.get(CASES + "/" + id + "/history").expectProblem(404, "case.unknown");
                visitor.get(CASES + "/" + id + "/bills").expectProblem(404, "case.unknown");
            }
            city.visitor()
                    .as("clerk-2301")
                    .post(CASES + "/" + id + "/withdrawal", "{\"reason\":\"mine now\"}", "If-Match", "\"1\"")
                    .expectProblem(404, "case.unknown");
        });
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The hub's own token key, as if it were stolen. */
    private static byte[] key() throws Exception {
        return Files.readString(city.data().resolve("pishkhan/access/token.key"))
                .strip()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode claims(String token) throws Exception {
        return (ObjectNode) HubClient.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String signed(ObjectNode claims, byte[] key) throws Exception {
        String text = encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "."
                + encoded(claims.deepCopy()
                        .put("jti", UUID.randomUUID().toString())
                        .toString());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return text + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
