package city.pishkhan.api;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param items the rows
 * @param next  cursor of the next page, or {@code null} at the end
 */
public record Page<T>(List<T> items, String next) {
    public Page {
        items = List.copyOf(items);
    }
}
