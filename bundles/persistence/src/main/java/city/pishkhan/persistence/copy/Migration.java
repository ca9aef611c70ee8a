package city.pishkhan.persistence.copy;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings one schema up to date: the one way in which that is done. */
public final class Migration {
    private Migration() {}

    /** @param loader of the bundle that holds {@code db/<schema>/V1__….sql} */
    public static MigrateResult run(DataSource database, ClassLoader loader, String schema) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return Flyway.configure(loader)
                    .dataSource(database)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations("classpath:db/" + schema)
                    .table("schema_history")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
