package city.pishkhan.keeping.internal.bags;

import city.pishkhan.api.Refusal;
import city.pishkhan.keeping.ArchiveBags.Written;
import city.pishkhan.keeping.internal.bags.BagRepository.Dossier;
import city.pishkhan.keeping.internal.bags.BagRepository.Page;
import city.pishkhan.keeping.internal.imports.ManifestColumns;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * Writes a dossier as a bag whose metadata is a manifest for the import. The declaration is written last, so an interrupted export is not a
 * valid bag.
 */
public final class BagExport {
    private static final List<String> COLUMNS = ManifestColumns.WRITTEN;
    /**
     * Cells are not escaped against formulas, because the file is meant for archives. All cells are quoted, because spreadsheets may use
     * other separators.
     */
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).get();

    private final Function<String, InputStream> sheets;
    private final Path folder;
    private final Consumer<Written> progress;
    private long files;
    private long bytes;

    private BagExport(Function<String, InputStream> sheets, Path folder, Consumer<Written> progress) {
        this.sheets = sheets;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Writes a dossier to a new folder.
     *
     * @param nationalId national ID of a person's dossier, because the archive stores only a digest of it
     * @param pages pages in their order
     * @param sheets opens a sheet by its SHA-256
     * @param folder folder to create; must not exist
     * @throws Refusal INVALID {@code bag.folder} if the folder exists; UNAVAILABLE {@code bag.sheet} if a sheet's content does not match
     *     its hash
     */
    static Written write(
            Dossier dossier,
            String nationalId,
            List<Page> pages,
            Function<String, InputStream> sheets,
            Path folder,
            Consumer<Written> progress) {
        try {
            Files.createDirectory(folder);
            return new BagExport(sheets, folder, progress).write(dossier, nationalId, pages);
        } catch (NoSuchFileException e) {
            throw Refusal.invalid("bag.folder/parent", "folder", folder.getFileName());
        } catch (FileAlreadyExistsException e) {
            throw Refusal.invalid("bag.folder", "folder", folder.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Written write(Dossier dossier, String nationalId, List<Page> pages) throws IOException {
        Files.createDirectory(folder.resolve("data"));
        try (BufferedWriter manifest = openTagFile("manifest-sha256.txt");
                BufferedWriter metadata = openTagFile(BagFiles.METADATA)) {
            FORMAT.printRecord(metadata, COLUMNS.toArray());
            long document = 0;
            int documents = 0;
            int sheet = 0;
            for (Page page : pages) {
                if (documents == 0 || page.document() != document) {
                    document = page.document();
                    documents++;
                    sheet = 0;
                    Files.createDirectory(folder.resolve("data").resolve(fourDigits(documents)));
                }
                String name = BagFiles.PAYLOAD + fourDigits(documents) + "/" + fourDigits(++sheet) + page.suffix();
                writeSheet(page.sha256(), folder.resolve(name));
                manifest.write(page.sha256() + "  " + BagFiles.escape(name) + "\n");
                FORMAT.printRecord(metadata, row(dossier, nationalId, page, name));
                progress.accept(new Written(files, bytes, null));
            }
        }
        try (BufferedWriter info = openTagFile(BagFiles.INFO)) {
            info.write("Bag-Software-Agent: Pishkhan\n");
            info.write("Bagging-Date: " + LocalDate.now() + "\n");
            info.write("External-Identifier: dossier:" + dossier.id() + "\n");
            info.write("Payload-Oxum: " + bytes + "." + files + "\n");
        }
        return writeDeclaration();
    }

    private Written writeDeclaration() throws IOException {
        String declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        MessageDigest digest = BagFiles.digest("SHA-256");
        String hash = HexFormat.of().formatHex(digest.digest(declaration.getBytes(StandardCharsets.UTF_8)));
        try (BufferedWriter tags = openTagFile("tagmanifest-sha256.txt")) {
            tags.write(hash + "  " + BagFiles.DECLARATION + "\n");
            for (String name : List.of(BagFiles.INFO, "manifest-sha256.txt", BagFiles.METADATA)) {
                tags.write(BagFiles.hash(folder.resolve(name), "SHA-256") + "  " + name + "\n");
            }
        }
        String manifest = BagFiles.hash(folder.resolve("manifest-sha256.txt"), "SHA-256");
        Files.writeString(folder.resolve(BagFiles.DECLARATION), declaration, StandardOpenOption.CREATE_NEW);
        return new Written(files, bytes, manifest);
    }

    private BufferedWriter openTagFile(String name) throws IOException {
        return Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    }

    private static String fourDigits(int number) {
        return String.format(Locale.ROOT, "%04d", number);
    }

    private void writeSheet(String sha256, Path file) throws IOException {
        MessageDigest digest = BagFiles.digest("SHA-256");
        try (InputStream in = sheets.apply(sha256);
                OutputStream out =
                        new DigestOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest)) {
            bytes += in.transferTo(out);
        }
        files++;
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "bag.sheet", null, sha256);
        }
    }

    private static Object[] row(Dossier dossier, String nationalId, Page page, String file) {
        return new Object[] {
            dossier.property() == null ? "" : dossier.property(),
            dossier.property() == null ? nationalId : "",
            dossier.number() == null ? "scans" + dossier.id() : dossier.number(),
            dossier.title(),
            dossier.opened(),
            page.number() == null ? "scan" + page.document() : page.number(),
            page.kind(),
            page.dated(),
            page.title(),
            page.notes(),
            page.page(),
            file,
            page.sha256(),
            page.volume(),
            page.volumePage(),
            page.scanner(),
            page.operator(),
            page.confidentiality(),
            page.retainedUntil()
        };
    }
}
