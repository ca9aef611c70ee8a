package city.pishkhan.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void givesAFreshDatabaseEachTime() throws SQLException {
        DataSource first = TestDatabase.newDatabase();
        DataSource second = TestDatabase.newDatabase();
        try (Connection connection = first.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table only_here (n int)");
        }
        try (Connection connection = second.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, "public", "only_here", null)) {
            assertFalse(tables.next());
            assertEquals("test_", connection.getCatalog().substring(0, 5));
        }
    }
}
