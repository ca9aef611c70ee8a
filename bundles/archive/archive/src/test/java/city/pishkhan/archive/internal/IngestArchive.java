package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An archive with its own database and folder. */
final class IngestArchive implements AutoCloseable {
    final TestStore store = TestStore.start();
    final FileSheetStore files;
    final Vault vault;
    final PersonKeys keys;
    final ArchiveComponent archive;

    IngestArchive(Path folder, SheetExaminer examiner) throws IOException {
        store.schemas().migrate(ArchiveComponent.class, "archive");
        vault = TestVault.create(store.tx(), store.schemas(), folder.resolve("vault"));
        files = new FileSheetStore(folder.resolve("archive"));
        ArchiveComponent.Config config = config(ArchiveComponent.Config.class);
        keys = PersonKeys.of(store.tx(), new SheetKeyFiles(folder.resolve("keys")), config);
        archive = new ArchiveComponent(
                store.tx(), store.schemas(), files, new SheetReader(store.tx(), files), vault, keys, examiner, config);
    }

    Papers papers() {
        return archive;
    }

    /** Returns a configuration of the given type with its default values. */
    static <T> T config(Class<T> type) {
        return Stubs.config(type, Map.of());
    }

    String text(String query) {
        return store.tx()
                .required(sql ->
                        sql.createQuery(query).mapTo(String.class).findOne().orElse(""));
    }

    @Override
    public void close() {
        store.close();
    }
}
