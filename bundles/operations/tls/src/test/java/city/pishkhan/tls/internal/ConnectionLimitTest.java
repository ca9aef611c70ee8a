package city.pishkhan.tls.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Tests connections from several loopback networks (127.0.1.0/24, 127.0.2.0/24, …) with real sockets. */
class ConnectionLimitTest {
    private static final int MOST = 8;
    private static final int IDLE_MILLIS = 1_000;
    private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Server server = new Server();
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Dictionary<String, Object> gate = new Hashtable<>(Map.of(
            "connections.network",
            String.valueOf(MOST),
            "trusted.proxies",
            "192.0.2.7, 127.0.3.0/28",
            "answer.window",
            800L));

    private ServerConnector connector;

    @BeforeEach
    void prepare() {
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (request.getHttpURI().getPath().equals("/hang")) {
                    hanging.incrementAndGet();
                    end.await();
                }
                response.setStatus(204);
                callback.succeeded();
                return true;
            }
        });
    }

    private void start(int idleMillis) throws Exception {
        Dictionary<String, Object> http =
                new Hashtable<>(Map.of("org.apache.felix.http.timeout", idleMillis, HttpSettings.CONNECTIONS, 200));
        HttpSettings settings = HttpSettings.of(http, () -> ClientLimits.of(gate));
        connector = BoundedConnector.of(
                server, "http", "127.0.0.1", 0, settings, new HttpConnectionFactory(BoundedConnector.http(settings)));
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), connector.getLocalPort()));
        return socket;
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(REQUEST.formatted(path).getBytes(StandardCharsets.US_ASCII));
    }

    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        for (int b; head.indexOf("\r\n\r\n") < 0 && (b = in.read()) >= 0; ) {
            head.append((char) b);
        }
        return head.length() < 12 ? "" : head.substring(9, 12);
    }

    private int open() {
        return connector.getConnectedEndPoints().size();
    }

    @Test
    void newConnectionsReplaceIdleConnectionsOfNetwork() throws Exception {
        start(60_000);
        Socket other = connect("127.0.2.1");
        ask(other, "/");
        assertEquals("204", status(other));
        for (int i = 0; i < 5 * MOST; i++) {
            connect("127.0.1." + (1 + i));
        }
        await().atMost(10, SECONDS).until(() -> open() == MOST + 1);
        Socket honest = connect("127.0.1.250");
        ask(honest, "/");
        assertEquals("204", status(honest));
        ask(other, "/");
        assertEquals("204", status(other));
        await().atMost(10, SECONDS).until(() -> open() == MOST + 1);
    }

    @Test
    void fullNetworkKeepsActiveRequests() throws Exception {
        start(60_000);
        List<Socket> working = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Socket socket = connect("127.0.1.1");
            ask(socket, "/hang");
            working.add(socket);
        }
        await().atMost(10, SECONDS).until(() -> hanging.get() == MOST);
        for (int i = 0; i < MOST; i++) {
            connect("127.0.1.2");
        }
        await().atMost(10, SECONDS).until(() -> open() == MOST);
        end.countDown();
        for (Socket socket : working) {
            assertEquals("204", status(socket));
        }
        Socket later = connect("127.0.1.3");
        ask(later, "/");
        assertEquals("204", status(later));
    }

    @Test
    void trustedProxyIsNotLimitedAsNetwork() throws Exception {
        start(60_000);
        for (int i = 0; i < 3 * MOST; i++) {
            Socket socket = connect("127.0.3.5");
            ask(socket, "/");
            assertEquals("204", status(socket));
        }
        assertEquals(3 * MOST, open());
        for (int i = 0; i < 3 * MOST; i++) {
            connect("127.0.3.99");
        }
        await().atMost(10, SECONDS).until(() -> open() == 4 * MOST);
    }

    @Test
    void readsChangedLimitAndZeroDisablesIt() throws Exception {
        gate.put("connections.network", "0");
        start(60_000);
        for (int i = 0; i < 3 * MOST; i++) {
            connect("127.0.1.1");
        }
        await().atMost(10, SECONDS).until(() -> open() == 3 * MOST);
        gate.put("connections.network", "4");
        await().atMost(10, SECONDS).until(() -> {
            connect("127.0.1.1");
            return open() <= 4;
        });
    }

    /** Each byte restarts the idle timeout of the server; 16 KB of headers could hold a connection for days. */
    @Test
    void closesConnectionWithDrippingHeaders() throws Exception {
        start(IDLE_MILLIS);
        Socket dripping = connect("127.0.1.1");
        dripping.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        Socket inUse = connect("127.0.1.1");
        long begin = System.nanoTime();
        await().atMost(10, SECONDS).pollInterval(Duration.ofMillis(200)).until(() -> {
            ask(inUse, "/");
            assertEquals("204", status(inUse));
            try {
                dripping.getOutputStream().write('a');
                return open() == 1;
            } catch (IOException e) {
                return true;
            }
        });
        assertTrue(System.nanoTime() - begin > IDLE_MILLIS / 2 * 1_000_000L, "it has its time");
        await().atMost(10, SECONDS).until(() -> open() == 1);
    }
}
