package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.archive.sheets.SheetExport;
import city.pishkhan.archive.sheets.SheetIntake;
import city.pishkhan.archive.sheets.SheetRemoval;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** An archive with a test's database and folder, for tests of other modules. */
public final class ArchiveHarness {
    public static final Caller OFFICE = new Caller("clerk", Set.of("office:1204"));
    public static final String PERMIT = "building-permit";
    public static final String HOUSE = "22-3-17-4-1-0-0";
    public static final String PERSON = "0499370899";
    public static final String STRANGER = "0790419904";

    private final TestStore store;
    private final Vault vault;
    private final FileSheetStore files;
    private final PersonKeys keys;
    private final ArchiveComponent archive;

    private ArchiveHarness(TestStore store, Vault vault, Path folder) throws IOException {
        this.store = store;
        this.vault = vault;
        store.schemas().migrate(ArchiveComponent.class, "archive");
        keys = PersonKeys.of(store.tx(), new SheetKeyFiles(folder.resolve("keys")), config());
        files = new FileSheetStore(folder.resolve("archive"));
        archive = new ArchiveComponent(
                store.tx(),
                store.schemas(),
                files,
                new SheetReader(store.tx(), files),
                vault,
                keys,
                SheetExaminer.none(),
                config());
    }

    private static ArchiveComponent.Config config() {
        return IngestArchive.config(ArchiveComponent.Config.class);
    }

    /** @param folder folder of the archive's keys and sheets */
    public static ArchiveHarness create(TestStore store, Vault vault, Path folder) throws IOException {
        return new ArchiveHarness(store, vault, folder);
    }

    public Papers papers() {
        return archive;
    }

    public Erasable persons() {
        return archive;
    }

    public ArchiveDocuments documents() {
        return new ArchiveDocumentService(store.tx(), archive, keys);
    }

    /** Returns the store of sheets. */
    public FileSheetStore files() {
        return files;
    }

    public PaperOwners owners() {
        return new PaperOwnersService(keys, config());
    }

    public SheetIntake intake() {
        return new SheetIntakeService(store.tx(), vault, config());
    }

    public SheetExport sheets() {
        return new StoredSheets(store.tx(), new SheetReader(store.tx(), files), vault);
    }

    /** @param copy second copy of the sheets, or {@code null} for none */
    public SheetRemoval removal(SheetStore copy) {
        return new SheetRemovalService(store.tx(), files, copy);
    }

    /** Deletes all documents; sheets remain in the folder. */
    public void clear() {
        store.tx()
                .run(sql -> sql.execute(
                        "truncate archive.content, archive.sheet, archive.document, archive.dossier, archive.property,"
                                + " archive.person, archive.holding, archive.upload, archive.answer_sheet"));
    }

    /**
     * Returns a small PDF.
     *
     * @param text text that makes the PDF unique
     */
    public static byte[] pdf(String text) {
        return SampleFiles.pdf("% " + text + "\n");
    }
}
