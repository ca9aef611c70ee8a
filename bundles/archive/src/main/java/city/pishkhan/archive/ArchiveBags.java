package city.pishkhan.archive;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Hands dossiers on as bags (BagIt 1.0, RFC 8493): sheets below {@code data}, their hashes in {@code manifest-sha256.txt}, and what is known of them in
 * {@code metadata.csv}, which is a manifest for {@link ArchiveImport}: that takes a bag's folder over as it does a manifest.
 */
public interface ArchiveBags {

    /**
     * How much is written.
     *
     * @param manifest SHA-256 of {@code manifest-sha256.txt}; {@code null} until the bag is complete
     */
    record Written(long sheets, long bytes, String manifest) {}

    /**
     * Writes a dossier, whatever its confidentiality, without sheets that were recalled; journaled.
     *
     * @param folder     that is not there yet; what was interrupted leaves one without {@code bagit.txt}
     * @param nationalId of whom a person's dossier is, for the archive knows its digest alone; else {@code null}
     * @param progress   is told after each sheet
     * @throws city.pishkhan.api.Refusal FORBIDDEN for who is no operator; NOT_FOUND; INVALID if the folder is there, or it is no dossier of this person;
     *     CONFLICT for a dossier without sheets, or with one in quarantine; UNAVAILABLE for a sheet that is lost
     */
    Written export(Caller operator, ArchiveUnit dossier, Path folder, String nationalId, Consumer<Written> progress);
}
