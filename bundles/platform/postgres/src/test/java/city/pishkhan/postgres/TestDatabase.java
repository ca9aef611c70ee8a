package city.pishkhan.postgres;

import city.pishkhan.platform.postgres.internal.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for unit tests: one server per JVM, started when first asked for, gone with the JVM; a database per
 * call. It does not wait for the disk: it must be quick, nothing in it must survive.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A data source to a fresh, empty database. Each connection is a new one: no pool. The login is a superuser. */
    public static DataSource newDatabase() {
        String name = "test_" + COUNT.incrementAndGet();
        PGSimpleDataSource admin = TestServer.database("postgres");
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No test database", e);
        }
        return TestServer.database(name);
    }
}
