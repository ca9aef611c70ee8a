package city.pishkhan.contracts.office.archive;

import jakarta.annotation.Nullable;

/**
 * Title and notes of a document or dossier.
 *
 * @param title up to 200 characters; absent removes it
 * @param notes up to 1,000 characters; absent removes them
 */
public record DocumentTitle(@Nullable String title, @Nullable String notes) {}
