package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An upload in pieces that is not whole.
 *
 * @param id      its own, last part of its address
 * @param caseId  for which it was begun
 * @param kind    of the paper
 * @param offset  bytes that are there
 * @param length  bytes of all of it
 * @param begun   when it was begun
 * @param expires when the hub forgets it
 */
public record UnfinishedUpload(
        UUID id, UUID caseId, String kind, long offset, long length, Instant begun, Instant expires) {

    /**
     * All unfinished uploads of an office. They count against the number and the bytes that it may have under way.
     *
     * @param items oldest first
     */
    public record Listing(List<UnfinishedUpload> items) {}
}
