package city.pishkhan.contracts.agency;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A question to the agency.
 *
 * @param id          the same for ever, however often it is sent: act on it once
 * @param agency      who is asked, e.g. {@code fire}
 * @param kind        the service that the case is about, e.g. {@code building-permit}
 * @param caseNumber  by which people call the case, e.g. {@code 22-1405-0000123-2}
 * @param digest      over the facts and the sheets shown and the findings wanted, 64 hexadecimal digits; the answer cites it
 * @param emission    1 for the first sending
 * @param asked       UTC, ISO 8601
 * @param due         when the time is up, UTC, ISO 8601; absent while the clock has not started
 * @param facts       what the agency is shown, by the names of the published vocabulary; areas in m², money in rial
 * @param attachments sheets that go with it
 * @param findings    facts that an answer {@code data} must bring, exactly these, by the names of the published vocabulary; empty where the
 *                    agency itself knows what to say
 * @param state       where one inquiry is read: {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}
 *                    (what was answered does not count any more), {@code expired}, {@code withdrawn}
 * @param supersededBy id of the inquiry that took its place; absent unless one did
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

    /** Facts may be personal. */
    @Override
    public String toString() {
        return "Inquiry[id=" + id + ", agency=" + agency + ", emission=" + emission + "]";
    }

    /**
     * A sheet that goes with an inquiry.
     *
     * @param name      of the file
     * @param mediaType e.g. {@code application/pdf}
     * @param sha256    its address, 64 hexadecimal digits: GET {@code /agency/v1/inquiries/{id}/attachments/{sha256}}
     * @param size      bytes
     * @param role      e.g. {@code plan}
     * @param revision  1 for the first revision of that role in the case
     */
    public record Attachment(String name, String mediaType, String sha256, long size, String role, int revision) {}
}
