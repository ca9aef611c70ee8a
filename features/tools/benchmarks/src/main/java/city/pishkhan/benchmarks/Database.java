package city.pishkhan.benchmarks;

import city.pishkhan.testkit.process.Installation;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** A connection to the hub's PostgreSQL server, with an additional database that is dropped at the end. */
final class Database implements AutoCloseable {

    private static final String NAME = "pishkhan_bench";
    private static final int PORT_LINE = 3;
    private static final int CONNECTIONS = 40;
    private static final int PROPERTIES = 10_000;

    private final String url;
    private final String password;
    private final HikariDataSource bench;

    /** @throws SQLException if the server refuses the connection */
    Database(Installation home) throws IOException, SQLException {
        Path folder = home.data().resolve("postgres");
        url = "jdbc:postgresql://127.0.0.1:" + pidFile(home).get(PORT_LINE).strip() + "/";
        password = Files.readString(folder.resolve("superuser.password")).strip();
        admin("drop database if exists " + NAME + " with (force)", "create database " + NAME);
        bench = pool(NAME, CONNECTIONS);
        run(
                "create table answer (id uuid primary key, agency text not null, answer text not null, at timestamptz not null default now())");
        run("create table property (code text primary key, floors int not null)");
        run("insert into property select 'p' || n, 8 from generate_series(0, " + (PROPERTIES - 1) + ") n");
        run(
                "create table opened (id uuid primary key, property text not null, body text not null, at timestamptz not null default now())");
    }

    private static List<String> pidFile(Installation home) throws IOException {
        return Files.readAllLines(home.data().resolve("postgres/data/postmaster.pid"));
    }

    /** Returns the process id of the server's main process. */
    static long pid(Installation home) throws IOException {
        return Long.parseLong(pidFile(home).get(0).strip());
    }

    private HikariDataSource pool(String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + database);
        config.setUsername("postgres");
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    private void admin(String... statements) throws SQLException {
        try (HikariDataSource server = pool("postgres", 1);
                Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = bench.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the current value of a setting of the server. */
    String setting(String name) throws SQLException {
        try (Connection connection = bench.getConnection();
                PreparedStatement statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Executes and commits one INSERT. */
    void insert(UUID id, String agency, String answer) throws SQLException {
        try (Connection connection = bench.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into answer (id, agency, answer) values (?, ?, ?) on conflict (id) do nothing")) {
            statement.setObject(1, id);
            statement.setString(2, agency);
            statement.setString(3, answer);
            statement.executeUpdate();
        }
    }

    /** Opens a case in one transaction: looks up its property and executes one INSERT. */
    void open(UUID id, String body) throws SQLException {
        try (Connection connection = bench.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement property =
                            connection.prepareStatement("select floors from property where code = ?");
                    PreparedStatement opened =
                            connection.prepareStatement("insert into opened (id, property, body) values (?, ?, ?)")) {
                String code = "p" + Math.floorMod(id.hashCode(), PROPERTIES);
                property.setString(1, code);
                try (ResultSet row = property.executeQuery()) {
                    row.next();
                    opened.setObject(1, id);
                    opened.setString(2, code);
                    opened.setString(3, body);
                    opened.executeUpdate();
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        bench.close();
        admin("drop database if exists " + NAME + " with (force)");
    }
}
