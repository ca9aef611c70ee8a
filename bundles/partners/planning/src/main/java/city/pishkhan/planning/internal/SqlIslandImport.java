package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.Ids;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.planning.ImportReport;
import city.pishkhan.planning.InvalidIslandFile;
import city.pishkhan.planning.IslandImport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link IslandImport} with the schema {@code planning}: each file has its own transaction, and only one import
 * runs at a time.
 */
@Component(service = IslandImport.class, configurationPid = "city.pishkhan.planning.registry")
@Designate(ocd = SqlIslandImport.Config.class)
public final class SqlIslandImport implements IslandImport {
    private static final Messages MESSAGES = Messages.of(SqlIslandImport.class);

    private static final Logger LOG = LoggerFactory.getLogger(SqlIslandImport.class);

    @ObjectClassDefinition(name = "Pishkhan planning registry")
    public @interface Config {

        @AttributeDefinition(description = "codes of the permitted uses of properties, comma-separated")
        String uses() default
                "residential,commercial,office,industrial,educational,medical,cultural,religious,sports,tourism,warehouse,parking";

        @AttributeDefinition(
                description =
                        "columns in which the district's value takes precedence over the head office's, comma-separated")
        String district_fields() default "land_area,owners";
    }

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final Tx tx;
    private final Set<String> uses;
    private final Set<String> districtFields;

    @Activate
    public SqlIslandImport(@Reference Tx tx, @Reference Schemas schemas, Config config) {
        this.tx = tx;
        this.uses = list(config.uses());
        this.districtFields = list(config.district_fields());
        Set<String> unknown =
                districtFields.stream().filter(f -> !Merge.FIELDS.contains(f)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(MESSAGES.bilingual("sql-island-import.district-fields", unknown));
        }
        schemas.migrate(SqlIslandImport.class, "planning");
    }

    /**
     * Returns {@code true} if this node is importing a folder. Unlike the database lock of an import, this also covers
     * the time between two files of the folder.
     */
    static boolean isRunning() {
        return RUNNING.get() > 0;
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ImportReport importIsland(Path csv, String name) {
        Island island = Island.parse(name);
        ImportReport importReport = tx.required(sql -> run(sql, csv, island));
        LOG.info(
                "Island {}: {} rows, {} merged, {} conflicts, {} rejects",
                importReport.island(),
                importReport.rows(),
                importReport.merged(),
                importReport.conflicts(),
                importReport.rejects());
        return importReport;
    }

    @Override
    public List<ImportReport> importFolder(Path folder) {
        Map<Island, Path> files =
                new TreeMap<>(Comparator.comparing(Island::isHeadOffice).thenComparing(Island::district));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.csv")) {
            found.forEach(
                    file -> files.put(Island.parse(file.getFileName().toString().replace(".csv", "")), file));
        } catch (IOException e) {
            throw new InvalidIslandFile(MESSAGES.text("sql-island-import.folder", folder), e);
        }
        RUNNING.incrementAndGet();
        try {
            return files.entrySet().stream()
                    .map(file -> importIsland(file.getValue(), file.getKey().name()))
                    .toList();
        } finally {
            RUNNING.decrementAndGet();
        }
    }

    private ImportReport run(Handle sql, Path csv, Island island) {
        // concurrent imports could each miss the other's claim on a property
        sql.execute("select pg_advisory_xact_lock(hashtext('planning.import'))");
        UUID id = Ids.next();
        StagingTable stagingTable = new StagingTable(sql, id, new RowReader(island, uses));
        String sha256 = IslandFile.read(csv, stagingTable);
        long rows = stagingTable.finish();
        Merge.Outcome outcome = Merge.apply(sql, id, island, districtFields);
        ImportReports.store(sql, id, island, csv.getFileName().toString(), sha256, rows, outcome);
        return ImportReports.find(sql, id).orElseThrow();
    }

    @Override
    public List<ImportReport> reports() {
        return tx.required(ImportReports::latest).stream()
                .sorted(Comparator.comparingInt(
                        r -> HEAD.equals(r.island()) ? Integer.MAX_VALUE : Integer.parseInt(r.island())))
                .toList();
    }

    @Override
    public Optional<ImportReport> report(UUID id) {
        return tx.required(sql -> ImportReports.find(sql, id));
    }

    @Override
    public List<ImportReport.Reject> rejects(UUID id, long afterLine, int limit) {
        return tx.required(sql -> ImportReports.rejects(sql, id, afterLine, limit));
    }

    @Override
    public List<ImportReport.Conflict> conflicts(UUID id, long afterLine, int limit) {
        return tx.required(sql -> ImportReports.conflicts(sql, id, afterLine, limit));
    }
}
