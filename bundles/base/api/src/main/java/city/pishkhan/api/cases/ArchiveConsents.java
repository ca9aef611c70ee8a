package city.pishkhan.api.cases;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Consents of a case's persons to the use of their papers in the archive. With a person's consent, the case may also
 * use identity papers that were scanned for other services. If a person refuses, the case can no longer use the archive
 * on the basis of that person's right as an owner.
 */
public interface ArchiveConsents {
    /** Kind of the sheet on which a person signed the consent. */
    String FORM = "archive-consent";

    /**
     * Records a consent that was signed at the counter.
     *
     * @param person national or legal ID of an applicant who gives the case its access to the archive
     * @param sha256 the signed form, scanned by this office for this case as {@link #FORM}
     * @return the case after the change
     * @throws Refusal NOT_FOUND {@code sheet.unknown}; INVALID {@code archive.person}; CONFLICT if the case has another
     *     version
     */
    CaseView recordSignedConsent(Caller office, UUID caseId, long version, String person, String sha256);

    /**
     * Records the decision of a logged-in citizen; the latest decision counts. {@code yes} consents, otherwise the
     * citizen refuses.
     *
     * @throws Refusal CONFLICT {@code archive.closed} if this citizen does not give the case access to the archive, or
     *     the case has ended
     */
    void recordDecision(Caller citizen, UUID caseId, boolean yes);
}
