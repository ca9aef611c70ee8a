package city.pishkhan.persistence;

import city.pishkhan.persistence.internal.FlywaySchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link Schemas} for databases of tests. Flyway migrates the first database of a JVM, as in the hub; further ones run the
 * same scripts directly, which is much faster.
 */
final class CopiedSchemas implements Schemas {
    private static final Map<Source, List<Step>> STEPS = new ConcurrentHashMap<>();
    private static final String HISTORY =
            " (installed_rank int primary key, version varchar(50), description varchar(200) not null, type varchar(20) not null,"
                    + " script varchar(1000) not null, checksum int, installed_by varchar(100) not null,"
                    + " installed_on timestamp not null default now(), execution_time int not null, success boolean not null)";

    private final FlywaySchemas flyway;
    private final Jdbi jdbi;
    private final Set<Source> done = new HashSet<>();

    private record Source(ClassLoader loader, String schema) {}

    /**
     * One migration in Flyway's history.
     *
     * @param sql the script; {@code null} if the migration has none
     */
    private record Step(
            int rank, String version, String description, String type, String script, Integer checksum, String sql) {}

    CopiedSchemas(DataSource database) {
        flyway = new FlywaySchemas(database);
        jdbi = Jdbi.create(database);
    }

    @Override
    public synchronized void migrate(Class<?> owner, String schema) {
        Source source = new Source(owner.getClassLoader(), schema);
        if (!done.add(source)) {
            return;
        }
        List<Step> steps = STEPS.get(source);
        if (steps == null || jdbi.withHandle(sql -> exists(sql, schema))) {
            flyway.migrate(owner, schema);
            STEPS.computeIfAbsent(source, key -> jdbi.withHandle(sql -> steps(sql, key)));
        } else {
            jdbi.useTransaction(sql -> copy(sql, schema, steps));
        }
    }

    private static boolean exists(Handle sql, String schema) {
        return sql.select("select to_regnamespace(?) is not null", schema)
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Step> steps(Handle sql, Source source) {
        List<Step> steps = new ArrayList<>();
        sql.createQuery("select installed_rank, version, description, type, script, checksum from " + source.schema()
                        + ".schema_history order by installed_rank")
                .map((row, context) -> new Step(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        (Integer) row.getObject(6),
                        script(source, row.getString(5))))
                .forEach(steps::add);
        return steps;
    }

    private static String script(Source source, String name) {
        try (InputStream in = source.loader().getResourceAsStream("db/" + source.schema() + "/" + name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Handle sql, String schema, List<Step> steps) {
        sql.execute("create schema " + schema);
        sql.execute("set local search_path to " + schema + ", public");
        sql.execute("create table schema_history" + HISTORY);
        for (Step step : steps) {
            if (step.sql() != null) {
                // plain JDBC, because Jdbi takes a colon for a parameter
                try (var statement = sql.getConnection().createStatement()) {
                    // a concurrent index build is not possible in a transaction, and not needed for an empty table
                    statement.execute(step.sql().replace("index concurrently", "index"));
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(schema + "/" + step.script(), e);
                }
            }
            sql.execute(
                    "insert into schema_history values (?, ?, ?, ?, ?, ?, current_user, now(), 0, true)",
                    step.rank(),
                    step.version(),
                    step.description(),
                    step.type(),
                    step.script(),
                    step.checksum());
        }
    }
}
