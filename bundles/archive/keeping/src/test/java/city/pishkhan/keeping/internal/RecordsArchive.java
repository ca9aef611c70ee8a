package city.pishkhan.keeping.internal;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.ArchiveComponent;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.archive.internal.SampleFiles;
import city.pishkhan.archive.internal.Scans;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.keeping.ArchiveImportReport;
import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.internal.disposal.ArchiveRetentionService;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An archive for tests of the records authority: imported and scanned papers, and the journal's entries. */
final class RecordsArchive implements AutoCloseable {
    static final Caller OPERATOR = new Caller("console:op", Set.of("operator"));
    private static final String HEADER =
            "renovation_code,national_id,dossier,document,kind,date,title,page,file,sha256,retain_until";

    final List<String> journal = new ArrayList<>();
    final UUID caseId = Ids.next();
    final TestStore store = TestStore.start();
    final Path folder;
    final FileSheetStore files;
    final ArchiveHarness archive;
    final ArchiveRetention retention;
    final Journal recorder;
    private int manifests;

    RecordsArchive(Path folder) throws IOException {
        this(folder, null);
    }

    /** @param key fingerprint of the existing key of persons in the folder; {@code null} to create one */
    RecordsArchive(Path folder, String key) throws IOException {
        this.folder = folder;
        store.schemas().migrate(ArchiveComponent.class, "archive");
        if (key != null) {
            store.tx().run(sql -> sql.createUpdate("insert into archive.person_key (fingerprint) values (:key)")
                    .bind("key", key)
                    .execute());
        }
        archive = ArchiveHarness.create(store, TestVault.create(store.tx(), store.schemas()), folder);
        files = archive.files();
        recorder = Stubs.strict(Journal.class);
        doAnswer(call -> Sha256.hex(call.getArgument(0) + "\n" + call.getArgument(1)))
                .when(recorder)
                .commitment(any(), any());
        doAnswer(call -> journal.add(call.getArgument(1) + " " + call.getArgument(3)))
                .when(recorder)
                .record(any(), any(), any(), any());
        retention = new ArchiveRetentionService(store.tx(), recorder, archive.owners(), archive.papers());
    }

    Papers papers() {
        return archive.papers();
    }

    /** @param step rows per step */
    ArchiveImportComponent importer(int step) {
        return new ArchiveImportComponent(
                store.tx(), files, archive.intake(), archive.owners(), (event, actor, details) -> {}, 0, step);
    }

    void clear() {
        journal.clear();
        store.tx()
                .run(
                        sql -> sql.execute(
                                "truncate archive.content, archive.sheet, archive.document, archive.dossier, archive.property,"
                                        + " archive.person, archive.holding, archive.upload, archive.answer_sheet, archive.legal_hold,"
                                        + " archive.retention_act, archive.secret_sheet, archive.disposal, archive.disposal_document, archive.disposal_sheet, archive.copy_place"));
    }

    String text(String query) {
        return store.tx()
                .required(sql ->
                        sql.createQuery(query).mapTo(String.class).findOne().orElse(""));
    }

    /** Returns a row of a manifest and creates its file. */
    String deed(String dossier, String document, int page, String text) throws IOException {
        byte[] bytes = pdf(text);
        Files.createDirectories(folder.resolve("scans"));
        Files.write(folder.resolve("scans/" + text + ".pdf"), bytes);
        return ArchiveHarness.HOUSE + ",," + dossier + "," + document + ",deed,1380/02/11,سند," + page + ",scans/"
                + text + ".pdf," + Sha256.hex(bytes) + ",";
    }

    static byte[] pdf(String text) {
        return SampleFiles.pdf("% " + text + "\n");
    }

    static String hash(String text) {
        return Sha256.hex(pdf(text));
    }

    ArchiveImportReport importRows(String... rows) throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("manifest-" + manifests++ + ".csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
        ArchiveImportReport done =
                importer(3).run(OPERATOR, manifest, "22", folder.resolve("report.csv"), false, now -> {});
        if (done.conflicts() + done.rejects() > 0) {
            throw new AssertionError(Files.readString(folder.resolve("report.csv")));
        }
        return done;
    }

    /** @return SHA-256 of the scan */
    String scan(String kind, String owner, String text) {
        return Scans.store(
                        archive.papers(),
                        ArchiveHarness.OFFICE,
                        caseId,
                        ArchiveHarness.PERMIT,
                        kind,
                        owner,
                        text + ".pdf",
                        new ByteArrayInputStream(pdf(text)))
                .sha256();
    }

    @Override
    public void close() {
        store.close();
    }
}
