package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.archive.SheetImages.Shown;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Areas of sheets that a district covers: whoever looks at the sheet, in whichever case, sees them black, but its bytes stay. What is covered may be
 * seen by the district that covered it and by oversight, who must ask for it; that is journaled. Each method authorises its caller by the case, as
 * {@link Cases} does, and journals in it.
 */
public interface Redactions {

    /**
     * Areas of one page, covered together.
     *
     * @param page    from 1
     * @param reason  {@code null} for who may not see what is covered, and once the case is erased
     * @param removed when they were uncovered; {@code null} while they are covered
     * @param removal why they were; as {@code reason}
     */
    record Redaction(
            UUID id,
            int page,
            List<Area> areas,
            int district,
            Instant at,
            String reason,
            Instant removed,
            String removal) {}

    /**
     * Covers areas of a page of one of the case's papers.
     *
     * @param page   from 1, one that there is
     * @param areas  within the page, 1 to 50
     * @param reason at most 2,000 characters
     * @throws Refusal NOT_FOUND {@code paper.unknown}; INVALID {@code redaction.areas}; CONFLICT {@code redaction.too-many}
     */
    Redaction cover(Caller district, UUID caseId, String sha256, int page, List<Area> areas, String reason);

    /** Shows what the caller's district covered again; once more is the same. @throws Refusal NOT_FOUND; FORBIDDEN {@code redaction.other} */
    Redaction uncover(Caller district, UUID caseId, String sha256, UUID redaction, String reason);

    /** Of one of the case's papers, oldest first, those that were removed among them. @throws Refusal NOT_FOUND */
    List<Redaction> of(Caller caller, UUID caseId, String sha256);

    /**
     * A paper of a case is about to be shown to who may see it.
     *
     * @param original whether the caller asks for what is covered as well
     * @throws Refusal GONE {@code sheet.recalled} if it was a wrong one; FORBIDDEN {@code redaction.original} for who may not see what is covered
     */
    Shown shown(Caller caller, UUID caseId, String sha256, boolean original);
}
