package city.pishkhan.contracts.office.papers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An incomplete upload.
 *
 * @param id      id, the last part of its address
 * @param caseId  id of its case
 * @param kind    kind of the paper
 * @param offset  number of received bytes
 * @param length  size of the whole upload in bytes
 * @param begun   start of the upload; UTC, ISO 8601
 * @param expires time at which the hub deletes it unless completed; UTC, ISO 8601
 */
public record UnfinishedUpload(
        UUID id, UUID caseId, String kind, long offset, long length, Instant begun, Instant expires) {

    /**
     * All incomplete uploads of an office. They count towards its limits on number and bytes.
     *
     * @param items uploads, oldest first
     */
    public record Listing(List<UnfinishedUpload> items) {}
}
