package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * What documents are searched by: a property, or words within a district or a kind.
 *
 * @param property renovation code: all documents of it; without {@code words}, {@code kind} and {@code district}
 * @param words    all of which are in the title, or were read on one sheet, 1 to 8; the last may end with {@code *}, then it is a beginning of three letters at least
 * @param kind     of papers, e.g. {@code deed}
 * @param district number; absent: the caller's own
 * @param cursor   {@code next} of the page before
 */
public record DocumentSearch(
        @Nullable String property,
        @Nullable String words,
        @Nullable String kind,
        @Nullable Integer district,
        @Nullable String cursor) {}
