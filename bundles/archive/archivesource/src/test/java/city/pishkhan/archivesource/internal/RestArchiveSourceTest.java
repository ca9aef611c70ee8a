package city.pishkhan.archivesource.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.ArchiveSource.Sheet;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.stubs.Stubs;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client with a scripted archive on a real port. */
class RestArchiveSourceTest {
    private static final String HASH = "a".repeat(64);
    private static final String SHEET =
            "{\"id\":\"A 7/1\",\"kind\":\"deed\",\"sha256\":\"%s\",\"mediaType\":\"application/pdf\"}"
                    .replace("A 7/1", "A:7+1")
                    .formatted(HASH);
    private static final Set<String> KINDS = Set.of("deed", "location-map");

    /** Replies to a request as the simulated archive. */
    private interface Script {
        void run(HttpExchange exchange) throws IOException;
    }

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();
    private ExecutorService threads;
    private HttpServer server;
    private RestArchiveSource source;
    private volatile Script script;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawPath() + "?"
                    + exchange.getRequestURI().getRawQuery());
            script.run(exchange);
        });
        server.start();
        source = source(1_000);
    }

    private RestArchiveSource source(int failures) {
        return new RestArchiveSource(
                config(Map.of("source", "older", "title", "Older archive", "contentTimeoutMs", 700)),
                new RestPartner(
                        new RestPartner.Settings(
                                "older",
                                URI.create("http://127.0.0.1:"
                                        + server.getAddress().getPort()),
                                "",
                                Duration.ofSeconds(1),
                                Duration.ofMillis(700),
                                65_536),
                        new CircuitBreaker(
                                "partner",
                                Rule.inARow(failures, Duration.ofSeconds(60), Duration.ofSeconds(60)),
                                Clock.systemUTC())));
    }

    private static RestArchiveSource.Config config(Map<String, Object> keys) {
        return Stubs.config(RestArchiveSource.Config.class, keys);
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void respondWith(int status, byte[] body) {
        script = exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    private void respondWith(int status, String body) {
        respondWith(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Sheet> list() {
        return source.list("20-2-8-8-1-0-0", KINDS);
    }

    @Test
    void readsSheetList() {
        respondWith(
                200,
                "{\"sheets\":[" + SHEET + ",{\"id\":\"b\",\"document\":\"D-1\",\"kind\":\"location-map\",\"page\":2,"
                        + "\"date\":\"2001-05-01\",\"title\":\" Map  of 0012345679 \",\"sha256\":\"" + HASH
                        + "\",\"size\":12,\"mediaType\":\"image/tiff\",\"more\":1},"
                        + SHEET.replace("A:7+1", "c").replace("deed", "national-card") + "]}");
        assertEquals(
                List.of(
                        new Sheet("A:7+1", "A:7+1", "deed", 1, null, null, HASH, -1, "application/pdf"),
                        new Sheet(
                                "b",
                                "D-1",
                                "location-map",
                                2,
                                LocalDate.of(2001, 5, 1),
                                "Map of …",
                                HASH,
                                12,
                                "image/tiff")),
                list(),
                "a kind that is not wanted is left out");
        assertEquals(List.of("/sheets?property=20-2-8-8-1-0-0&kind=deed&kind=location-map"), asked);
    }

    @Test
    void unknownPropertyHasNoSheets() {
        respondWith(404, "{\"code\":\"unknown-property\"}");
        assertEquals(List.of(), list());
        respondWith(404, "<html>Not Found</html>");
        assertThrows(PartnerUnavailable.class, this::list, "that may be a proxy's word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>It works!</html>",
                "{}",
                "{\"sheets\":{}}",
                "{\"sheets\":[1]}",
                "{\"sheets\":[{\"id\":\"..\",\"kind\":\"deed\",\"sha256\":\"HASH\",\"mediaType\":\"application/pdf\"}]}",
                "{\"sheets\":[{\"id\":\"a/b\",\"kind\":\"deed\",\"sha256\":\"HASH\",\"mediaType\":\"application/pdf\"}]}",
                "{\"sheets\":[{\"id\":\"a\",\"kind\":\"deed\",\"sha256\":\"xyz\",\"mediaType\":\"application/pdf\"}]}",
                "{\"sheets\":[{\"id\":\"a\",\"kind\":\"deed\",\"sha256\":\"HASH\",\"mediaType\":\"text/html\"}]}",
                "{\"sheets\":[{\"id\":\"a\",\"page\":0,\"kind\":\"deed\",\"sha256\":\"HASH\",\"mediaType\":\"image/png\"}]}",
                "{\"sheets\":[{\"id\":\"a\",\"size\":\"12\",\"kind\":\"deed\",\"sha256\":\"HASH\",\"mediaType\":\"image/png\"}]}",
                "{\"sheets\":[{\"id\":\"a\",\"date\":\"1380/02/11\",\"kind\":\"deed\",\"sha256\":\"HASH\",\"mediaType\":\"image/png\"}]}"
            })
    void rejectsInvalidReply(String body) {
        respondWith(200, body.replace("HASH", HASH));
        assertThrows(ContractBroken.class, this::list);
    }

    @Test
    void rejectsDuplicateIdsAndTooManySheets() {
        respondWith(200, "{\"sheets\":[" + SHEET + "," + SHEET + "]}");
        assertThrows(ContractBroken.class, this::list);
        respondWith(200, "{\"sheets\":[" + (SHEET + ",").repeat(501) + SHEET + "]}");
        assertThrows(PartnerUnavailable.class, this::list, "nor are 502, which are more than 64 KB besides");
    }

    @Test
    void slowOrFailingSourceIsUnavailable() {
        script = exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        long began = System.nanoTime();
        assertThrows(PartnerUnavailable.class, this::list);
        assertThrows(PartnerUnavailable.class, () -> source.open("a"));
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(20).toNanos());
        respondWith(500, "oops");
        assertThrows(PartnerUnavailable.class, this::list);
        assertThrows(PartnerUnavailable.class, () -> source.open("a"));
        respondWith(302, new byte[0]);
        assertThrows(PartnerUnavailable.class, () -> source.open("a"));
    }

    @Test
    void stopsCallingAfterRepeatedFailures() {
        source = source(2);
        respondWith(500, "oops");
        for (int i = 0; i < 4; i++) {
            assertThrows(PartnerUnavailable.class, this::list);
        }
        assertThrows(PartnerUnavailable.class, () -> source.open("a"));
        assertEquals(2, asked.size());
    }

    @Test
    void returnsContentUnchanged() throws IOException {
        byte[] bytes = new byte[300_000];
        bytes[299_999] = 7;
        respondWith(200, bytes);
        try (InputStream in = source.open("A:7+1")) {
            assertArrayEquals(bytes, in.readAllBytes(), "as many as there are: who reads sets the limit");
        }
        assertEquals(List.of("/sheets/A%3A7%2B1/content?null"), asked);
    }

    @Test
    void endlessContentTimesOut() throws IOException {
        script = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(new byte[1]);
                exchange.getResponseBody().flush();
            }
        };
        try (InputStream in = source.open("a")) {
            IOException late = assertThrows(IOException.class, in::readAllBytes);
            assertEquals("no complete reply in time", late.getMessage());
        }
    }

    @Test
    void stalledOrTruncatedContentFails() throws IOException {
        script = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (InputStream in = source.open("a")) {
            assertThrows(IOException.class, in::readAllBytes);
        }
        script = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        };
        try (InputStream in = source.open("a")) {
            assertThrows(IOException.class, in::readAllBytes, "cut off is not whole");
        }
    }

    @Test
    void acceptsPersianTitleInEitherEncoding() {
        String title = "بایگانی قدیم";
        String read = new String(title.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (String given : List.of(title, read)) {
            assertEquals(title, new RestArchiveSource(config(Map.of("source", "older", "title", given)), null).title());
        }
    }

    @Test
    void rejectsInvalidSourceName() {
        assertEquals("older", source.name());
        assertEquals("Older archive", source.title());
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> new RestArchiveSource(config(Map.of("source", "Dist 22")), null));
        assertTrue(wrong.getMessage().contains("'Dist 22'"), wrong.getMessage());
        assertNull(wrong.getCause());
    }
}
