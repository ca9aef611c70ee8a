package city.pishkhan.platform.postgres.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** The role and the database {@code hub}. The hub owns its database but is not a superuser. */
final class HubDatabaseRole {

    static final String NAME = "hub";

    private HubDatabaseRole() {}

    /** Creates the role and database if missing and sets the role's password. */
    static void ensure(PGSimpleDataSource superuser, String password) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            if (!hasRow(connection, "select 1 from pg_roles where rolname = ?")) {
                statement.execute("create role hub login");
                statement.execute("grant pg_monitor, pg_checkpoint to hub");
            }
            // the driver sends a verifier instead of the password
            connection.unwrap(PGConnection.class).alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
            if (!hasRow(connection, "select 1 from pg_database where datname = ?")) {
                statement.execute("create database hub owner hub");
                statement.execute("revoke connect on database hub from public");
            }
        }
    }

    private static boolean hasRow(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, NAME);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
