package city.pishkhan.outgoing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how signed requests handle the receiver's responses and timeouts. */
class SignedPostTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private int length;
    private byte[] response = new byte[0];

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add(SignedPost.SIGNATURE, "t=7,v1=x");
            exchange.sendResponseHeaders(202, length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(response);
                body.flush();
                if (response.length < length) {
                    end.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private SignedPost post(Duration patience) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        return new SignedPost(Target.of(url, true), "a secret of two parties", patience);
    }

    private void respondWith(String text) {
        response = text.getBytes(StandardCharsets.UTF_8);
        length = response.length;
    }

    @Test
    void sendsNothingWhileQuarantined() throws Exception {
        Participation.quarantine(true);
        try {
            IOException refused = assertThrows(
                    IOException.class, () -> post(Duration.ofSeconds(5)).send("x", "{}"));
            assertTrue(refused.getMessage().contains("quarantine"), refused.getMessage());
        } finally {
            Participation.quarantine(false);
        }
    }

    @Test
    void returnsAnswerOfReceiver() throws Exception {
        respondWith("سلام");
        assertEquals(
                new SignedPost.SignedResponse(202, "سلام", "t=7,v1=x"),
                post(Duration.ofSeconds(20)).exchange("seal", "{}"));
        post(Duration.ofSeconds(20)).send("seal", "{}");
    }

    @Test
    void limitsAnswerLength() throws Exception {
        respondWith("x".repeat(300_000));
        assertEquals(
                "x".repeat(65_536),
                post(Duration.ofSeconds(20)).exchange("seal", "{}").body());
        post(Duration.ofSeconds(20)).send("seal", "{}");
    }

    @Test
    void slowBodyTimesOut() {
        respondWith("ten bytes.");
        length = 100;
        CompletableFuture<Object> asked = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return post(Duration.ofMillis(500)).exchange("seal", "{}");
                    } catch (IOException | InterruptedException e) {
                        return e;
                    }
                },
                threads);
        await().until(asked::isDone);
        assertInstanceOf(IOException.class, asked.join());
    }

    @Test
    void failsIfServerIsUnreachable() {
        server.stop(0);
        assertThrows(IOException.class, () -> post(Duration.ofSeconds(20)).exchange("seal", "{}"));
    }

    @Test
    void sendIgnoresIncompleteBody() throws Exception {
        respondWith("ten bytes.");
        length = 100;
        // the response of a webhook's receiver is not read
        post(Duration.ofSeconds(20)).send("seal", "{}");
    }
}
