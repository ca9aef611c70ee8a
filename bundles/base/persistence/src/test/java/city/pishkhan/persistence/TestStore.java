package city.pishkhan.persistence;

import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.persistence.internal.HibernateUnits;
import city.pishkhan.persistence.internal.JdbiTx;
import city.pishkhan.platform.hibernate.internal.JpaFactoryImpl;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A fresh database with the hub's transactions, on a real PostgreSQL that all tests of a JVM share. */
public final class TestStore implements AutoCloseable {
    private static EmbeddedPostgres server;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HikariDataSource dataSource;
    private final JdbiTx tx;
    private final Schemas schemas;
    private final EntityManagers entities;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** A message whose transaction was committed. */
    public record Sent(String queue, UUID id) {}

    private TestStore(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.tx = new JdbiTx(dataSource);
        this.schemas = new CopiedSchemas(dataSource);
        this.entities = new HibernateUnits(tx, new JpaFactoryImpl(), dataSource);
    }

    public static synchronized TestStore start() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        // the data need not survive a crash
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            }
            String name = "test" + COUNT.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                // copying files takes a quarter of the processor time that logging every block takes
                statement.execute("create database " + name + " strategy file_copy");
            }
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(server.getJdbcUrl("postgres", name));
            // the same plan cache mode as in the hub
            config.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan");
            config.setMaximumPoolSize(20);
            config.setMinimumIdle(0);
            return new TestStore(new HikariDataSource(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the schemas for a database of this JVM that a test uses through its own data source. */
    public static Schemas schemas(DataSource database) {
        return new CopiedSchemas(database);
    }

    public Tx tx() {
        return tx;
    }

    public Schemas schemas() {
        return schemas;
    }

    public EntityManagers entities() {
        return entities;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Returns an outbox that records committed messages. */
    public Outbox outbox() {
        return (queue, id) -> tx.afterCommit(() -> sent.add(new Sent(queue, id)));
    }

    /** The committed messages, oldest first. */
    public List<Sent> sent() {
        return sent;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
