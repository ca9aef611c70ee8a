package city.pishkhan.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.spi.PartnerUnavailable;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which calls reach a partner on a real port while its circuit breaker is open or half open. */
class RestPartnerBreakerTest {
    private static final int THREADS = 16;

    private volatile Instant now = Instant.parse("2026-05-03T08:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile int status = 503;
    private HttpServer server;
    private RestPartner partner;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            arrived.incrementAndGet();
            if (status == 200) {
                awaitAnswer();
            }
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        partner = new RestPartner(
                new RestPartner.Settings(
                        "partner",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        1_000),
                new CircuitBreaker("partner", Rule.inARow(3, Duration.ofSeconds(5), Duration.ofSeconds(60)), clock));
    }

    private void awaitAnswer() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        answer.countDown();
        threads.shutdownNow();
        server.stop(0);
    }

    private RestReply call() {
        return partner.call("GET", "/", null, null);
    }

    private void openBreaker() {
        for (int i = 0; i < 3; i++) {
            assertThrows(PartnerUnavailable.class, this::call);
        }
        assertThrows(PartnerUnavailable.class, this::call);
        assertEquals(3, arrived.get(), "the fourth was not sent");
    }

    @Test
    void oneTrialCallIsSentAfterPause() throws Exception {
        openBreaker();
        now = now.plusSeconds(5);
        status = 200;
        List<Future<RestReply>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(threads.submit(this::call));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> arrived.get() == 4
                        && calls.stream().filter(Future::isDone).count() == THREADS - 1);
        answer.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> calls.stream().allMatch(Future::isDone));
        assertEquals(4, arrived.get());
        assertEquals(200, call().status(), "the answer closed the breaker");
    }

    @Test
    void unsentCallReleasesTrial() {
        openBreaker();
        now = now.plusSeconds(5);
        status = 200;
        answer.countDown();
        assertThrows(IllegalArgumentException.class, () -> partner.call("GET", "/ no path", null, null));
        assertEquals(200, call().status());
    }

    @Test
    void unreadStreamReleasesTrial() throws IOException {
        openBreaker();
        now = now.plusSeconds(5);
        status = 200;
        answer.countDown();
        partner.open("/", Duration.ofSeconds(60)).close();
        assertEquals(200, call().status());
    }
}
