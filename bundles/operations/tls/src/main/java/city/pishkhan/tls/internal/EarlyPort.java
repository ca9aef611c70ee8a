package city.pishkhan.tls.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers at the hub's plain ports from the first second of a start until the HTTP server takes the ports over: {@code
 * /health/live} with 200, everything else with 503 and a retry time. It depends on no other component, so the process
 * answers even if a migration, a partner or a deployed bundle hangs. The server receives the open ports ({@link
 * #handOver}); no client is refused in between.
 *
 * <p>Only the request line and {@code Accept} are read. Every connection is closed after its response.
 */
final class EarlyPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyPort.class);
    private static final Messages MESSAGES = Messages.of(EarlyPort.class);

    private static final String LIVE = "/health/live";
    /**
     * Path prefix of the returns from a bank: the payer's browser submits the bank's form, which exists only in that
     * browser.
     */
    private static final String PAY = "/pay/";

    private static final int WORKERS = 16;
    private static final int LONGEST_HEAD = 8 << 10;
    /** Time for the whole request; a slower connection is closed. */
    private static final long REQUEST_MILLIS = 2_000;
    /** Time after which a payer's browser submits its form again; browsers follow about 20 redirections. */
    private static final long PAYER_MILLIS = 2_000;

    private static final long DRAIN_MILLIS = 500;
    /** Pause in milliseconds after an error at a port. */
    private static final long FAILURE_MILLIS = 1_000;

    private static final String UNAVAILABLE = "503 Service Unavailable";

    /** The ports of this process, until the server has taken them. */
    private static volatile @Nullable EarlyPort current;

    private final Selector selector;
    /** Configured addresses; a port's own local address may have another form, e.g. of IPv6. */
    private final Map<ServerSocketChannel, InetSocketAddress> ports = new LinkedHashMap<>();

    private final ExecutorService workers = new ThreadPoolExecutor(
            0, WORKERS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> daemon(work, "pishkhan-early-answer"));

    private EarlyPort() throws IOException {
        selector = Selector.open();
    }

    /** Opens the ports that the server will use. A port that another program uses is omitted; the server retries it. */
    static EarlyPort open(HttpSettings settings) throws IOException {
        EarlyPort opened = new EarlyPort();
        opened.listen(settings.host(), settings.port());
        opened.listen(AdminFactory.HOST, settings.adminPort());
        daemon(opened::accept, "pishkhan-early-port").start();
        current = opened;
        return opened;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void listen(String host, int port) throws IOException {
        if (port <= 0) {
            return;
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            InetSocketAddress address = new InetSocketAddress(host, port);
            channel.bind(address, BoundedConnector.ACCEPT_QUEUE);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            ports.put(channel, address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            LOG.info("Port {} cannot give answers before the HTTP server starts: {}", port, e.toString());
        }
    }

    /**
     * Returns {@code true} if this port is in use only because this process has opened it, so that the server can take
     * it over.
     */
    static boolean canHandOver(int port) {
        EarlyPort here = current;
        return here != null && here.find(port) != null;
    }

    /** Closes the ports that the server does not use, because its configuration has changed since the start. */
    static void keepOnly(Set<Integer> wanted) {
        EarlyPort here = current;
        if (here != null) {
            here.closeExcept(wanted);
        }
    }

    /**
     * Stops accepting connections at an open port and returns it to the server; {@code null} if no port is open there.
     */
    static @Nullable ServerSocketChannel handOver(String host, int port) throws IOException {
        EarlyPort here = current;
        return here == null ? null : here.handOver(new InetSocketAddress(host, port));
    }

    private synchronized @Nullable ServerSocketChannel find(int port) {
        return ports.entrySet().stream()
                .filter(one -> one.getValue().getPort() == port)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private synchronized @Nullable ServerSocketChannel handOver(InetSocketAddress address) throws IOException {
        ServerSocketChannel found = find(address.getPort());
        if (found == null) {
            return null;
        }
        found.keyFor(selector).cancel();
        boolean same = address.equals(ports.remove(found));
        if (same) {
            found.configureBlocking(true);
        } else {
            found.close();
            found = null;
        }
        closeIfEmpty();
        return found;
    }

    private synchronized void closeExcept(Set<Integer> wanted) {
        for (Map.Entry<ServerSocketChannel, InetSocketAddress> one :
                Map.copyOf(ports).entrySet()) {
            if (!wanted.contains(one.getValue().getPort())) {
                ports.remove(one.getKey());
                closeQuietly(one.getKey()::close);
            }
        }
        closeIfEmpty();
    }

    private void closeIfEmpty() {
        // a closed channel is released by the next selection
        selector.wakeup();
        if (ports.isEmpty()) {
            closeQuietly(selector::close);
            workers.shutdown();
            current = null;
        }
    }

    @Override
    public void close() {
        closeExcept(Set.of());
    }

    private interface Closing {
        void run() throws IOException;
    }

    private static void closeQuietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException e) {
            LOG.debug("The port is already closed", e);
        }
    }

    private void accept() {
        while (selector.isOpen()) {
            try {
                selector.select();
                acceptAll();
            } catch (ClosedSelectorException e) {
                LOG.debug("The server has opened the ports", e);
            } catch (IOException e) {
                // accepting failed, e.g. because of too many open files, which is temporary
                LOG.warn("A client received no answer before the HTTP server started: {}", e.toString());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FAILURE_MILLIS));
            }
        }
    }

    /** Accepts under the lock, because the server's own thread accepts as soon as a port is handed over. */
    private synchronized void acceptAll() throws IOException {
        if (!selector.isOpen()) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ServerSocketChannel port = (ServerSocketChannel) key.channel();
            SocketChannel client = ports.containsKey(port) ? port.accept() : null;
            if (client != null) {
                try {
                    workers.execute(() -> answer(client.socket()));
                } catch (RejectedExecutionException e) {
                    client.close();
                }
            }
        }
        selector.selectedKeys().clear();
    }

    private static void answer(Socket client) {
        try (client) {
            String head = readHead(client);
            String[] line = head.split("\r?\n", 2)[0].split(" ");
            if (line.length != 3) {
                return;
            }
            boolean browser = head.toLowerCase(Locale.ROOT).contains("text/html");
            if (browser && line[0].equals("POST") && line[1].startsWith(PAY)) {
                answerPayer(client, line[1]);
            } else {
                send(client, line[0], line[1].equals(LIVE) ? live() : starting(browser));
            }
        } catch (IOException e) {
            LOG.debug("A client ended its connection", e);
        }
    }

    /** Reads the request line and the headers, as far as they arrive in time. */
    private static String readHead(Socket client) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REQUEST_MILLIS);
        byte[] read = new byte[LONGEST_HEAD];
        int length = 0;
        InputStream in = client.getInputStream();
        while (length < read.length) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("the request was not received in time");
            }
            client.setSoTimeout((int) left);
            int more = in.read(read, length, read.length - length);
            length += Math.max(0, more);
            String head = new String(read, 0, length, StandardCharsets.ISO_8859_1);
            if (more < 0 || head.contains("\r\n\r\n") || head.contains("\n\n")) {
                return head;
            }
        }
        return new String(read, StandardCharsets.ISO_8859_1);
    }

    private record Answer(String status, String headers, String body) {}

    private static Answer live() {
        return new Answer("200 OK", "Content-Type: application/json\r\n", "{\"status\":\"up\"}");
    }

    private static Answer starting(boolean browser) {
        String retry = "Retry-After: " + StartingServlet.RETRY_SECONDS + "\r\n";
        if (browser) {
            Text text = MESSAGES.text("hub.starting");
            return new Answer(
                    UNAVAILABLE,
                    retry + "Refresh: " + StartingServlet.RETRY_SECONDS
                            + "\r\nContent-Type: text/html;charset=utf-8\r\n",
                    "<!DOCTYPE html><html lang=\"fa\" dir=\"rtl\"><head><meta"
                            + " charset=\"utf-8\"><title>503</title></head><body><p>"
                            + text.persian() + "</p><p lang=\"en\" dir=\"ltr\">" + text.english()
                            + "</p></body></html>");
        }
        String id = UUID.randomUUID().toString();
        return new Answer(
                UNAVAILABLE,
                retry + "X-Request-Id: " + id + "\r\nContent-Type: application/problem+json\r\n",
                StartingServlet.problem(id));
    }

    /** Redirects the payer's browser to the same path after a pause, so that it submits the bank's form again. */
    private static void answerPayer(Socket client, String path) throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAYER_MILLIS));
        // the path contains no spaces and no line breaks, so it is a valid header value
        send(client, "POST", new Answer("307 Temporary Redirect", "Location: " + path + "\r\n", ""));
    }

    private static void send(Socket client, String method, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + "\r\n" + answer.headers() + "Content-Length: " + body.length
                + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "X-Frame-Options: DENY\r\n"
                + "Referrer-Policy: no-referrer\r\n"
                + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                + "Connection: close\r\n\r\n";
        OutputStream out = client.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD")) {
            out.write(body);
        }
        client.shutdownOutput();
        drain(client);
    }

    /** Reads the rest of a request body for a moment, because unread bytes would reset the connection before the response is read. */
    private static void drain(Socket client) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        byte[] rest = new byte[LONGEST_HEAD];
        InputStream in = client.getInputStream();
        for (long left = DRAIN_MILLIS; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            client.setSoTimeout((int) left);
            if (in.read(rest) < 0) {
                return;
            }
        }
    }
}
