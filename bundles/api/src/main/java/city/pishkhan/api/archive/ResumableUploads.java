package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sheets that offices send in pieces. What was taken stays: whoever loses the connection asks how far it came and goes on there, at whichever node. When the
 * last byte is there the upload becomes a sheet as {@link Papers#register} makes one. One of another office, or of another case, is none.
 */
public interface ResumableUploads {

    /**
     * What is to come.
     *
     * @param caseId  the case for which it was scanned; the caller has checked that the office may
     * @param service that the case asks for
     * @param kind    as {@link Papers.NewSheet}, with owner and name
     * @param length  bytes of all of it
     */
    record Announced(UUID caseId, String service, String kind, String owner, String name, long length) {}

    /**
     * How far it came.
     *
     * @param offset  bytes that are there
     * @param length  bytes of all of it
     * @param expires when it is forgotten
     * @param pages   of the sheet that it became; 0 as long as it is none
     * @param sheet   that it became
     */
    record Progress(UUID id, long offset, long length, Instant expires, int pages, Optional<Papers.Sheet> sheet) {}

    /**
     * In the caller's transaction.
     *
     * @throws Refusal TOO_LARGE, INVALID, or TOO_MANY if the office has too many that are not whole
     */
    Progress begin(Caller office, Announced announced);

    /** What is whole and is no sheet yet, because the hub died just then, becomes one now. @throws Refusal as {@link #append} */
    Progress find(Caller office, UUID caseId, UUID id);

    /**
     * Adds what comes; outside any transaction. Of what breaks off the first part is kept.
     *
     * @param offset of its first byte
     * @throws Refusal NOT_FOUND, CONFLICT at another offset, TOO_LARGE if more comes than was announced, MALFORMED if it broke off; what {@link Papers#deposit}
     *     refuses ends the upload, save UNAVAILABLE
     */
    Progress append(Caller office, UUID caseId, UUID id, long offset, InputStream content);

    /** Forgets it. @throws Refusal NOT_FOUND */
    void end(Caller office, UUID caseId, UUID id);

    /** An upload that is not whole and counts against the office's limit. @param offset bytes that are there @param expires when it is forgotten */
    record Unfinished(UUID id, UUID caseId, String kind, long offset, long length, Instant begun, Instant expires) {}

    /** The office's uploads of all cases that are not whole, oldest first. */
    List<Unfinished> unfinished(Caller office);

    /**
     * Forgets an upload of the office that is not whole, whatever has become of its case or of the office's right to it.
     *
     * @throws Refusal NOT_FOUND
     */
    void drop(Caller office, UUID id);
}
