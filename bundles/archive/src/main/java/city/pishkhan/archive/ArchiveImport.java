package city.pishkhan.archive;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Takes over the sheets of one of the 23 islands (22 districts and the head office): a manifest and the files that it names.
 *
 * <p><b>Manifest</b>: CSV, UTF-8, RFC 4180 quoting, one row a sheet; the handbook's page on the archive has its columns. Paths are relative to the manifest's folder.
 *
 * <p>A folder is a bag (BagIt): it is taken over by its {@code metadata.csv}, a manifest, once it is found complete and whole; see {@link ArchiveBags}.
 *
 * <p><b>Fate</b>: {@code rows = merged + duplicates + conflicts + rejects}. A row that breaks a rule is rejected, and the others go on. A duplicate is there
 * already: the same page, or the same content of the same owner and kind. A conflict says otherwise than what is there of the same document or page; what came
 * first holds. Rejects and conflicts are listed in a report.
 *
 * <p>It is done in steps, each of which is there whole or not at all: after a kill at any moment the same call goes on where it was, and what is imported twice
 * is there once. One manifest of a source is under way at a time.
 */
public interface ArchiveImport {

    /** The island of the head office; the others are {@code "1"} to {@code "22"}. */
    String HEAD = "head";

    /**
     * Imports a manifest, or what is left of it.
     *
     * @param operator who does it; journaled
     * @param manifest the file, or the folder of a bag
     * @param source   {@code "1"} to {@code "22"}, or {@link #HEAD}
     * @param report   where conflicts and rejects are written when all is done; replaced if it is there
     * @param anew     whether another manifest of this source that was interrupted is given up: what it brought stays
     * @param progress is told after each step
     * @throws city.pishkhan.api.Refusal FORBIDDEN for who is no operator; INVALID for a source that is none, a file that is no manifest, a bag that is
     *     damaged ({@code bag.damaged}; its faults are in the report); CONFLICT if another
     *     manifest of this source is under way, or another call is at this one
     */
    ArchiveImportReport run(
            Caller operator,
            Path manifest,
            String source,
            Path report,
            boolean anew,
            Consumer<ArchiveImportReport> progress);
}
