package city.pishkhan.platform.postgres.internal;

import city.pishkhan.platform.postgres.ScratchDatabases;
import city.pishkhan.platform.secrets.Secrets;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Implements {@link ScratchDatabases} with the programs of the embedded server. */
@Component(service = ScratchDatabases.class)
public final class ScratchServers implements ScratchDatabases {
    private static final int CONNECTIONS = 4;
    private static final long TIMEOUT_MS = 10_000;

    private final Path binaries;

    @Activate
    public ScratchServers(BundleContext context) {
        this(Path.of(context.getProperty("karaf.data"), "postgres", "binaries").toAbsolutePath());
    }

    ScratchServers(Path binaries) {
        this.binaries = binaries;
    }

    @Override
    public ScratchDatabase open(Path folder) throws IOException {
        Path place = Files.createDirectories(folder.toAbsolutePath());
        // temporary data need not survive a power failure
        List<String> settings = List.of("fsync = off", "synchronous_commit = off", "full_page_writes = off");
        PostgresServer server = new PostgresServer(new ServerSettings(place, binaries, 0, Account.find(), settings));
        try {
            int port = server.start();
            String password = Secrets.ensureGenerated(place.resolve("hub.password"));
            HubDatabaseRole.ensure(
                    Connections.local(port, "postgres", ServerSettings.SUPERUSER, server.password()), password);
            HikariDataSource pool = Connections.pooled(
                    Connections.local(port, HubDatabaseRole.NAME, HubDatabaseRole.NAME, password),
                    CONNECTIONS,
                    TIMEOUT_MS);
            return new Scratch(server, pool, place);
        } catch (IOException | SQLException | RuntimeException e) {
            server.close();
            Folders.delete(place);
            throw new IOException("The scratch database does not start: " + e.getMessage(), e);
        }
    }

    private record Scratch(PostgresServer server, HikariDataSource pool, Path folder) implements ScratchDatabase {
        @Override
        public DataSource dataSource() {
            return pool;
        }

        @Override
        public void close() throws IOException {
            pool.close();
            try {
                server.close();
            } finally {
                Folders.delete(folder);
            }
        }
    }
}
