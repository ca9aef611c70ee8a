package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.PaperNeed;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.cases.Cases.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One case for those who may see it.
 *
 * @param tracking  code by which applicants follow the case, see {@link Tracking}; {@code null} for whom persons are masked
 * @param version   for If-Match
 * @param waitsFor  what the case waits for now, one line each, e.g. {@code agency:fire}, {@code payment}, {@code paper:deed},
 *                  {@code verification:district:22}, {@code office:1204} if its office may not finish it
 * @param note      why it was sent back, refused or withdrawn, or {@code null}
 * @param noteFa    the same in Persian; what people wrote stands in both as they wrote it
 * @param facts     all facts known (request, plan order); no personal data
 * @param held      why it may not come to its end now, or {@code null}
 * @param specialRequest number of the decision on whose ground it was opened, or {@code null}
 * @param request   {@code null} where the municipality is the customer
 * @param customer  {@code citizen} or {@code municipality}, see {@link MunicipalCases}
 * @param expert    login of the expert who inspects, by turn; {@code null} where citizens apply
 * @param archive   for what the archive opens to it now
 */
public record CaseView(
        UUID id,
        String number,
        String tracking,
        String service,
        String subject,
        int district,
        String office,
        State state,
        String stage,
        long version,
        String ruleSet,
        int procedureVersion,
        List<String> waitsFor,
        String note,
        String noteFa,
        List<Applicant> applicants,
        Request request,
        Map<String, Object> facts,
        List<Paper> papers,
        List<PaperNeed> needs,
        List<InquiryView> inquiries,
        String certificate,
        Instant opened,
        Instant ended,
        Hold held,
        String specialRequest,
        String customer,
        String expert,
        Opened archive) {

    /**
     * For what the archive opens to a case: only what its stage asks for, and only by somebody's right.
     *
     * @param kinds  of papers
     * @param owners national or legal-person IDs of the applicants who are the property's owners: identity papers of nobody else
     * @param willing those of them who said yes to their identity papers from other services
     */
    public record Opened(Set<String> kinds, List<String> owners, List<String> willing) {
        public static final Opened NOTHING = new Opened(Set.of(), List.of(), List.of());
    }
}
