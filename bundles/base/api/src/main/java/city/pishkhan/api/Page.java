package city.pishkhan.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param items rows of this page
 * @param next  cursor of the next page, or {@code null} on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Returns the same page with each row converted. */
    public <S> Page<S> map(Function<? super T, ? extends S> form) {
        return new Page<>(items.stream().<S>map(form).toList(), next);
    }
}
