package city.pishkhan.platform.postgres.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Settings of connections to PostgreSQL. */
final class Connections {

    private static final int PREPARE_FROM = 3;
    private static final int PREPARED_KEPT = 512;
    /**
     * Plans each prepared statement once per connection, because our plans do not depend on the values. By default the server
     * plans statements with arrays at every call, which costs several times as much as running them.
     */
    private static final String PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan";

    private static final int CONNECT_SECONDS = 5;
    /**
     * Time in seconds after which a connection without data is considered dead; longer than any statement of the hub.
     */
    private static final int SOCKET_SECONDS = 300;

    private Connections() {}

    /** Creates a source of connections to a server on this machine. */
    static PGSimpleDataSource local(int port, String database, String user, String password) {
        PGSimpleDataSource source = tuned(user, password);
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        return source;
    }

    /** Creates a source of connections for a JDBC URL; parameters in the URL override the settings of this class. */
    static PGSimpleDataSource of(String url, String user, String password) {
        PGSimpleDataSource source = tuned(user, password);
        source.setUrl(url);
        return source;
    }

    /** @throws SQLException never; the pool does not test a connection before the first request */
    static HikariDataSource pooled(PGSimpleDataSource source, int size, long timeoutMillis) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hub");
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 4));
        config.setConnectionTimeout(timeoutMillis);
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        return new HikariDataSource(config);
    }

    private static PGSimpleDataSource tuned(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("pishkhan");
        source.setPrepareThreshold(PREPARE_FROM);
        source.setPreparedStatementCacheQueries(PREPARED_KEPT);
        source.setOptions(PLANNED_ONCE);
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        return source;
    }
}
