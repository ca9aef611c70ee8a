package city.pishkhan.api.cases;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Consents of a case's persons to the use of their papers in the archive. A consent also opens identity papers that were scanned
 * for other services. A refusal closes the archive to this case, as far as it was open by that person's right.
 */
public interface ArchiveConsents {
    /** Kind of the sheet on which a person signed the consent. */
    String FORM = "archive-consent";

    /**
     * Records a consent that was signed at the counter.
     *
     * @param person national or legal ID of an applicant by whose right the archive opens
     * @param sha256 the signed form, scanned by this office for this case as {@link #FORM}
     * @return the case after the change
     * @throws Refusal NOT_FOUND {@code sheet.unknown}; INVALID {@code archive.person}; CONFLICT if the case has another version
     */
    CaseView recordSignedConsent(Caller office, UUID caseId, long version, String person, String sha256);

    /**
     * Records the decision of a logged-in citizen; the latest decision counts.
     *
     * @throws Refusal CONFLICT {@code archive.closed} if the archive opens by no right of this citizen
     */
    void recordDecision(Caller citizen, UUID caseId, boolean yes);
}
