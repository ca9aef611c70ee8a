package city.pishkhan.platform.postgres.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** How the hub talks to PostgreSQL. */
final class Connections {

    private static final int PREPARE_FROM = 3;
    private static final int PREPARED_KEPT = 512;
    /**
     * Our statements are the same whatever their values: each is planned once a connection. Left to itself the server plans those that take
     * arrays at every call, which costs several times as much as running them.
     */
    private static final String PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan";

    private static final int CONNECT_SECONDS = 5;
    /** No statement of ours takes this long; a connection that is silent longer hangs. */
    private static final int SOCKET_SECONDS = 300;

    private Connections() {}

    /** To a server on this machine. */
    static PGSimpleDataSource local(int port, String database, String user, String password) {
        PGSimpleDataSource source = tuned(user, password);
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        return source;
    }

    /** To the server of a JDBC URL; what the URL says counts more than what we say. */
    static PGSimpleDataSource of(String url, String user, String password) {
        PGSimpleDataSource source = tuned(user, password);
        source.setUrl(url);
        return source;
    }

    /** @throws SQLException never in fact: the pool does not try a connection before it is asked for one */
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
