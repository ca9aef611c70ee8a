package city.pishkhan.contracts.office;

import city.pishkhan.contracts.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case. Absent members are not known (yet).
 *
 * @param number           by which people call it, e.g. {@code 22-1405-0000123-6}
 * @param state            {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage            id of the stage in which it is
 * @param version          what If-Match names; also the ETag
 * @param ruleSet          hash of the rule set under which it was opened
 * @param waitsFor         e.g. {@code agency:fire}, {@code payment}, {@code paper:deed}, {@code verification:district:22}
 * @param note             why it was sent back, refused or withdrawn
 * @param facts            the facts known: request and plan order
 * @param certificate      the certificate's code, once issued
 */
public record Case(
        UUID id,
        String number,
        String service,
        String subject,
        int district,
        String office,
        String state,
        String stage,
        long version,
        String ruleSet,
        int procedureVersion,
        List<String> waitsFor,
        String note,
        List<Applicant> applicants,
        Request request,
        Map<String, Object> facts,
        List<Paper> papers,
        List<Need> needs,
        List<Inquiry> inquiries,
        String certificate,
        Instant opened,
        Instant ended) {

    /**
     * @param revision 1 for the first of its kind in the case
     * @param source   {@code archive} or {@code scan}
     */
    public record Paper(
            String kind, String sha256, int revision, String source, String name, String mediaType, long size) {}

    /**
     * @param reason  which rule asks for it
     * @param present whether the case has it
     */
    public record Need(String kind, String reason, boolean present) {}

    /**
     * @param state   {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}, {@code expired},
     *                {@code withdrawn}
     * @param reason  which rule asked, and why
     * @param verdict {@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information}, {@code extend},
     *                {@code data}
     */
    public record Inquiry(
            UUID id,
            String stage,
            String agency,
            String state,
            String reason,
            String verdict,
            String answerReason,
            List<Condition> conditions,
            int attempts,
            Instant asked,
            Instant delivered,
            Instant due,
            Instant answered,
            UUID supersededBy) {}
}
