package city.pishkhan.archive.internal;

import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.archive.internal.personal.RestoredSheets;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.persistence.copy.RestoredBackup;
import city.pishkhan.persistence.copy.RestoredCheck;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Backs up and restores the stored sheets that the archive's index references. Identity papers stay encrypted;
 * their persons' keys are part of the key bundle.
 */
@Component(
        service = {BackupPart.class, RestoredCheck.class},
        configurationPid = "city.pishkhan.archive")
public final class ArchiveBackup implements BackupPart, RestoredCheck {
    private final SheetStore store;
    private final SheetReader reader;

    @Activate
    public ArchiveBackup(@Reference(target = "(store=files)") SheetStore store, @Reference SheetReader reader) {
        this.store = store;
        this.reader = reader;
    }

    @Override
    public String folder() {
        return "sheets";
    }

    @Override
    public String table() {
        return "archive.content";
    }

    @Override
    public List<String> columns() {
        return List.of("stored", "sha256");
    }

    @Override
    public InputStream open(String name) throws IOException {
        return reader.open(name, 0);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        if (store.contains(name)) {
            return;
        }
        String stored = store.put(content).sha256();
        if (!stored.equals(name)) {
            throw new IOException("The backup's sheet " + name + " is damaged");
        }
    }

    /**
     * Checks that a sample of the encrypted sheets can be decrypted. Called after the existence and the hashes of all
     * sheets were checked.
     */
    @Override
    public String check(RestoredBackup restored, List<String> faults) {
        return new RestoredSheets(restored, folder()).check(faults);
    }
}
