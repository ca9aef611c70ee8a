package city.pishkhan.api;

import java.util.List;
import java.util.function.Function;

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

    /** The same page in another form. */
    public <S> Page<S> map(Function<? super T, ? extends S> form) {
        return new Page<>(items.stream().<S>map(form).toList(), next);
    }
}
