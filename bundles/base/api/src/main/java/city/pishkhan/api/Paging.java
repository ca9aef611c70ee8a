package city.pishkhan.api;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a listing that is ordered by id.
 *
 * @param from id of the last row of the previous page, or {@code null} for the first page
 * @param rows maximum number of rows on a page
 */
public record Paging(@Nullable UUID from, int rows) {
    private static final int MAX_ROWS = 200;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * Creates a request from a cursor; {@code limit} is clamped to 1 to 200.
     *
     * @param cursor cursor from {@link Page#next}; {@code null} or empty for the first page
     * @throws Refusal INVALID {@code page.cursor}
     */
    public static Paging of(@Nullable String cursor, int limit) {
        return new Paging(parseId(cursor), Math.max(1, Math.min(limit, MAX_ROWS)));
    }

    private static @Nullable UUID parseId(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        // UUID.fromString also accepts shortened ids, which the hub never issues
        if (!ID.matcher(cursor).matches()) {
            throw Refusal.invalid("page.cursor", "cursor");
        }
        return UUID.fromString(cursor);
    }

    /** Number of rows to read: one more than the page shows, to find out whether there is a next page. */
    public int limit() {
        return rows + 1;
    }

    /**
     * Builds the page from the rows that were read.
     *
     * @param found up to {@link #limit} rows
     * @param id    returns the id of a row
     */
    public <T> Page<T> page(List<T> found, Function<T, UUID> id) {
        boolean more = found.size() > rows;
        List<T> page = more ? found.subList(0, rows) : found;
        return new Page<>(page, more ? id.apply(page.get(rows - 1)).toString() : null);
    }
}
