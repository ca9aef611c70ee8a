package city.pishkhan.postgres;

import city.pishkhan.platform.postgres.internal.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for unit tests: one server per JVM, started on demand, and one database per call. Nothing is forced to
 * disk, because the tests must be fast and the data need not survive.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /**
     * Returns a data source for a fresh, empty database. There is no pool: each connection is new. The database user is
     * a superuser.
     */
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
