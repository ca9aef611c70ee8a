package city.pishkhan.keeping;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Imports the sheets of a separate archive of the city: that of a district or that of the head office. The input is a
 * manifest and the files that the manifest lists.
 *
 * <p><b>Manifest</b>: CSV, UTF-8, RFC 4180 quoting, one row per sheet. The archive page of the handbook describes the
 * columns. Paths are relative to the manifest's folder.
 *
 * <p>A folder is imported as a bag (BagIt). Its {@code metadata.csv} is used as the manifest after the bag was found
 * complete and undamaged; see {@link ArchiveBags}.
 *
 * <p><b>Result</b>: {@code rows = merged + duplicates + conflicts + rejects}. A row that violates a rule is rejected,
 * and the import continues. A duplicate exists already: the same page, or the same content of the same owner and kind.
 * A conflict contradicts existing data of the same document or page; the existing data is kept. Rejects and conflicts
 * are listed in a report.
 *
 * <p>The import runs in atomic steps. After a crash the same call resumes it, and importing a row twice has no effect.
 * Only one manifest of a source can be in progress at a time.
 */
public interface ArchiveImport {

    /** The source name of the head office; the districts have their numbers, such as {@code "1"}. */
    String HEAD = "head";

    /**
     * Imports a manifest or resumes its import.
     *
     * @param operator the operator, recorded in the journal
     * @param manifest the manifest, or the folder of a bag
     * @param source number of a district, or {@link #HEAD}
     * @param report file for conflicts and rejects, written at the end; an existing file is replaced
     * @param restart {@code true} to abandon an interrupted import of another manifest of this source; the rows that it imported are kept
     * @param progress called after each step
     * @throws city.pishkhan.api.Refusal FORBIDDEN if the caller is not an operator; INVALID if the source is unknown, the file is not a
     *     manifest, or the bag is damaged ({@code bag.damaged}; the report lists the faults); CONFLICT if another manifest of this source
     *     is in progress or another call is importing this one
     */
    ArchiveImportReport run(
            Caller operator,
            Path manifest,
            String source,
            Path report,
            boolean restart,
            Consumer<ArchiveImportReport> progress);
}
