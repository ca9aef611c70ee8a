package city.pishkhan.archive.internal;

import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.archive.internal.fixity.SheetReader;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.Restored;
import city.pishkhan.persistence.copy.RestoredCheck;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a backup keeps of the archive besides its index: the sheets. Keys of persons are in the key bundle. */
@Component(
        service = {BackupPart.class, RestoredCheck.class},
        configurationPid = "city.pishkhan.archive")
public final class ArchiveBackup implements BackupPart, RestoredCheck {
    private static final String FOLDER = "sheets";
    private static final int MOST_LINES = 10;

    private final Tx tx;
    private final SheetStore store;
    private final SheetReader reader;

    @Activate
    public ArchiveBackup(
            @Reference Tx tx, @Reference(target = "(store=files)") SheetStore store, @Reference SheetReader reader) {
        this.tx = tx;
        this.store = store;
        this.reader = reader;
    }

    @Override
    public String folder() {
        return FOLDER;
    }

    /** Sheets that no row names, or none yet, are not in the backup's rows either; and they may be swept while it is written. */
    @Override
    public Stream<String> names() {
        try {
            return store.all().filter(this::named);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean named(String sha256) {
        return tx.required(sql -> SheetIndex.unnamed(sql, List.of(sha256)).isEmpty());
    }

    @Override
    public InputStream open(String name) throws IOException {
        return reader.open(name, 0);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        String stored = store.put(content).sha256();
        if (!stored.equals(name)) {
            throw new IOException("The backup's sheet " + name + " is damaged");
        }
    }

    /** Each sheet that a row names is in the backup; that its bytes are those of its name was held before. */
    @Override
    public String check(Restored restored, List<String> faults) {
        BackupFile backup = restored.backup();
        long[] sheets = new long[2];
        restored.tx().run(sql -> {
            try (Stream<String> named =
                    sql.createQuery("select encode(sha256, 'hex') from archive.content").mapTo(String.class).stream()) {
                named.forEach(sha256 -> {
                    sheets[0]++;
                    if (!backup.has(FOLDER + "/" + sha256) && sheets[1]++ < MOST_LINES) {
                        faults.add("sheets: a row names " + sha256 + ", which is not in the backup");
                    }
                });
            }
        });
        return "sheets: " + sheets[0] + " named by rows, " + sheets[1] + " of them missing";
    }
}
