package city.pishkhan.contracts.office.archive;

import jakarta.annotation.Nullable;

/**
 * Search for documents by property, or by words within a district or kind.
 *
 * @param property renovation code; returns all documents of the property. Excludes {@code words}, {@code kind} and {@code district}
 * @param words    1 to 8 words that the title or the recognized text of one sheet must all contain. The last may end with {@code *} as a
 *                 prefix of at least three letters
 * @param kind     kind of paper, e.g. {@code deed}
 * @param district number of the district; absent for the caller's own
 * @param cursor   {@code next} of the previous page
 */
public record DocumentSearch(
        @Nullable String property,
        @Nullable String words,
        @Nullable String kind,
        @Nullable Integer district,
        @Nullable String cursor) {}
