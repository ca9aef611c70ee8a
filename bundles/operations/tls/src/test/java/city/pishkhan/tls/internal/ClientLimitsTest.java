package city.pishkhan.tls.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

    private static final int SHEET = 9 << 20;
    private static final int RATE = 100_000;
    private static final int SMALL_BUFFER = 4_096;

    private final Server server = new Server();
    private final AtomicInteger writing = new AtomicInteger();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Dictionary<String, Object> values =
            new Hashtable<>(Map.of(ClientLimits.RATE, String.valueOf(RATE), ClientLimits.WINDOW, " 1000 "));
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        HttpSettings settings = HttpSettings.of(new Hashtable<>(), () -> ClientLimits.of(values));
        connector = BoundedConnector.of(
                server, "http", "127.0.0.1", 0, settings, new HttpConnectionFactory(BoundedConnector.http(settings)));
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean large = request.getHttpURI().getPath().equals("/sheet");
                writing.incrementAndGet();
                try {
                    // blocks until the last byte is sent
                    Content.Sink.write(response, true, ByteBuffer.allocate(large ? SHEET : 0));
                    callback.succeeded();
                } catch (IOException e) {
                    failure.set(e);
                    throw e;
                } finally {
                    writing.decrementAndGet();
                }
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        return socket;
    }

    private Socket asking(String path, int times) throws IOException {
        Socket socket = connect();
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void closesConnectionOfClientThatDoesNotRead() throws Exception {
        asking("/sheet", 1);
        await().atMost(10, SECONDS).until(() -> writing.get() == 1);
        await().atMost(10, SECONDS).until(() -> writing.get() == 0);
        assertEquals(0, connector.getConnectedEndPoints().size());
    }

    /**
     * Writing to a slow reader fails like writing to a disconnected client, because any other exception would be logged
     * as an incident.
     */
    @Test
    void slowReaderFailsLikeDisconnectedClient() throws Exception {
        asking("/sheet", 1);
        await().atMost(10, SECONDS).until(() -> failure.get() != null);
        Throwable cause = failure.get();
        while (!(cause instanceof EofException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertTrue(cause instanceof EofException, () -> "" + failure.get());
    }

    @Test
    void closesConnectionOfClientThatReadsTooSlowly() throws Exception {
        Socket slow = asking("/sheet", 1);
        await().atMost(10, SECONDS).until(() -> writing.get() == 1);
        await().atMost(10, SECONDS).pollInterval(Duration.ofMillis(100)).until(() -> {
            slow.getInputStream().read();
            return connector.getConnectedEndPoints().isEmpty();
        });
        assertEquals(0, writing.get());
    }

    @Test
    void keepsClientThatReadsFastEnough() throws Exception {
        Socket steady = asking("/sheet", 1);
        InputStream in = steady.getInputStream();
        long bytes = 0;
        byte[] part = new byte[SHEET / 40];
        for (int i = 0; i < 40; i++) {
            bytes += in.readNBytes(part, 0, part.length);
            await().pollDelay(Duration.ofMillis(60)).until(() -> true);
        }
        assertTrue(bytes > SHEET - part.length, bytes + " bytes");
        assertEquals(1, connector.getConnectedEndPoints().size());
    }

    @Test
    void readsChangedRateInEveryRound() throws Exception {
        values.put(ClientLimits.RATE, 0L);
        Socket silent = asking("/sheet", 1);
        await().atMost(10, SECONDS).until(() -> writing.get() == 1);
        await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
        assertEquals(1, writing.get(), "no rate, no end");
        values.put(ClientLimits.RATE, 100L);
        await().atMost(10, SECONDS).until(() -> writing.get() == 0);
        assertFalse(silent.isClosed());
    }

    /** Answers the first request and four pipelined ones, then closes the connection. */
    @Test
    void answersFourPipelinedRequestsAndCloses() throws Exception {
        Socket ahead = asking("/", 100);
        String answers = new String(ahead.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(5, answers.split("HTTP/1.1 200", -1).length - 1, answers);
        assertEquals(1, answers.split("Connection: close", -1).length - 1, answers);
    }

    @Test
    void keepsConnectionWithoutPipelining() throws Exception {
        Socket patient = connect();
        for (int i = 0; i < 20; i++) {
            patient.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = "";
            while (!answer.endsWith("\r\n\r\n")) {
                answer += (char) patient.getInputStream().read();
            }
            assertTrue(answer.startsWith("HTTP/1.1 200") && !answer.contains("close"), answer);
        }
    }
}
