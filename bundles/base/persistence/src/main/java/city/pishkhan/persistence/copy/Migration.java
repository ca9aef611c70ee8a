package city.pishkhan.persistence.copy;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** Migrates one schema with Flyway. All migrations of the hub use this class. */
public final class Migration {
    private Migration() {}

    /**
     * Migrates a schema. A schema with newer migrations than this bundle is left unchanged, because a hub may return to
     * its previous version but schemas do not.
     *
     * @param loader class loader of the bundle that contains {@code db/<schema>/V1__….sql}
     */
    public static MigrateResult run(DataSource database, ClassLoader loader, String schema) {
        startFlyway();
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
                    .ignoreMigrationPatterns("*:future")
                    // a transaction that holds Flyway's lock would block an index that is built concurrently
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .load()
                    .migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Starts the Flyway bundle, because Flyway finds migrations through its own bundle context. If that bundle is not started,
     * Flyway finds no files and reports no error.
     */
    private static void startFlyway() {
        Bundle bundle = FrameworkUtil.getBundle(Flyway.class);
        if (bundle != null && bundle.getState() != Bundle.ACTIVE) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                throw new IllegalStateException("Migrations cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
