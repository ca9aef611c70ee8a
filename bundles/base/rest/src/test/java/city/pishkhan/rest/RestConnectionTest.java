package city.pishkhan.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.stubs.Stubs;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The partner receives requests according to the connector's configuration. */
class RestConnectionTest {
    @TempDir
    Path folder;

    private final List<String> logins = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private HttpServer partner;
    private int status = 200;
    private String response = "{}";

    @BeforeEach
    void start() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().toString());
            logins.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = response.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        partner.start();
    }

    @AfterEach
    void stop() {
        partner.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + partner.getAddress().getPort();
    }

    /** Creates a configuration with these keys and the annotation's defaults. */
    private static RestConnection connection(Map<String, Object> keys) {
        return Stubs.config(RestConnection.class, keys);
    }

    @Test
    void sendsConfiguredToken() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        RestPartners.of("post", "the post", connection(Map.of("url", url(), "token", "file:" + token)))
                .call("GET", "/a", null, null);
        RestPartners.of("post", "the post", connection(Map.of("url", url()))).call("GET", "/a", null, null);
        assertEquals(2, logins.size());
        assertEquals("Bearer s3cret", logins.get(0));
        assertEquals(null, logins.get(1), "no token, no header");
    }

    @Test
    void callsNothingWhileQuarantined() {
        RestPartner post = RestPartners.of("post", "the post", connection(Map.of("url", url())));
        Participation.quarantine(true);
        try {
            String refused = assertThrows(PartnerUnavailable.class, () -> post.call("GET", "/a", null, null))
                    .getMessage();
            assertTrue(refused.contains("quarantine"), refused);
        } finally {
            Participation.quarantine(false);
        }
        assertEquals(List.of(), paths);
        post.call("GET", "/a", null, null);
    }

    @Test
    void trailingSlashOfUrlIsIgnored() {
        for (String end : List.of("", "/", "/post", "/post/")) {
            RestPartners.of("post", "the post", connection(Map.of("url", url() + end)))
                    .call("GET", "/a", null, null);
        }
        assertEquals(List.of("/a", "/a", "/post/a", "/post/a"), paths);
    }

    @Test
    void contractViolationsSurviveReconfiguration() {
        RestPartnerRegister register = new RestPartnerRegister();
        RestConnection connection = connection(Map.of("url", url(), "breakerFailures", 100));
        RestPartner post = register.create("post", "the post", connection);
        post.call("GET", "/a", null, null);
        status = 503;
        assertThrows(PartnerUnavailable.class, () -> post.call("GET", "/a", null, null));
        assertEquals(List.of(), register.violations(), "one that is down breaks no contract");
        status = 200;
        response = "<html>It works!</html>";
        assertThrows(ContractBroken.class, () -> post.call("GET", "/a", null, null));
        RestPartner anew = register.create("post", "the post", connection);
        response = "{}";
        anew.invalidReply("no tracking number");
        assertEquals(
                List.of("post 2 no tracking number"),
                register.violations().stream()
                        .map(one -> one.partner() + " " + one.count() + " " + one.what())
                        .toList());
        RestPartners.of("fire", "the agency", connection).invalidReply("its breaker notes that");
        assertEquals(1, register.violations().size());
    }

    @Test
    void stopsCallingAfterConfiguredFailures() {
        status = 500;
        RestPartner post = RestPartners.of("post", "the post", connection(Map.of("url", url(), "breakerFailures", 2)));
        for (int i = 0; i < 4; i++) {
            assertThrows(PartnerUnavailable.class, () -> post.call("GET", "/a", null, null));
        }
        assertEquals(2, logins.size());
        logins.clear();
        RestPartner bank = RestPartners.withoutBreaker(new RestPartner.Settings(
                "bank",
                RestPartners.address("the bank", url()),
                "",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                1_000));
        for (int i = 0; i < 20; i++) {
            assertThrows(PartnerUnavailable.class, () -> bank.call("GET", "/a", null, null));
        }
        assertEquals(20, logins.size());
    }

    @Test
    void errorNamesInvalidSetting() {
        var wrong = assertThrows(
                IllegalArgumentException.class,
                () -> RestPartners.of("post", "the post", connection(Map.of("url", "ftp://post"))));
        assertTrue(wrong.getMessage().contains("url of the post"), wrong.getMessage());
        var missing = assertThrows(
                IllegalArgumentException.class,
                () -> RestPartners.of(
                        "post", "the post", connection(Map.of("url", url(), "token", "file:/nowhere/token"))));
        assertTrue(missing.getMessage().contains("/nowhere/token"), missing.getMessage());
    }
}
