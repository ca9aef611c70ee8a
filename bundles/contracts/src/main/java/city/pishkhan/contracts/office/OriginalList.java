package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an office has to do with originals, and which sheets of its cases were recalled.
 *
 * @param items newest first
 */
public record OriginalList(List<Item> items) {

    /**
     * One of them.
     *
     * @param caseId      for paths
     * @param caseNumber  as people say it
     * @param attestation absent of a recalled sheet
     * @param kind        of the paper
     * @param state       {@code kept} or {@code brought}: give it back; {@code summoned}: have it brought; {@code recalled}: scan the right paper
     * @param since       UTC, ISO 8601
     */
    public record Item(
            UUID caseId,
            String caseNumber,
            @Nullable UUID attestation,
            String kind,
            @OneOf({"kept", "brought", "summoned", "recalled"}) String state,
            Instant since) {}
}
