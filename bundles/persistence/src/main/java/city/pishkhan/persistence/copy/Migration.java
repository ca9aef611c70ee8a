package city.pishkhan.persistence.copy;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** Brings one schema up to date: the one way in which that is done. */
public final class Migration {
    private Migration() {}

    /** @param loader of the bundle that holds {@code db/<schema>/V1__….sql} */
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
                    .load()
                    .migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** It looks for files by its own bundle's context: in a container that starts again, one that is not started yet finds none, and says nothing. */
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
