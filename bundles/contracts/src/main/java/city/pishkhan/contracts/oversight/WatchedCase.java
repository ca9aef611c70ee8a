package city.pishkhan.contracts.oversight;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.Case;
import city.pishkhan.contracts.office.Hold;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case as those who watch see it: file names, and what people wrote in their own words, are masked. Absent members are not known (yet).
 *
 * @param id               of the case, for paths
 * @param number           by which people call it, e.g. {@code 22-1405-0000123-2}
 * @param service          e.g. {@code building-permit}
 * @param subject          renovation code of the property
 * @param district         1 to 22, of the property
 * @param office           code of the office that has it
 * @param state            {@code open}, {@code waiting}, {@code approved}, {@code refused} or {@code withdrawn}
 * @param stage            id of the stage in which it is
 * @param ruleSet          SHA-256 of the rule set under which it was opened, which it keeps; 64 hexadecimal digits
 * @param procedureVersion version of the procedure in that rule set
 * @param waitsFor         e.g. {@code agency:fire}, {@code payment}, {@code paper:deed}, {@code verification:district:22}
 * @param applicants       roles of its people: {@code owner}, {@code co-owner}, {@code proxy}; who they are is not told
 * @param facts            the facts known, by the names of the published vocabulary; areas in m², money in rial; no personal data
 * @param papers           each revision of each paper
 * @param inquiries        questions to agencies, superseded ones included
 * @param certificate      the certificate's code, once issued
 * @param opened           UTC, ISO 8601
 * @param ended            approved, refused or withdrawn; UTC, ISO 8601
 * @param held             why it may not come to its end now; absent if it may
 * @param specialRequest   number of the committee's decision on whose ground it was opened, e.g. {@code S-1405-0007}
 * @param customer         {@code citizen} or {@code municipality}
 */
public record WatchedCase(
        UUID id,
        String number,
        String service,
        String subject,
        int district,
        String office,
        @OneOf({"open", "waiting", "approved", "refused", "withdrawn"}) String state,
        String stage,
        String ruleSet,
        int procedureVersion,
        List<String> waitsFor,
        List<String> applicants,
        Map<String, Object> facts,
        List<Case.Paper> papers,
        List<Case.Inquiry> inquiries,
        @Nullable String certificate,
        Instant opened,
        @Nullable Instant ended,
        @Nullable Hold held,
        @Nullable String specialRequest,
        @OneOf({"citizen", "municipality"}) String customer) {}
