package city.pishkhan.contracts.office.attestations;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An office's tasks about originals, and recalled sheets of its cases.
 *
 * @param items newest first
 */
public record OriginalList(List<Item> items) {

    /**
     * One task or recalled sheet.
     *
     * @param caseId      id of the case, used in paths
     * @param caseNumber  case number for people
     * @param attestation id of the attestation; absent for a recalled sheet
     * @param kind        kind of the paper
     * @param state       {@code kept} or {@code brought}: return the original; {@code summoned}: obtain it;
     *                    {@code recalled}: scan the correct paper
     * @param since       start of this state; UTC, ISO 8601
     */
    public record Item(
            UUID caseId,
            String caseNumber,
            @Nullable UUID attestation,
            String kind,
            @OneOf({"kept", "brought", "summoned", "recalled"}) String state,
            Instant since) {}
}
