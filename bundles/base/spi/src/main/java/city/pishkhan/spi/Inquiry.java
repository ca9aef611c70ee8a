package city.pishkhan.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to one agency (استعلام), with the facts and sheets at the time it was created.
 *
 * @param id          the idempotency key from end to end: a partner that receives it again must not act twice
 * @param agency      name of the agency, e.g. {@code fire}
 * @param kind        subject of the inquiry, e.g. {@code building-permit}; an agency may answer several kinds
 * @param caseNumber  the case number that people see
 * @param digest      SHA-256 (hex) over the facts, the attached sheets and the requested findings; personal facts enter as
 *                    commitments. An answer must cite this digest
 * @param emission    number of the dispatch: 1 for the first, increased by one for each later one
 * @param asked       when the inquiry was created
 * @param due         the agency's deadline, or {@code null} while its clock has not started (it starts at delivery)
 * @param facts       facts for the agency, by name: strings, numbers, booleans, and lists and maps of them
 * @param findings    names, in the vocabulary, of exactly the facts that an answer with {@link Verdict#DATA} must contain; empty
 *                    if the procedure leaves them to the agency
 * @param attachments the attached sheets, e.g. the architectural plan
 * @param traceparent W3C trace context of the call that caused the inquiry, or {@code null}
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
        List<String> findings,
        List<Attachment> attachments,
        String traceparent) {

    public Inquiry {
        facts = Map.copyOf(facts);
        findings = List.copyOf(findings);
        attachments = List.copyOf(attachments);
    }

    /** Omits the values of the facts, because inquiries are logged in transit and facts may be personal. */
    @Override
    public String toString() {
        return "Inquiry[id=" + id + ", agency=" + agency + ", kind=" + kind + ", caseNumber=" + caseNumber
                + ", emission=" + emission + ", facts=" + facts.keySet() + "]";
    }

    /** Creates an inquiry without requested findings. */
    public Inquiry(
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
            String traceparent) {
        this(id, agency, kind, caseNumber, digest, emission, asked, due, facts, List.of(), attachments, traceparent);
    }
}
