package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An inquiry to an agency.
 *
 * @param id           id of the inquiry, identical in every dispatch; the agency must process it once
 * @param agency       the asked agency, e.g. {@code fire}
 * @param kind         service of the case, e.g. {@code building-permit}
 * @param caseNumber   case number for people, e.g. {@code 22-1405-0000123-2}
 * @param digest       SHA-256 over the shown facts, the sheets and the requested findings, 64 hexadecimal digits; the
 *                     answer repeats it
 * @param emission     number of the dispatch, 1 for the first
 * @param asked        creation of the inquiry; UTC, ISO 8601
 * @param due          deadline; UTC, ISO 8601; absent until it starts to run
 * @param facts        facts shown to the agency, by the names of the published vocabulary; areas in m², money in rial
 * @param attachments  sheets attached to the inquiry
 * @param findings     facts that an answer {@code data} must contain, no more and no less, by the names of the
 *                     published vocabulary; empty if the agency chooses the content
 * @param state        only where a single inquiry is read: {@code queued}, {@code dispatched}, {@code delivered}, {@code answered},
 *                     {@code superseded} (its answer no longer counts), {@code expired}, {@code withdrawn}
 * @param supersededBy id of the inquiry that replaces this one; absent if no inquiry replaces it
 */
public record Inquiry(
        UUID id,
        String agency,
        String kind,
        String caseNumber,
        String digest,
        int emission,
        Instant asked,
        @Nullable Instant due,
        Map<String, Object> facts,
        List<Attachment> attachments,
        List<String> findings,
        @Nullable String state,
        @Nullable UUID supersededBy) {

    /** Omits the facts, which may be personal. */
    @Override
    public String toString() {
        return "Inquiry[id=" + id + ", agency=" + agency + ", emission=" + emission + "]";
    }

    /**
     * A sheet attached to an inquiry.
     *
     * @param name      file name
     * @param mediaType e.g. {@code application/pdf}
     * @param sha256    SHA-256 of the content, 64 hexadecimal digits; its address is GET
     *                  {@code /agency/v1/inquiries/{id}/attachments/{sha256}}
     * @param size      size in bytes
     * @param role      kind of the sheet, e.g. {@code plan}
     * @param revision  1 for the first revision of that role in the case
     */
    public record Attachment(String name, String mediaType, String sha256, long size, String role, int revision) {}
}
