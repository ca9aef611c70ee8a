package city.pishkhan.contracts.office.archive;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * Archived papers of properties.
 *
 * @param items one item per property, in the order of the request; a property that is requested twice appears once
 */
public record HoldingList(List<Item> items) {

    /**
     * One property.
     *
     * @param property renovation code
     * @param papers   archived kinds of papers; empty if there are none
     */
    public record Item(String property, List<Paper> papers) {}

    /**
     * One kind of the property's papers.
     *
     * @param kind   e.g. {@code deed}
     * @param newest date of the newest paper, otherwise of its dossier, otherwise of its scan; absent if all are unknown
     */
    public record Paper(String kind, @Nullable LocalDate newest) {}
}
