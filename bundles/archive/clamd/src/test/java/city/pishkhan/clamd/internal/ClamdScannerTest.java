package city.pishkhan.clamd.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the scanner with a scripted server socket. */
class ClamdScannerTest {
    private static final Executor THREADS = task -> new Thread(task).start();

    private ServerSocket server;
    private ClamdScanner scanner;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Map<String, Object> settings = Map.of(
                "host", server.getInetAddress().getHostAddress(),
                "port", server.getLocalPort(),
                "connectTimeoutMs", 300,
                "scanTimeoutMs", 800,
                "connections", 1);
        scanner = new ClamdScanner(Stubs.config(ClamdScanner.Config.class, settings));
    }

    @AfterEach
    void close() throws IOException {
        scanner.stop();
        server.close();
    }

    /**
     * Accepts one stream and sends the given reply.
     *
     * @return the received content
     */
    private CompletableFuture<byte[]> respondWith(String reply) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Socket caller = server.accept()) {
                        DataInputStream in = new DataInputStream(caller.getInputStream());
                        assertEquals("zINSTREAM\0", new String(in.readNBytes(10), StandardCharsets.US_ASCII));
                        ByteArrayOutputStream all = new ByteArrayOutputStream();
                        for (int size = in.readInt(); size > 0; size = in.readInt()) {
                            all.write(in.readNBytes(size));
                        }
                        caller.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                        return all.toByteArray();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
    }

    private Optional<String> scan(byte[] content) throws IOException {
        return scanner.scan(new ByteArrayInputStream(content));
    }

    private String refused(InputStream content) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(IOException.class, () -> scanner.scan(content))
                        .getMessage());
    }

    @Test
    void sendsWholeContentAndReadsVerdict() throws Exception {
        byte[] content = new byte[300_000];
        new Random(3).nextBytes(content);
        CompletableFuture<byte[]> received = respondWith("stream: OK\0");
        assertEquals(Optional.empty(), scan(content));
        assertArrayEquals(content, received.get());
        respondWith("stream: Win.Test.EICAR_HDB-1 FOUND\0");
        assertEquals(Optional.of("Win.Test.EICAR_HDB-1"), scan(content));
        respondWith("stream: OK\n");
        assertEquals(Optional.empty(), scan(new byte[0]));
    }

    @Test
    void failsOnInvalidVerdict() {
        respondWith("INSTREAM size limit exceeded. ERROR\0");
        String large = refused(new ByteArrayInputStream(new byte[10]));
        assertTrue(large.contains("size limit exceeded"), large);
        respondWith("");
        assertTrue(refused(new ByteArrayInputStream(new byte[10])).contains("no reply"));
        respondWith("stream: OK FOUND OK\0");
        refused(new ByteArrayInputStream(new byte[10]));
    }

    /** The scanner does not wait for a verdict on content that it could not send. */
    @Test
    void unreadableContentFailsImmediately() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("bad sector");
            }
        });
        String refused = refused(broken);
        assertTrue(refused.contains("bad sector"), refused);
    }

    @Test
    void unresponsiveScannerTimesOut() throws IOException {
        // the connection stays in the accept queue, and the sent data fills the socket buffer
        refused(new ByteArrayInputStream(new byte[10]));
        refused(new ByteArrayInputStream(new byte[60 << 20]));
        server.close();
        refused(new ByteArrayInputStream(new byte[10]));
    }

    @Test
    void limitsConcurrentConnections() throws Exception {
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(() -> refused(new ByteArrayInputStream(new byte[10])), THREADS);
        try (Socket hangs = server.accept()) {
            assertTrue(refused(new ByteArrayInputStream(new byte[10])).contains("are in use"));
        }
        first.get();
    }
}
