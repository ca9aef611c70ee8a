package city.pishkhan.platform.postgres.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The single PostgreSQL server of a test JVM. */
public final class TestServer {

    private static PostgresServer server;
    private static int port;

    private TestServer() {}

    public static synchronized PGSimpleDataSource database(String name) {
        if (server == null) {
            start();
        }
        return Connections.local(port, name, ServerSettings.SUPERUSER, server.password());
    }

    private static void start() {
        try {
            Path folder = Files.createTempDirectory("pishkhan-test-database-");
            server = new PostgresServer(new ServerSettings(
                    folder,
                    binaries(),
                    0,
                    Account.find(),
                    List.of(
                            "fsync = off",
                            "synchronous_commit = off",
                            "full_page_writes = off",
                            "shared_buffers = '64MB'")));
            port = server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Path folder) {
        try {
            server.close();
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the folder of the server's programs, which are unpacked once for all test runs of this user on this
     * machine.
     */
    static Path binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "pishkhan-postgres-" + System.getProperty("user.name"));
    }
}
