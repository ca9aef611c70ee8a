package city.pishkhan.contracts.agency;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A question to the agency.
 *
 * @param id          the same for ever, however often it is sent: act on it once
 * @param kind        e.g. {@code building-permit}
 * @param digest      over the facts and the plan shown; the answer cites it
 * @param emission    1 for the first sending
 * @param due         when the time is up; absent while the clock has not started
 * @param facts       what the agency is shown
 * @param attachments sheets that go with it
 */
public record Inquiry(
        UUID id,
        String agency,
        String kind,
        String caseNumber,
        String digest,
        int emission,
        Instant asked,
        Instant due,
        Map<String, Object> facts,
        List<Attachment> attachments) {

    /**
     * @param sha256   its address: GET {@code /agency/v1/inquiries/{id}/attachments/{sha256}}
     * @param size     bytes
     * @param role     e.g. {@code plan}
     * @param revision 1 for the first revision of that role in the case
     */
    public record Attachment(String name, String mediaType, String sha256, long size, String role, int revision) {}
}
