package city.pishkhan.contracts.office;

import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case. Absent members are not known (yet).
 *
 * @param id               of the case, for paths
 * @param number           by which people call it: district, Persian year, serial, check digit, e.g. {@code 22-1405-0000123-2}
 * @param tracking         code for the applicants, who follow the case with it at {@code /track}; absent for whom persons are masked
 * @param service          e.g. {@code building-permit}
 * @param subject          renovation code of the property, e.g. {@code 22-3-17-4-1-0-0}
 * @param district         1 to 22, of the property
 * @param office           code of the office that has it, e.g. {@code 1204}
 * @param state            {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage            id of the stage in which it is
 * @param version          what If-Match names; also the ETag; grows with each change
 * @param ruleSet          SHA-256 of the rule set under which it was opened, which it keeps; 64 hexadecimal digits
 * @param procedureVersion version of the procedure in that rule set, which it keeps
 * @param waitsFor         e.g. {@code agency:fire}, {@code payment}, {@code paper:deed}, {@code verification:district:22},
 *                         {@code office:1204} if its office may not finish it
 * @param note             why it was sent back, refused or withdrawn; of an inspection what was reported, then the expert's report
 * @param noteFa           the same in Persian; what people wrote stands in both as they wrote it
 * @param applicants       owners, co-owners and proxy
 * @param request          what is asked for
 * @param facts            the facts known, request and plan order, by the names of the published vocabulary; areas in m², money in rial; no
 *                         personal data
 * @param papers           each revision of each paper
 * @param needs            papers that the rules ask for
 * @param inquiries        questions to agencies, superseded ones included
 * @param certificate      the certificate's code, once issued
 * @param opened           UTC, ISO 8601
 * @param ended            approved, refused or withdrawn; UTC, ISO 8601
 * @param held             why it may not come to its end now; absent if it may
 * @param specialRequest   number of the committee's decision on whose ground it was opened, e.g. {@code S-1405-0007}
 * @param customer         {@code citizen}, or {@code municipality} for what it has looked into; then there are no applicants and no request
 * @param expert           login of the expert who inspects, by turn; only where the municipality is the customer
 * @param archive          what the archive holds for it and what must be scanned; only in the answer to its opening
 */
public record Case(
        UUID id,
        String number,
        @Nullable String tracking,
        String service,
        String subject,
        int district,
        String office,
        @OneOf({"open", "waiting", "approved", "refused", "withdrawn"}) String state,
        String stage,
        long version,
        String ruleSet,
        int procedureVersion,
        List<String> waitsFor,
        @Nullable String note,
        @Nullable String noteFa,
        List<Applicant> applicants,
        @Nullable Request request,
        Map<String, Object> facts,
        List<Paper> papers,
        List<Need> needs,
        List<Inquiry> inquiries,
        @Nullable String certificate,
        Instant opened,
        @Nullable Instant ended,
        @Nullable Hold held,
        @Nullable String specialRequest,
        @OneOf({"citizen", "municipality"}) String customer,
        @Nullable String expert,
        @Nullable Archive archive) {

    /**
     * A sheet that the case holds.
     *
     * @param kind      {@code deed}, {@code plan}, {@code national-card} …
     * @param sha256    hex digest of its content, which is its address; 64 hexadecimal digits
     * @param revision  1 for the first of its kind in the case
     * @param source    {@code archive} or {@code scan}; {@code recalled} of a wrong sheet, which counts no more
     * @param name      of the file, cleaned: no path, no long numbers, at most 100 characters and the extension
     * @param mediaType e.g. {@code application/pdf}
     * @param size      bytes
     */
    public record Paper(
            String kind,
            String sha256,
            int revision,
            @OneOf({"archive", "scan", "recalled"}) String source,
            String name,
            String mediaType,
            long size) {}

    /**
     * A paper that the rules ask for.
     *
     * @param kind    the paper's kind, e.g. {@code deed}
     * @param reason  which rule asks for it
     * @param present whether the case has it
     */
    public record Need(String kind, String reason, boolean present) {}

    /**
     * A question to an agency, and what came of it.
     *
     * @param id           the same for ever, at the agency too
     * @param stage        id of the stage that asked
     * @param agency       e.g. {@code fire}
     * @param state        {@code queued}, {@code dispatched}, {@code delivered}, {@code answered}, {@code superseded}, {@code expired},
     *                     {@code withdrawn}
     * @param reason       which rule asked, and why
     * @param verdict      {@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information}, {@code extend},
     *                     {@code data}; absent until answered
     * @param answerReason the agency's reason, where it gave one
     * @param conditions   under which the agency approves; empty otherwise
     * @param attempts     how often it was sent
     * @param asked        UTC, ISO 8601
     * @param delivered    when the agency had it, and its clock began; UTC, ISO 8601
     * @param due          when its time is up, by the working calendar; until it is delivered, when it is told upwards that the agency was
     *                     not reached; UTC, ISO 8601; absent where no deadline runs
     * @param answered     UTC, ISO 8601
     * @param supersededBy id of the inquiry that took its place after a change of what was asked for
     * @param notReachedSince since when the agency cannot be reached; UTC, ISO 8601; absent if it can
     * @param escalated    when it was told upwards that the deadline had passed; UTC, ISO 8601; absent if it has not
     * @param reminders    how often the agency was reminded of the present deadline
     * @param paused       that the operators paused the agency, so that the inquiry waits, and why; absent if it does not wait for that
     * @param sheets       that came with the answer; they stay with an answer that does not count any more
     */
    public record Inquiry(
            UUID id,
            String stage,
            String agency,
            @OneOf({"queued", "dispatched", "delivered", "answered", "superseded", "expired", "withdrawn"})
                    String state,
            String reason,
            @Nullable
                    @OneOf({"approve", "approve-with-conditions", "reject", "need-more-information", "extend", "data"})
                    String verdict,
            @Nullable String answerReason,
            List<Condition> conditions,
            int attempts,
            Instant asked,
            @Nullable Instant delivered,
            @Nullable Instant due,
            @Nullable Instant answered,
            @Nullable UUID supersededBy,
            @Nullable Instant notReachedSince,
            @Nullable Instant escalated,
            int reminders,
            @Nullable Hold paused,
            List<AnswerSheet> sheets) {}

    /**
     * A sheet that came with an agency's answer.
     *
     * @param sha256    hex digest of its content, which is its address; 64 hexadecimal digits
     * @param name      of the file; absent for whom people's words are masked
     * @param mediaType e.g. {@code application/pdf}
     * @param size      bytes
     */
    public record AnswerSheet(String sha256, @Nullable String name, String mediaType, long size) {}
}
