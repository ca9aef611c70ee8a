package city.pishkhan.tika.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client with a scripted server on a real port. */
class TikaRecognizerTest {
    private static final int MOST = 10_000;

    /** Replies to a request as the simulated Tika server. */
    private interface Script {
        void run(HttpExchange exchange) throws IOException;
    }

    private final CountDownLatch end = new CountDownLatch(1);
    private ExecutorService threads;
    private HttpServer server;
    private URI address;
    private volatile Script script;
    private volatile byte[] sent;
    private volatile String asked;
    private volatile int calls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            calls++;
            sent = exchange.getRequestBody().readAllBytes();
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + List.of("Content-Type", "Accept", "X-Tika-OCRLanguage").stream()
                            .map(exchange.getRequestHeaders()::getFirst)
                            .toList();
            script.run(exchange);
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private TikaRecognizer recognizer(int failures) {
        return new TikaRecognizer(new RestPartner(
                new RestPartner.Settings("tika", address, "", Duration.ofSeconds(1), Duration.ofMillis(700), MOST),
                new CircuitBreaker(
                        "partner",
                        Rule.inARow(failures, Duration.ofSeconds(60), Duration.ofSeconds(60)),
                        Clock.systemUTC())));
    }

    private void respondWith(int status, byte[] body) {
        script = exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    private String recognize(TikaRecognizer by, byte[] picture) {
        return by.recognize(new ByteArrayInputStream(picture), "image/jpeg", List.of("fas", "eng"));
    }

    private PartnerUnavailable assertUnavailable(TikaRecognizer by) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(PartnerUnavailable.class, () -> recognize(by, new byte[9])));
    }

    @Test
    void sendsWholePictureAndReadsText() {
        byte[] picture = new byte[3_000_000];
        new Random(5).nextBytes(picture);
        respondWith(200, "سند مالکیت\nششدانگ\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("سند مالکیت\nششدانگ\n", recognize(recognizer(9), picture));
        assertArrayEquals(picture, sent);
        assertEquals("PUT /tika [image/jpeg, text/plain, fas+eng]", asked);
        respondWith(204, new byte[0]);
        assertEquals("", recognize(recognizer(9), picture));
    }

    @ParameterizedTest
    @ValueSource(ints = {415, 422})
    void unsupportedPictureIsRefusedWithoutOpeningBreaker(int status) {
        respondWith(
                status, "org.apache.tika.exception.TikaException: at 0499370899".getBytes(StandardCharsets.US_ASCII));
        TikaRecognizer one = recognizer(1);
        PartnerRefused refused = assertThrows(PartnerRefused.class, () -> recognize(one, new byte[9]));
        assertEquals(String.valueOf(status), refused.code());
        assertEquals("tika: HTTP " + status, refused.getMessage(), "nothing of its reply");
        assertThrows(PartnerRefused.class, () -> recognize(one, new byte[9]));
        assertEquals(2, calls, "it is no failure of the server");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 429, 500, 502, 503})
    void serverErrorIsReportedAsUnavailable(int status) {
        respondWith(status, "java.lang.OutOfMemoryError".getBytes(StandardCharsets.US_ASCII));
        assertEquals("tika: HTTP " + status, assertUnavailable(recognizer(9)).getMessage());
    }

    @Test
    void stopsCallingAfterRepeatedFailures() {
        respondWith(500, new byte[0]);
        TikaRecognizer one = recognizer(2);
        assertUnavailable(one);
        assertUnavailable(one);
        assertTrue(assertUnavailable(one).getMessage().contains("not called for now"));
        assertEquals(2, calls);
    }

    @Test
    void rejectsReplyThatIsNotUtf8() {
        respondWith(200, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertTrue(assertUnavailable(recognizer(9)) instanceof ContractBroken);
    }

    @Test
    void rejectsTooLargeOrEndlessReply() {
        respondWith(200, new byte[MOST + 1]);
        assertTrue(assertUnavailable(recognizer(9)).getMessage().contains("too large"));
        script = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] drop = new byte[100];
            Arrays.fill(drop, (byte) 'a');
            try {
                while (!end.await(20, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(drop);
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        assertTrue(assertUnavailable(recognizer(9)).getMessage().contains("no complete reply in time"));
    }

    @Test
    void unresponsiveServerTimesOut() {
        script = exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        String why = assertUnavailable(recognizer(9)).getMessage();
        assertTrue(why.contains("in time") || why.contains("timed out"), why);
    }

    @Test
    void unreachableServerIsUnavailable() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        assertTrue(assertUnavailable(recognizer(9)).getMessage().startsWith("tika: "));
    }

    @Test
    void unreadablePictureFails() {
        respondWith(200, "text".getBytes(StandardCharsets.US_ASCII));
        TikaRecognizer one = recognizer(9);
        assertThrows(
                PartnerUnavailable.class,
                () -> one.recognize(
                        new InputStream() {
                            private int left = 100;

                            @Override
                            public int read() throws IOException {
                                if (left-- == 0) {
                                    throw new IOException("the disk");
                                }
                                return 1;
                            }
                        },
                        "image/jpeg",
                        List.of("fas")));
    }
}
