package city.pishkhan.contracts.oversight;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.Hold;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case as oversight sees it: file names and free text of people are masked. Members without a value (yet) are absent.
 *
 * @param id               id of the case, used in paths
 * @param number           case number for people, e.g. {@code 22-1405-0000123-2}
 * @param service          e.g. {@code building-permit}
 * @param subject          renovation code of the property
 * @param district         district of the property, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param office           code of the responsible office
 * @param state            {@code open}, {@code waiting}, {@code approved}, {@code refused} or {@code withdrawn}
 * @param stage            id of the current stage
 * @param ruleSet          SHA-256 of the rule set under which the case was opened and stays; 64 hexadecimal digits
 * @param procedureVersion version of the procedure in that rule set
 * @param waitsFor         open conditions, e.g. {@code agency:fire}, {@code payment}, {@code paper:deed}, {@code verification:district:22}
 * @param applicants       roles of the applicants: {@code owner}, {@code co-owner}, {@code proxy}; without their identities
 * @param facts            known facts, by the names of the published vocabulary; areas in m², money in rial; no personal data
 * @param papers           papers in all revisions
 * @param inquiries        inquiries to agencies, including superseded ones
 * @param certificate      code of the certificate; absent before it is issued
 * @param opened           time of opening; UTC, ISO 8601
 * @param ended            time of approval, refusal or withdrawal; UTC, ISO 8601
 * @param held             reason why the case may not be completed now; absent if it may
 * @param specialRequest   number of the committee's decision on which the case is based, e.g. {@code S-1405-0007}
 * @param customer         {@code citizen} or {@code municipality}
 */
public record OversightCase(
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
