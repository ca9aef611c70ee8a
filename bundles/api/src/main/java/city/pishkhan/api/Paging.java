package city.pishkhan.api;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which page of a listing in the order of ids is wanted.
 *
 * @param from id of the last row of the page before, or {@code null} for the first page
 * @param rows how many a page shows at most
 */
public record Paging(UUID from, int rows) {
    private static final int MOST = 200;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** @throws Refusal INVALID {@code page.cursor} */
    public static Paging of(String cursor, int limit) {
        return new Paging(id(cursor), Math.max(1, Math.min(limit, MOST)));
    }

    private static UUID id(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        // what UUID would complete from less is none of ours
        if (!ID.matcher(cursor).matches()) {
            throw Refusal.invalid("page.cursor", "cursor");
        }
        return UUID.fromString(cursor);
    }

    /** How many are read: one more than is shown says whether there is another page. */
    public int limit() {
        return rows + 1;
    }

    /** @param found up to {@link #limit} rows */
    public <T> Page<T> page(List<T> found, Function<T, UUID> id) {
        boolean more = found.size() > rows;
        List<T> page = more ? found.subList(0, rows) : found;
        return new Page<>(page, more ? id.apply(page.get(rows - 1)).toString() : null);
    }
}
