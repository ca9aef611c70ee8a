package city.pishkhan.api.cases;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * What the people of a case say to the use of what the archive has of them: yes, also to identity papers that they gave for another service;
 * or no, and then it is closed to this case as far as it opened by their right.
 */
public interface ArchiveConsents {
    /** Kind of the sheet on which a person signed the yes. */
    String FORM = "archive-consent";

    /**
     * A yes that was signed at the counter.
     *
     * @param person national or legal ID of an applicant by whose right the archive opens
     * @param sha256 of the signed form, scanned by this office for this case as {@link #FORM}
     * @return the case as it is then
     * @throws Refusal NOT_FOUND {@code sheet.unknown}; INVALID {@code archive.person}; CONFLICT if the case is not of that version
     */
    CaseView signed(Caller office, UUID caseId, long version, String person, String sha256);

    /** What a person says who logged in. The last word counts. @throws Refusal CONFLICT {@code archive.closed} if it opens by no right of theirs */
    void answered(Caller citizen, UUID caseId, boolean yes);
}
