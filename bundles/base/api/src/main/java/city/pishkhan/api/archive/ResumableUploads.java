package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Uploads of sheets in pieces. Received bytes are kept: after a lost connection the office queries the offset and resumes there,
 * on any node. After the last byte the upload becomes a sheet, as with {@link Papers#register}. Uploads of another office or
 * another case are reported as unknown.
 */
public interface ResumableUploads {

    /**
     * Metadata of an upload that begins.
     *
     * @param caseId  the case for which the sheet was scanned; the caller has checked the office's access
     * @param service service of the case
     * @param kind    as in {@link Papers.NewSheet}, like owner and name
     * @param length  total size in bytes
     */
    record UploadMetadata(UUID caseId, String service, String kind, String owner, String name, long length) {}

    /**
     * Progress of an upload.
     *
     * @param offset  number of received bytes
     * @param length  total size in bytes
     * @param expires time when the upload is deleted
     * @param pages   number of pages of the resulting sheet; 0 while there is none
     * @param sheet   the resulting sheet; empty until the upload is complete
     */
    record Progress(UUID id, long offset, long length, Instant expires, int pages, Optional<Papers.Sheet> sheet) {}

    /**
     * Begins an upload, in the caller's transaction.
     *
     * @throws Refusal TOO_LARGE, INVALID, or TOO_MANY if the office has too many unfinished uploads
     */
    Progress begin(Caller office, UploadMetadata announced);

    /**
     * Returns an upload's progress. If the upload is complete but the hub stopped before creating the sheet, the sheet is created
     * now.
     *
     * @throws Refusal as {@link #append}
     */
    Progress findOrComplete(Caller office, UUID caseId, UUID id);

    /**
     * Appends bytes; must be called outside any transaction. If the stream breaks off, the received part is kept.
     *
     * @param offset offset of the first byte of {@code content}
     * @throws Refusal NOT_FOUND; CONFLICT for a wrong offset; TOO_LARGE if there are more bytes than announced; MALFORMED if the
     *     stream broke off. Refusals of {@link Papers#deposit} end the upload, except UNAVAILABLE
     */
    Progress append(Caller office, UUID caseId, UUID id, long offset, InputStream content);

    /**
     * Deletes an upload.
     *
     * @throws Refusal NOT_FOUND
     */
    void delete(Caller office, UUID caseId, UUID id);

    /**
     * An incomplete upload, which counts towards the office's limit.
     *
     * @param offset  number of received bytes
     * @param expires time when the upload is deleted
     */
    record Unfinished(UUID id, UUID caseId, String kind, long offset, long length, Instant begun, Instant expires) {}

    /** The office's incomplete uploads of all cases, oldest first. */
    List<Unfinished> listUnfinished(Caller office);

    /**
     * Deletes an incomplete upload of the office, even if its case has ended or the office has lost access to it.
     *
     * @throws Refusal NOT_FOUND
     */
    void discard(Caller office, UUID id);
}
