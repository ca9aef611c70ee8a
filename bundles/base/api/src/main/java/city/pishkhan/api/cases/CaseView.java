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
import org.jspecify.annotations.Nullable;

/**
 * A case as a permitted caller sees it.
 *
 * @param tracking       code by which applicants follow the case, see {@link Tracking}; {@code null} for callers who
 *     see masked persons
 * @param version        for If-Match
 * @param waitsFor       everything that the case waits for now, e.g. {@code agency:fire}, {@code payment}, {@code
 *     paper:deed}, {@code verification:district:22}, {@code office:1204} if its office may not finish it
 * @param note           reason why the case was sent back, refused or withdrawn, or {@code null}
 * @param noteFa         the same in Persian; text written by people is unchanged in both
 * @param facts          all known facts (request, plan order); no personal data
 * @param held           reason why the case cannot be completed now, or {@code null}
 * @param specialRequest number of the decision by which the case was opened, or {@code null}
 * @param request        {@code null} if the municipality is the customer
 * @param customer       {@code citizen} or {@code municipality}, see {@link MunicipalCases}
 * @param expert         login of the expert to whom the inspection is assigned; {@code null} for cases of citizens
 * @param archive        papers of the archive that the case may use now
 */
public record CaseView(
        UUID id,
        String number,
        @Nullable String tracking,
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
        @Nullable String note,
        @Nullable String noteFa,
        List<Applicant> applicants,
        @Nullable Request request,
        Map<String, Object> facts,
        List<Paper> papers,
        List<PaperNeed> needs,
        List<InquiryView> inquiries,
        @Nullable String certificate,
        Instant opened,
        @Nullable Instant ended,
        @Nullable Hold held,
        @Nullable String specialRequest,
        String customer,
        @Nullable String expert,
        ArchiveAccess archive) {

    /**
     * The papers of the archive that a case may use: only the kinds that its stage needs, and only papers to which a
     * person of the case has a right.
     *
     * @param kinds   paper kinds
     * @param owners  national or legal-person IDs of the applicants who own the property; identity papers of all other
     *     persons are not accessible
     * @param consenting those of {@code owners} who consented to the use of identity papers from other services
     */
    public record ArchiveAccess(Set<String> kinds, List<String> owners, List<String> consenting) {
        /** No papers. */
        public static final ArchiveAccess NONE = new ArchiveAccess(Set.of(), List.of(), List.of());
    }
}
