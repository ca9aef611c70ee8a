package city.pishkhan.contracts.office.attestations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Removal of a wrong sheet from the archive.
 *
 * @param id     id of the recall, used in the history of each case
 * @param kind   kind of the paper
 * @param sha256 SHA-256 of the sheet
 * @param at     time of the recall; UTC, ISO 8601
 * @param items  all cases with the sheet among their papers
 */
public record SheetRecall(UUID id, String kind, String sha256, Instant at, List<Item> items) {

    /**
     * A case whose office is notified.
     *
     * @param number case number for people
     * @param office code of its office
     */
    public record Item(String number, String office) {}
}
