package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A sheet that was taken out of the archive.
 *
 * @param id     of the recall, as the history of each case names it
 * @param kind   of the paper
 * @param sha256 of the sheet
 * @param at     UTC, ISO 8601
 * @param items  every case that has it among its papers
 */
public record SheetRecall(UUID id, String kind, String sha256, Instant at, List<Item> items) {

    /**
     * A case that is told.
     *
     * @param number as people say it
     * @param office that has it
     */
    public record Item(String number, String office) {}
}
