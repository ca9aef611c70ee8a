package city.pishkhan.persistence.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Brings a backup's rows into an empty database, of a hub that starts or of a rehearsal: with the migrations of all bundles that are
 * installed, started or not.
 */
public final class DatabaseLoad {
    private static final String MIGRATIONS = "db";
    private static final String WITHOUT_KEYS = "without-keys.sql";
    private static final String RESTORED = "restored.sql";

    private final BundleContext framework;
    private final DataSource database;

    public DatabaseLoad(BundleContext framework, DataSource database) {
        this.framework = framework;
        this.database = database;
    }

    /**
     * @param order  what was ordered, with its register
     * @param report takes a line for each step
     * @return rows by table; empty if this very restore had come so far before
     * @throws BackupFault if it cannot be done; then the database is as it was
     */
    public Map<String, Long> load(RestoreOrder order, BackupFile backup, Erasures erasures, Consumer<String> report) {
        Map<String, ClassLoader> schemas = schemas();
        schemas.keySet().retainAll(backup.manifest().schemas().keySet());
        schemas.forEach((schema, loader) -> Migration.run(database, loader, schema));
        return Jdbi.create(database).registerArrayType(UUID.class, "uuid").inTransaction(sql -> {
            if (sql.createQuery("select exists (select from backup.restored where id = :id)")
                    .bind("id", order.id())
                    .mapTo(Boolean.class)
                    .one()) {
                return Map.of();
            }
            DatabaseCopy copy = new DatabaseCopy(sql);
            Map<String, Long> rows = copy.restore(backup);
            int destroyed = erasures.lines().isEmpty() ? 0 : copy.destroy(erasures.register(), erasures.lines());
            schemas.forEach((schema, loader) -> run(sql, schema, loader, RESTORED));
            if (order.withoutKeys()) {
                schemas.forEach((schema, loader) -> run(sql, schema, loader, WITHOUT_KEYS));
            }
            note(sql, order, backup, destroyed);
            report.accept(rows.size() + " tables, "
                    + rows.values().stream().mapToLong(Long::longValue).sum() + " rows, " + destroyed
                    + " keys of erased persons destroyed again");
            return rows;
        });
    }

    /**
     * Who was erased.
     *
     * @param register {@code null} where there are no lines
     */
    public record Erasures(ErasureRegister register, List<ErasureRegister.Line> lines) {
        public static final Erasures NONE = new Erasures(null, List.of());
    }

    /** Schema to who brings its migrations. */
    private Map<String, ClassLoader> schemas() {
        Map<String, ClassLoader> schemas = new TreeMap<>();
        for (Bundle bundle : framework.getBundles()) {
            var files = bundle.findEntries(MIGRATIONS, "V*.sql", true);
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (files != null && wiring != null) {
                for (URL file : Collections.list(files)) {
                    String path = file.getPath();
                    String folder = path.substring(0, path.lastIndexOf('/'));
                    schemas.put(folder.substring(folder.lastIndexOf('/') + 1), wiring.getClassLoader());
                }
            }
        }
        return new LinkedHashMap<>(schemas);
    }

    /** What a bundle cannot begin with after a restore, or when its keys are lost, it says itself. */
    private static void run(Handle sql, String schema, ClassLoader loader, String name) {
        try (InputStream script = loader.getResourceAsStream(MIGRATIONS + "/" + schema + "/" + name)) {
            if (script != null) {
                sql.createScript(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                        .execute();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void note(Handle sql, RestoreOrder order, BackupFile backup, int destroyed) {
        sql.createUpdate("insert into backup.restored (id, backup, made, at, without_keys, without_erasures, destroyed)"
                        + " values (:id, :backup, :made, now(), :keys, :erasures, :destroyed)")
                .bind("id", order.id())
                .bind("backup", backup.manifest().id())
                .bind("made", backup.manifest().made().atOffset(ZoneOffset.UTC))
                .bind("keys", order.withoutKeys())
                .bind("erasures", order.erasures().isEmpty())
                .bind("destroyed", destroyed)
                .execute();
    }
}
