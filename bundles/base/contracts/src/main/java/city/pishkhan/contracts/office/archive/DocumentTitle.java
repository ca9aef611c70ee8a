package city.pishkhan.contracts.office.archive;

import jakarta.annotation.Nullable;

/**
 * Title and notes of a document or dossier.
 *
 * @param title title, up to 200 characters; if absent, the present title is removed
 * @param notes notes, up to 1,000 characters; if absent, the present notes are removed
 */
public record DocumentTitle(@Nullable String title, @Nullable String notes) {}
