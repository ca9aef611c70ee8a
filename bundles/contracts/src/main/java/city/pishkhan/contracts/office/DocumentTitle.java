package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * What a document or a dossier is called.
 *
 * @param title 200 characters at most; absent takes it away
 * @param notes 1,000 characters at most; absent takes them away
 */
public record DocumentTitle(@Nullable String title, @Nullable String notes) {}
