package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * A document of a property.
 *
 * @param id           of the document; a number, as text for those whose numbers are shorter
 * @param dossier      id of its dossier, likewise
 * @param property     renovation code
 * @param kind         e.g. {@code deed}
 * @param date         the paper's own; absent if it is not known
 * @param number       its own, of the source
 * @param source       that it was taken over from; absent of an office's scan
 * @param title        absent if it has none
 * @param notes        absent if there are none
 * @param dossierTitle absent if it has none
 * @param dossierNotes absent if there are none
 * @param read         {@code true} if it was found by what was read on one of its sheets and not by its title; absent otherwise
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
