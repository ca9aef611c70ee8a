package city.pishkhan.clamd.internal;

import city.pishkhan.spi.MalwareScanner;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Scans uploads with ClamAV's daemon by the {@code INSTREAM} command of clamd(8). The command ends with a zero byte. Each chunk follows its
 * length in four bytes, and a chunk of length 0 ends the stream. clamd replies with one line. Every sheet has its own connection; the
 * number of simultaneous connections is limited.
 */
@Component(
        service = MalwareScanner.class,
        configurationPid = "city.pishkhan.clamd",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ClamdScanner.Config.class)
public final class ClamdScanner implements MalwareScanner {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 << 10;
    private static final int LONGEST_REPLY = 1_000;
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");

    /** PID {@code city.pishkhan.clamd}. */
    @ObjectClassDefinition(name = "Pishkhan clamd")
    public @interface Config {

        @AttributeDefinition(description = "host of clamd")
        String host() default "127.0.0.1";

        @AttributeDefinition(description = "TCP port of clamd")
        int port() default 3310;

        @AttributeDefinition(
                description = "connection time-out, and time to wait for a free connection, in milliseconds")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(description = "maximum time to scan one sheet, in milliseconds")
        int scanTimeoutMs() default 20_000;

        @AttributeDefinition(description = "maximum number of sheets scanned concurrently")
        int connections() default 8;
    }

    private final Config config;
    private final Semaphore free;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(ClamdScanner::timer);

    @Activate
    public ClamdScanner(Config config) {
        this.config = config;
        free = new Semaphore(Math.max(1, config.connections()), true);
    }

    @Deactivate
    public void stop() {
        clock.shutdownNow();
    }

    @Override
    public Optional<String> scan(InputStream content) throws IOException {
        try {
            if (!free.tryAcquire(config.connectTimeoutMs(), TimeUnit.MILLISECONDS)) {
                throw new IOException("all connections to clamd are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try (Socket socket = new Socket()) {
            // Closes the socket when the scan time is up, because a socket timeout does not interrupt a write to a peer
            // that does not read.
            ScheduledFuture<?> end = clock.schedule(() -> close(socket), config.scanTimeoutMs(), TimeUnit.MILLISECONDS);
            try {
                socket.connect(new InetSocketAddress(config.host(), config.port()), config.connectTimeoutMs());
                send(content, socket);
                return verdict(reply(socket.getInputStream()));
            } catch (IOException e) {
                throw new IOException("clamd at " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
            } finally {
                end.cancel(false);
            }
        } finally {
            free.release();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the socket is abandoned in any case
        }
    }

    /**
     * Sends the command and the content. If clamd rejects content that is too large, it sends its reply and closes the
     * connection early. Failed writes are therefore ignored until the time is up, so that the reply can still be read.
     * A failed read of the content is not ignored, because clamd would wait for the rest.
     */
    private static void send(InputStream content, Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK + 4));
        byte[] chunk = new byte[CHUNK];
        boolean open = tryWrite(socket, () -> out.write(COMMAND));
        for (int size = read(content, chunk); open && size > 0; size = read(content, chunk)) {
            int length = size;
            open = tryWrite(socket, () -> {
                out.writeInt(length);
                out.write(chunk, 0, length);
            });
        }
        if (open) {
            tryWrite(socket, () -> {
                out.writeInt(0);
                out.flush();
            });
        }
    }

    private static int read(InputStream content, byte[] chunk) throws IOException {
        try {
            return content.readNBytes(chunk, 0, CHUNK);
        } catch (IOException e) {
            throw new IOException("the content cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    /**
     * Writes to clamd.
     *
     * @return {@code false} if clamd has closed the connection
     * @throws IOException if the time is up
     */
    private static boolean tryWrite(Socket socket, Write write) throws IOException {
        try {
            write.run();
            return true;
        } catch (IOException e) {
            if (socket.isClosed()) {
                throw new IOException("no verdict in time", e);
            }
            return false;
        }
    }

    private static String reply(InputStream in) throws IOException {
        byte[] all = in.readNBytes(LONGEST_REPLY);
        int end = 0;
        while (end < all.length && all[end] != 0 && all[end] != '\n') {
            end++;
        }
        return new String(all, 0, end, StandardCharsets.UTF_8);
    }

    private static Optional<String> verdict(String reply) throws IOException {
        if (reply.equals("stream: OK")) {
            return Optional.empty();
        }
        Matcher found = FOUND.matcher(reply);
        if (!found.matches()) {
            throw new IOException(reply.isEmpty() ? "no reply" : "clamd answered \"" + reply + "\"");
        }
        return Optional.of(found.group(1));
    }

    /**
     * Creates the timer thread without the caller's access control context and class loader: inherited ones would keep the caller's bundle
     * in memory.
     */
    @SuppressWarnings("removal")
    private static Thread timer(Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, "pishkhan-clamd", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        });
    }
}
