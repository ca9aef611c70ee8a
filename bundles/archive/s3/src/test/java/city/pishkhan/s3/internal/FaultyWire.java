package city.pishkhan.s3.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy that simulates network faults. */
final class FaultyWire implements Closeable {
    private static final int ENOUGH = 100_000;

    enum Fault {
        NONE,
        /** closes every connection */
        DOWN,
        /** never replies */
        HANGS,
        /** alters a given text in requests */
        ALTERS,
        /** breaks off large responses */
        BREAKS_OFF,
        /** replies to every request with 403 */
        FORBIDS
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile Fault fault = Fault.NONE;
    private volatile byte[] altered = new byte[0];

    /** @param target port on this machine */
    FaultyWire(int target) throws IOException {
        this.target = target;
        start("wire", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void fault(Fault given) {
        fault(given, new byte[0]);
    }

    /**
     * Begins to simulate a fault, and closes all open connections.
     *
     * @param text text to alter
     */
    void fault(Fault given, byte[] text) {
        altered = text;
        fault = given;
        open.forEach(FaultyWire::closeQuietly);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                open.add(client);
                serve(client);
            }
        } catch (IOException e) {
            // the socket was closed
        }
    }

    private void serve(Socket client) throws IOException {
        switch (fault) {
            case DOWN -> client.close();
            case HANGS -> start("hangs", () -> pump(client, OutputStream::write, OutputStream.nullOutputStream()));
            case FORBIDS -> start("forbids", () -> forbid(client));
            default -> {
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(upstream);
                OutputStream up = upstream.getOutputStream();
                OutputStream down = client.getOutputStream();
                start("up", () -> pump(client, this::up, up));
                start("down", () -> pump(upstream, fault == Fault.BREAKS_OFF ? breaking() : OutputStream::write, down));
            }
        }
    }

    private interface Hop {
        void forward(OutputStream out, byte[] buffer, int offset, int length) throws IOException;
    }

    private void pump(Socket from, Hop hop, OutputStream to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hop.forward(to, buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // the other side notices the closed socket
        }
    }

    private void up(OutputStream out, byte[] buffer, int offset, int length) throws IOException {
        byte[] text = altered;
        if (text.length > 0) {
            String read = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
            int at = read.indexOf(new String(text, StandardCharsets.ISO_8859_1));
            if (at >= 0) {
                buffer[offset + at] ^= 1;
            }
        }
        out.write(buffer, offset, length);
    }

    private static Hop breaking() {
        long[] passed = new long[1];
        return (out, buffer, offset, length) -> {
            out.write(buffer, offset, length);
            passed[0] += length;
            if (passed[0] > ENOUGH) {
                throw new IOException("enough");
            }
        };
    }

    private static void forbid(Socket client) {
        try (client) {
            client.getInputStream().read(new byte[1 << 16]);
            String body = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
            client.getOutputStream()
                    .write(
                            ("HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                                            + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // the client has closed the connection
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the socket is already closed
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(FaultyWire::closeQuietly);
    }
}
