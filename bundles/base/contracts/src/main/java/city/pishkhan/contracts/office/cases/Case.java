package city.pishkhan.contracts.office.cases;

import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case. Members without a value (yet) are absent.
 *
 * @param id               id of the case, used in paths
 * @param number           case number for people: district, Persian year, serial, check digit, e.g. {@code 22-1405-0000123-2}
 * @param tracking         tracking code with which applicants follow the case at {@code /track}; absent for callers who
 *                         see persons masked
 * @param service          e.g. {@code building-permit}
 * @param subject          renovation code of the property, e.g. {@code 22-3-17-4-1-0-0}
 * @param district         district of the property, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param office           code of the responsible office, e.g. {@code 1204}
 * @param state            {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage            id of the current stage
 * @param version          version for If-Match, also the ETag; increases with each change
 * @param ruleSet          SHA-256 of the rule set under which the case was opened and stays; 64 hexadecimal digits
 * @param procedureVersion version of the procedure in that rule set
 * @param waitsFor         open conditions, e.g. {@code agency:fire}, {@code payment}, {@code paper:deed},
 *                         {@code verification:district:22}, {@code office:1204} if its office may not complete it
 * @param note             reason for which it was sent back, refused or withdrawn, in English; for an inspection first
 *                         the report of the violation, then the expert's report
 * @param noteFa           the same text in Persian; free text of people is the same in both
 * @param applicants       owners, co-owners and proxy
 * @param request          requested building; absent if the service asks for facts instead
 * @param facts            known facts, requested building and plan order, by the names of the published vocabulary;
 *                         areas in m², money in rial; no personal data
 * @param papers           papers in all revisions
 * @param needs            papers that the rules require
 * @param inquiries        inquiries to agencies, including superseded ones
 * @param certificate      code of the certificate; absent before it is issued
 * @param opened           time of opening; UTC, ISO 8601
 * @param ended            time of approval, refusal or withdrawal; UTC, ISO 8601
 * @param held             reason why the case may not be completed now; absent if it may
 * @param specialRequest   number of the committee's decision on which the case is based, e.g. {@code S-1405-0007}
 * @param customer         {@code citizen}, or {@code municipality} for inspections ordered by it, which have no
 *                         applicants and no request
 * @param expert           login of the inspecting expert, assigned in turn; only for cases of the municipality
 * @param archive          archived papers and papers to scan; only in the answer to the opening
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
     * A sheet of the case.
     *
     * @param kind      {@code deed}, {@code plan}, {@code national-card} …
     * @param sha256    hex SHA-256 of the content, which is its address; 64 hexadecimal digits
     * @param revision  1 for the first of its kind in the case
     * @param source    {@code archive} or {@code scan}; {@code recalled} for a wrong sheet, which no longer counts
     * @param name      cleaned file name: no path, no long numbers, up to 100 characters and the extension
     * @param mediaType e.g. {@code application/pdf}
     * @param size      size in bytes
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
     * A paper that the rules require.
     *
     * @param kind    the paper's kind, e.g. {@code deed}
     * @param reason  the rule that requires it
     * @param present {@code true} if the case has it
     */
    public record Need(String kind, String reason, boolean present) {}

    /**
     * An inquiry to an agency and its answer.
     *
     * @param id              id of the inquiry, the same at the agency and in every dispatch
     * @param stage           id of the asking stage
     * @param agency          e.g. {@code fire}
     * @param state           {@code queued}, {@code dispatched}, {@code delivered}, {@code answered},
     *                        {@code superseded}, {@code expired}, {@code withdrawn}
     * @param reason          rule that requires the inquiry, and its reason
     * @param verdict         {@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information},
     *                        {@code extend}, {@code data}; absent before the answer
     * @param answerReason    the agency's reason; absent if it gave none
     * @param conditions      conditions of the approval; empty otherwise
     * @param attempts        number of dispatches
     * @param asked           time of the inquiry; UTC, ISO 8601
     * @param delivered       time at which the agency received it and the deadline started; UTC, ISO 8601
     * @param due             deadline of the answer by the working calendar; before the delivery, the time at which the
     *                        undelivered inquiry is escalated; UTC, ISO 8601; absent if no deadline runs
     * @param answered        time of the answer; UTC, ISO 8601
     * @param supersededBy    id of the inquiry that replaces it after a change of the request
     * @param notReachedSince time since which the agency cannot be reached; UTC, ISO 8601; absent if it can
     * @param escalated       time at which the missed deadline was escalated; UTC, ISO 8601; absent if it was not
     * @param reminders       number of reminders about the present deadline
     * @param paused          pause of the agency for which the inquiry waits, with its reason; absent if it does not wait for a pause
     * @param sheets          sheets of the answer; kept even if the answer no longer counts
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
     * A sheet of an agency's answer.
     *
     * @param sha256    hex SHA-256 of the content, which is its address; 64 hexadecimal digits
     * @param name      file name; absent for callers who see free text masked
     * @param mediaType e.g. {@code application/pdf}
     * @param size      size in bytes
     */
    public record AnswerSheet(String sha256, @Nullable String name, String mediaType, long size) {}
}
