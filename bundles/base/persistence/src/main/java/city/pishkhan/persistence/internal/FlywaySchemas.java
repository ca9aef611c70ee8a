package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.copy.Migration;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.persistence.host.WitnessFiles;
import city.pishkhan.platform.startup.Participation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.api.output.MigrateResult;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Implements {@link Schemas} with Flyway. */
public final class FlywaySchemas implements Schemas {
    private static final Logger LOG = LoggerFactory.getLogger(FlywaySchemas.class);

    private final DataSource dataSource;
    /** Migrated schemas by class loader, because an updated bundle may contain new migrations. */
    private final Map<ClassLoader, Set<String>> migrated = new WeakHashMap<>();

    /**
     * Runs before any other code of the hub uses the database. After an exception, {@link SchemasComponent} runs it
     * again. It first runs a restore, if one is ordered. Then it decides whether this installation is a copy; if the
     * journal has external witnesses, they make the final decision.
     */
    FlywaySchemas(BundleContext context, DataSource dataSource) throws IOException {
        this(dataSource);
        StartRestore.run(context, dataSource);
        String data = context.getProperty("karaf.data");
        if (data == null) {
            Participation.quarantine(false);
        } else {
            migrate(HostRegister.class, "host");
            new HostRegister(Path.of(data))
                    .start(dataSource, hasWitnesses(context))
                    .ifPresent(found -> LOG.error(
                            "THIS INSTALLATION IS IN QUARANTINE SINCE {} AND SENDS NOTHING ({})",
                            found.since(),
                            found.cause()));
        }
    }

    /** Returns {@code true} if a file configures an external witness of the journal. */
    private static boolean hasWitnesses(BundleContext context) throws IOException {
        String etc = context.getProperty("karaf.etc");
        return etc != null && !WitnessFiles.names(Path.of(etc)).isEmpty();
    }

    public FlywaySchemas(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public synchronized void migrate(Class<?> owner, String schema) {
        ClassLoader loader = owner.getClassLoader();
        if (migrated.computeIfAbsent(loader, l -> new HashSet<>()).contains(schema)) {
            return;
        }
        MigrateResult result = Migration.run(dataSource, loader, schema);
        LOG.info("Schema {}: {} migrations, now at {}", schema, result.migrationsExecuted, result.targetSchemaVersion);
        migrated.get(loader).add(schema);
    }
}
