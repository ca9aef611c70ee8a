package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.archive.internal.fixity.SheetReader;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.persistence.TestStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** An archive with a test's database and folder, for tests of other modules. */
public final class ArchiveHarness {
    private final TestStore store;
    private final Papers papers;
    private final ArchiveDocuments documents;

    private ArchiveHarness(TestStore store, Papers papers, ArchiveDocuments documents) {
        this.store = store;
        this.papers = papers;
        this.documents = documents;
    }

    /** @param folder folder of the archive's keys and sheets */
    public static ArchiveHarness over(TestStore store, Vault vault, Path folder) throws IOException {
        ArchiveComponent.Config config = (ArchiveComponent.Config) Proxy.newProxyInstance(
                ArchiveComponent.Config.class.getClassLoader(),
                new Class<?>[] {ArchiveComponent.Config.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        store.schemas().migrate(ArchiveComponent.class, "archive");
        PersonKeys keys = PersonKeys.of(store.tx(), new SheetKeyFiles(folder.resolve("keys")), config);
        FileSheetStore files = new FileSheetStore(folder.resolve("archive"));
        Papers papers = new ArchiveComponent(
                store.tx(),
                store.schemas(),
                files,
                new SheetReader(store.tx(), files),
                vault,
                keys,
                SheetExaminer.none(),
                config);
        return new ArchiveHarness(store, papers, new ArchiveDocumentService(store.tx(), papers, keys));
    }

    public Papers papers() {
        return papers;
    }

    public ArchiveDocuments documents() {
        return documents;
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
