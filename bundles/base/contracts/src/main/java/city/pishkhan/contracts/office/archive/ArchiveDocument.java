package city.pishkhan.contracts.office.archive;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * An archived document of a property.
 *
 * @param id           id of the document: a number, sent as text because some clients have shorter numbers
 * @param dossier      id of its dossier: a number, sent as text
 * @param property     renovation code
 * @param kind         e.g. {@code deed}
 * @param date         date of the paper; absent if unknown
 * @param number       number of the document at its source
 * @param source       source from which it was imported; absent for a scan of an office
 * @param title        title of the document; absent if it has none
 * @param notes        notes on the document; absent if there are none
 * @param dossierTitle title of the dossier; absent if it has none
 * @param dossierNotes notes on the dossier; absent if there are none
 * @param read         {@code true} if the search matched recognized text of a sheet instead of the title; absent otherwise
 */
public record ArchiveDocument(
        String id,
        String dossier,
        String property,
        String kind,
        @Nullable LocalDate date,
        @Nullable String number,
        @Nullable String source,
        @Nullable String title,
        @Nullable String notes,
        @Nullable String dossierTitle,
        @Nullable String dossierNotes,
        @Nullable Boolean read) {}
