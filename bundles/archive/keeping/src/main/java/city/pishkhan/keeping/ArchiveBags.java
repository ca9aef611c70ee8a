package city.pishkhan.keeping;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exports dossiers as bags (BagIt 1.0, RFC 8493). Sheets are stored below {@code data}, their hashes in {@code manifest-sha256.txt}, and
 * their metadata in {@code metadata.csv}. The metadata file is a manifest for {@link ArchiveImport}, which imports the folder of a bag like
 * a manifest.
 */
public interface ArchiveBags {

    /**
     * Progress of an export.
     *
     * @param manifest SHA-256 of {@code manifest-sha256.txt}; {@code null} until the bag is complete
     */
    record Written(long sheets, long bytes, @Nullable String manifest) {}

    /**
     * Exports a dossier of any confidentiality, without recalled sheets. The export is journaled.
     *
     * @param folder folder to create; must not exist. An interrupted export leaves a folder without {@code bagit.txt}
     * @param nationalId national ID of the owner of a person's dossier, because the archive knows only its digest; else {@code null}
     * @param progress called after each sheet
     * @throws city.pishkhan.api.Refusal FORBIDDEN if the caller is not an operator; NOT_FOUND; INVALID if the folder exists or the dossier
     *     belongs to another person; CONFLICT if the dossier has no sheets or a sheet in quarantine; UNAVAILABLE if a sheet is lost
     */
    Written export(Caller operator, ArchiveUnit dossier, Path folder, String nationalId, Consumer<Written> progress);
}
