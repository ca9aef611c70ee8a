package city.pishkhan.tls.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.RuntimeDTO;
import org.osgi.service.servlet.runtime.dto.ServletContextDTO;
import org.osgi.service.servlet.runtime.dto.ServletDTO;

class PlainFactoryTest {

    private static final int MOST = 20;

    private final Server server = new Server();
    private final ServerConnector its = new ServerConnector(server);
    private PortOpener opening = new PortOpener(0);
    private final List<Socket> sockets = new ArrayList<>();
    private int port;

    @BeforeEach
    void start() throws Exception {
        its.setHost("127.0.0.1");
        server.addConnector(its);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(204);
                callback.succeeded();
                return true;
            }
        });
        server.start();
        its.stop();
        open(its);
    }

    /** Uses a port below the ephemeral range, so that no outgoing connection takes it while connectors are exchanged. */
    private void open(ServerConnector connector) throws Exception {
        while (!connector.isStarted()) {
            port = ThreadLocalRandom.current().nextInt(22_000, 32_000);
            connector.setPort(port);
            try {
                connector.start();
            } catch (IOException taken) {
                connector.stop();
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        opening.stop();
        server.stop();
    }

    static <T> T answering(Class<T> type, Function<String, Object> answer) {
        return Stubs.intercept(type, (p, method, a) -> answer.apply(method.getName()));
    }

    private ServerConnector replaced() throws Exception {
        Dictionary<String, Object> values = new Hashtable<>(Map.of(
                "org.apache.felix.http.host",
                "127.0.0.1",
                HttpSettings.PORT,
                String.valueOf(port),
                HttpSettings.CONNECTIONS,
                String.valueOf(MOST),
                HttpSettings.CROWDED,
                "200"));
        Configuration configuration = answering(Configuration.class, name -> values);
        PlainFactory factory = new PlainFactory(
                answering(ConfigurationAdmin.class, name -> new Configuration[] {configuration}), opening);
        ServerConnector ours = (ServerConnector) factory.createConnector(server);
        server.addConnector(ours);
        ours.start();
        return ours;
    }

    private void answerEverything() {
        opening.runtime = answeringEverything();
    }

    /** Returns a whiteboard with a handler for every path. */
    static HttpServiceRuntime answeringEverything() {
        ServletDTO servlet = new ServletDTO();
        servlet.patterns = new String[] {"/*"};
        ServletContextDTO context = new ServletContextDTO();
        context.servletDTOs = new ServletDTO[] {servlet};
        RuntimeDTO runtime = new RuntimeDTO();
        runtime.servletContextDTOs = new ServletContextDTO[] {context};
        return answering(HttpServiceRuntime.class, name -> runtime);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    private Socket asking() throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    @Test
    void replacesServerConnectorAndOpensWhenHandlersAnswer() throws Exception {
        ServerConnector ours = replaced();
        assertEquals(List.of(ours), List.of(server.getConnectors()));
        assertEquals(port, ours.getLocalPort());
        assertEquals(60_000, ours.getIdleTimeout());
        Socket early = asking();
        early.setSoTimeout(300);
        try {
            assertEquals("", answer(early), "it waits");
        } catch (java.net.SocketTimeoutException e) {
            assertTrue(!ours.isAccepting());
        }
        answerEverything();
        early.setSoTimeout(10_000);
        assertEquals("HTTP/1.1 204", answer(early));
    }

    /**
     * The connector retries if its port is in use, because the server's previous connector may have just released it.
     */
    @Test
    void waitsUntilPortIsFree() throws Exception {
        Thread releaseThread;
        its.stop();
        // the acceptor releases the port a moment after the connector has stopped
        try (ServerSocket other = await().ignoreExceptionsInstanceOf(BindException.class)
                .until(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()), Objects::nonNull)) {
            releaseThread = new Thread(() -> {
                await().pollDelay(Duration.ofMillis(500)).until(() -> true);
                try {
                    other.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            releaseThread.start();
            ServerConnector ours = replaced();
            assertEquals(port, ours.getLocalPort());
        }
        releaseThread.join();
        answerEverything();
        assertEquals("HTTP/1.1 204", answer(asking()));
    }

    /** The first connection is served alone for a moment, because it loads the classes that all requests need. */
    @Test
    void firstConnectionIsServedAloneForShortTime() throws Exception {
        opening.stop();
        opening = new PortOpener(1_000);
        ServerConnector ours = replaced();
        Socket first = asking();
        first.setSoTimeout(10_000);
        Socket second = asking();
        second.setSoTimeout(10_000);
        answerEverything();
        assertEquals("HTTP/1.1 204", answer(first));
        assertEquals(1, ours.getConnectedEndPoints().size());
        assertEquals("HTTP/1.1 204", answer(second));
        assertEquals(2, ours.getConnectedEndPoints().size());
    }

    /** The whiteboard is registered before it can be queried, and is queried a last time while it stops. */
    @Test
    void opensAfterInitialWhiteboardFailures() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        opening.runtime = answering(HttpServiceRuntime.class, name -> {
            asked.incrementAndGet();
            throw new IllegalStateException("Service is already unregistered");
        });
        ServerConnector ours = replaced();
        await().atMost(20, SECONDS).until(() -> asked.get() > 2);
        answerEverything();
        await().atMost(20, SECONDS).until(ours::isAccepting);
    }

    /** If the service port is 0, any free port is taken, and the admin port is 0 as well. */
    @Test
    void usesAnyFreePort() throws Exception {
        port = 0;
        assertTrue(replaced().getLocalPort() > 0);
    }

    @Test
    void adminPortFollowsServicePortExceptLast() {
        assertEquals(8_182, adminPort("8181"));
        assertEquals(65_535, adminPort("65534"));
        assertEquals(0, adminPort("65535"));
        assertEquals(0, adminPort("0"));
    }

    private static int adminPort(String port) {
        return HttpSettings.of(new Hashtable<>(Map.of(HttpSettings.PORT, port)), () -> null)
                .adminPort();
    }

    /** With more silent connections than permitted, a client that sends a request is still served. */
    @Test
    void closesSilentConnectionsForNewRequests() throws Exception {
        answerEverything();
        ServerConnector ours = replaced();
        await().atMost(20, SECONDS).until(ours::isAccepting);
        for (int i = 0; i < 2 * MOST; i++) {
            connect();
        }
        assertEquals("HTTP/1.1 204", answer(asking()));
        assertTrue(ours.getConnectedEndPoints().size() <= MOST);
    }
}
