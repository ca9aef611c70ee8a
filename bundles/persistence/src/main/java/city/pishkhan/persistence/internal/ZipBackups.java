package city.pishkhan.persistence.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.persistence.Backups;
import city.pishkhan.persistence.Tx;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@link Backups} as a ZIP: {@code manifest.json}, {@code db/<schema>.<table>.jsonl}, then the parts' folders. */
@Component(service = Backups.class)
public final class ZipBackups implements Backups {
    private static final String MANIFEST = "manifest.json";
    static final int FORMAT = 1;
    static final int BATCH = 1_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Tx tx;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<BackupPart> parts = List.of();

    /** @param sequences last values */
    record Manifest(int format, Map<String, String> schemas, List<String> tables, Map<String, Long> sequences) {}

    @Activate
    public ZipBackups(@Reference Tx tx) {
        this.tx = tx;
    }

    @Override
    public Summary write(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Summary summary = new Summary(new TreeMap<>(), new TreeMap<>());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            // sheets never change and are stored before the row that names them: files after the snapshot hold all it
            // needs
            tx.separate(sql -> {
                sql.execute("set transaction isolation level repeatable read, read only");
                writeDatabase(sql, zip, summary);
                return null;
            });
            for (BackupPart part : parts) {
                summary.files().put(part.folder(), writePart(part, zip));
            }
        }
        return summary;
    }

    private void writeDatabase(Handle sql, ZipOutputStream zip, Summary summary) {
        Map<String, String> versions = BackupTables.versions(sql);
        List<String> tables = BackupTables.tables(sql, versions.keySet());
        Manifest manifest = new Manifest(FORMAT, versions, tables, BackupTables.sequences(sql, versions.keySet()));
        try {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(json.writeValueAsBytes(manifest));
            for (String table : tables) {
                zip.putNextEntry(new ZipEntry(entry(table)));
                summary.rows().put(table, writeRows(sql, table, zip));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String entry(String table) {
        return "db/" + table + ".jsonl";
    }

    private static long writeRows(Handle sql, String table, ZipOutputStream zip) throws IOException {
        long rows = 0;
        try (Stream<String> lines = sql
                .createQuery("select row_to_json(t)::text from " + table + " t")
                .setFetchSize(BATCH)
                .mapTo(String.class)
                .stream()) {
            for (String line : (Iterable<String>) lines::iterator) {
                zip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                rows++;
            }
        }
        return rows;
    }

    private static long writePart(BackupPart part, ZipOutputStream zip) throws IOException {
        long files = 0;
        try (Stream<String> names = part.names()) {
            for (String name : (Iterable<String>) names::iterator) {
                zip.putNextEntry(new ZipEntry(part.folder() + "/" + name));
                try (InputStream content = part.open(name)) {
                    content.transferTo(zip);
                }
                files++;
            }
        }
        return files;
    }

    @Override
    public Summary restore(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                throw Refusal.conflict("backup.unreadable");
            }
            Manifest manifest = json.readValue(zip.getInputStream(entry), Manifest.class);
            Summary summary = new Summary(new TreeMap<>(), new TreeMap<>());
            // files first: a row must never name a sheet that is not there
            for (BackupPart part : parts) {
                summary.files().put(part.folder(), restorePart(part, zip));
            }
            tx.separate(sql -> {
                new BackupRows(sql, zip).restore(manifest, summary);
                return null;
            });
            parts.forEach(BackupPart::restored);
            return summary;
        }
    }

    private static long restorePart(BackupPart part, ZipFile zip) throws IOException {
        String folder = part.folder() + "/";
        List<? extends ZipEntry> entries =
                zip.stream().filter(e -> e.getName().startsWith(folder)).toList();
        for (ZipEntry entry : entries) {
            try (InputStream content = zip.getInputStream(entry)) {
                part.put(entry.getName().substring(folder.length()), content);
            }
        }
        return entries.size();
    }
}
