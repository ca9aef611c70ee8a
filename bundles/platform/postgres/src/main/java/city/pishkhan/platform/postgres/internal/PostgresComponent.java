package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.StartState;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the hub's {@link DataSource}, {@code osgi.jndi.service.name=hub}, once the database answers. The service then
 * remains; if the database is not available, a request for a connection fails after its timeout.
 */
@Component(
        configurationPid = "city.pishkhan.platform.postgres",
        immediate = true,
        service = {})
@Designate(ocd = PostgresComponent.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = {"objectClass:List<String>=\"javax.sql.DataSource\"", "osgi.jndi.service.name=hub"},
        effective = "active")
public final class PostgresComponent {

    @ObjectClassDefinition(name = "Pishkhan database")
    public @interface Config {

        @AttributeDefinition(description = "embedded: a server that the hub starts; external: the server at url")
        String mode() default "embedded";

        @AttributeDefinition(description = "external: jdbc:postgresql://host:5432/hub?sslmode=verify-full")
        String url() default "";

        @AttributeDefinition(description = "external: login")
        String user() default "hub";

        @AttributeDefinition(description = "external: password, env:NAME or file:/path")
        String password() default "";

        @AttributeDefinition(
                description = "embedded: folder of database, log and passwords; empty = under the data folder")
        String dir() default "";

        @AttributeDefinition(
                description =
                        "embedded: folder of the server's programs, which several hubs of one machine may share; empty = in the folder of the database")
        String binaries() default "";

        @AttributeDefinition(description = "embedded: TCP port on 127.0.0.1; 0 = choose a free port and keep it")
        int port() default 0;

        @AttributeDefinition(description = "embedded: additional settings of postgresql.conf, name = value")
        String[] settings() default {};

        @AttributeDefinition(description = "maximum number of connections")
        int pool_size() default 20;

        @AttributeDefinition(description = "maximum time to wait for a connection, in milliseconds")
        long pool_timeout() default 5_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(PostgresComponent.class);
    private static final Messages MESSAGES = Messages.of(PostgresComponent.class);

    private final BundleContext context;
    private final Config config;
    private final DatabaseStart database;
    private final ServiceRegistration<StartState> state;
    private @Nullable HikariDataSource pool;
    private @Nullable PGSimpleDataSource target;
    private @Nullable ServiceRegistration<DataSource> registration;

    @Activate
    public PostgresComponent(BundleContext context, Config config) throws IOException {
        this.context = context;
        this.config = config;
        this.database = switch (config.mode()) {
            case "embedded" -> embedded();
            case "external" -> external();
            default -> throw new IllegalArgumentException(MESSAGES.bilingual("postgres-component.mode", config.mode()));
        };
        state = context.registerService(
                StartState.class, database, new Hashtable<>(Map.of(StartState.NAME, "database")));
    }

    @Deactivate
    void stop() throws Exception {
        state.unregister();
        synchronized (this) {
            if (registration != null) {
                registration.unregister();
            }
            if (pool != null) {
                pool.close();
            }
        }
        database.close();
    }

    private DatabaseStart embedded() throws IOException {
        Path folder =
                config.dir().isEmpty() ? Path.of(context.getProperty("karaf.data"), "postgres") : Path.of(config.dir());
        Path absolute = folder.toAbsolutePath();
        Path binaries = config.binaries().isEmpty()
                ? absolute.resolve("binaries")
                : Path.of(config.binaries()).toAbsolutePath();
        ServerSettings settings =
                new ServerSettings(absolute, binaries, config.port(), Account.find(), List.of(config.settings()));
        // in the background, because the first start takes seconds
        return new Supervisor(() -> new PostgresServer(settings), (server, port) -> {
                    String password = Secrets.ensureGenerated(absolute.resolve("hub.password"));
                    HubDatabaseRole.ensure(
                            Connections.local(port, "postgres", ServerSettings.SUPERUSER, server.password()), password);
                    publish(Connections.local(port, HubDatabaseRole.NAME, HubDatabaseRole.NAME, password));
                })
                .begin();
    }

    private DatabaseStart external() {
        if (config.url().isBlank() || config.password().isBlank()) {
            throw new IllegalArgumentException(MESSAGES.bilingual("postgres-component.external"));
        }
        PGSimpleDataSource source = Connections.of(config.url(), config.user(), Secrets.resolve(config.password()));
        return new ExternalWait(source, () -> publish(source)).begin();
    }

    /** Publishes the pool and the service at the first call; later calls change the port of the pool. */
    private synchronized void publish(PGSimpleDataSource source) throws SQLException {
        if (target != null && pool != null) {
            target.setPortNumbers(source.getPortNumbers());
            return;
        }
        try (Connection connection = source.getConnection()) {
            LOG.info(
                    "Database {} {}",
                    connection.getMetaData().getURL().replaceAll("\\?.*", ""),
                    connection.getMetaData().getDatabaseProductVersion());
        }
        target = source;
        pool = Connections.pooled(source, config.pool_size(), config.pool_timeout());
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("name", "hub", "osgi.jndi.service.name", "hub"));
        registration = context.registerService(DataSource.class, pool, properties);
    }
}
