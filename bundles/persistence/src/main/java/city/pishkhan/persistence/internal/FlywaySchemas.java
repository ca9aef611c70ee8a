package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.Schemas;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Schemas} by Flyway. */
@Component(service = Schemas.class)
public final class FlywaySchemas implements Schemas {
    private static final Logger LOG = LoggerFactory.getLogger(FlywaySchemas.class);

    private final DataSource dataSource;
    /** by the loader of the migrations: an updated bundle brings others */
    private final Map<ClassLoader, Set<String>> migrated = new WeakHashMap<>();

    @Activate
    public FlywaySchemas(@Reference(target = "(osgi.jndi.service.name=hub)") DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public synchronized void migrate(Class<?> owner, String schema) {
        ClassLoader loader = owner.getClassLoader();
        if (migrated.computeIfAbsent(loader, l -> new HashSet<>()).contains(schema)) {
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            MigrateResult result = Flyway.configure(loader)
                    .dataSource(dataSource)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations("classpath:db/" + schema)
                    .table("schema_history")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            LOG.info(
                    "Schema {}: {} migrations, now at {}",
                    schema,
                    result.migrationsExecuted,
                    result.targetSchemaVersion);
            migrated.get(loader).add(schema);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
