package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * What the archive has of some properties.
 *
 * @param items a property each, in the order of the question; one that was named twice is there once
 */
public record HoldingList(List<Item> items) {

    /**
     * One property.
     *
     * @param property renovation code
     * @param papers   each kind that is there; empty if there is nothing
     */
    public record Item(String property, List<Paper> papers) {}

    /**
     * One kind of its papers.
     *
     * @param kind   e.g. {@code deed}
     * @param newest date of the newest one, else that of its dossier, else when it was scanned; absent if none is known
     */
    public record Paper(String kind, @Nullable LocalDate newest) {}
}
