package city.pishkhan.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A question to one agency (استعلام), as it stood when it was asked.
 *
 * @param id          the idempotency key from end to end: a partner that sees it again must not act twice
 * @param agency      name of the agency, e.g. {@code fire}
 * @param kind        what is asked, e.g. {@code building-permit}; an agency may answer several kinds
 * @param caseNumber  the case number that people see
 * @param digest      SHA-256 (hex) over the facts (of personal ones, commitments) and the sheets shown and the findings wanted; an answer must
 *                    cite it
 * @param emission    1 for the first sending, one more for every later one
 * @param asked       when the inquiry was created
 * @param due         when the agency's time is up, or {@code null} while its clock has not started (it starts at delivery)
 * @param facts       what the agency is shown: names to strings, numbers, booleans, lists and maps of those
 * @param findings    facts that an answer with {@link Verdict#DATA} must bring, exactly these, by their names in the vocabulary; empty where the
 *                    procedure leaves that to the agency
 * @param attachments the sheets that go with it, e.g. the architectural plan
 * @param traceparent W3C trace context of the call that caused it, or {@code null}
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
        List<String> findings,
        List<Attachment> attachments,
        String traceparent) {

    public Inquiry {
        facts = Map.copyOf(facts);
        findings = List.copyOf(findings);
        attachments = List.copyOf(attachments);
    }

    /** Without what it shows: it is logged on its way, and facts may be personal. */
    @Override
    public String toString() {
        return "Inquiry[id=" + id + ", agency=" + agency + ", kind=" + kind + ", caseNumber=" + caseNumber
                + ", emission=" + emission + ", facts=" + facts.keySet() + "]";
    }

    /** One that wants no findings. */
    public Inquiry(
            UUID id,
            String agency,
            String kind,
            String caseNumber,
            String digest,
            int emission,
            Instant asked,
            Instant due,
            Map<String, Object> facts,
            List<Attachment> attachments,
            String traceparent) {
        this(id, agency, kind, caseNumber, digest, emission, asked, due, facts, List.of(), attachments, traceparent);
    }
}
