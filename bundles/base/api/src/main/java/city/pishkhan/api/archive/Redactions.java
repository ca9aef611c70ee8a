package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Redactions: areas of sheets that a district covers. The areas are black for every viewer in every case, but the
 * stored bytes are unchanged. The district that covered them and oversight bodies may view the original on request;
 * this is recorded in the journal. Each method authorises its caller by the case, as {@code Cases} does, and records
 * changes in the case's journal.
 */
public interface Redactions {

    /**
     * Areas of one page that were covered together.
     *
     * @param page    page number, from 1
     * @param reason  {@code null} for a caller who may not see the covered content, and after the case is erased
     * @param removed time when the areas were uncovered; {@code null} while they are covered
     * @param removal reason for uncovering the areas; {@code null} while they are covered, and if {@code reason} is
     *     {@code null}
     */
    record Redaction(
            UUID id,
            int page,
            List<Area> areas,
            int district,
            Instant at,
            @Nullable String reason,
            @Nullable Instant removed,
            @Nullable String removal) {}

    /**
     * Covers areas of a page of one of the case's papers.
     *
     * @param page   existing page, from 1
     * @param areas  areas within the page, 1 to 50
     * @param reason up to 2,000 characters
     * @throws Refusal NOT_FOUND {@code paper.unknown}; INVALID {@code redaction.areas}; CONFLICT {@code redaction.too-many}
     */
    Redaction redact(Caller district, UUID caseId, String sha256, int page, List<Area> areas, String reason);

    /**
     * Uncovers areas that the caller's district covered. Repeating the call has no effect.
     *
     * @throws Refusal NOT_FOUND; FORBIDDEN {@code redaction.other}
     */
    Redaction removeRedaction(Caller district, UUID caseId, String sha256, UUID redaction, String reason);

    /**
     * Redactions of one of the case's papers, oldest first, including removed ones.
     *
     * @throws Refusal NOT_FOUND
     */
    List<Redaction> list(Caller caller, UUID caseId, String sha256);

    /**
     * Determines the covered areas for a paper that is about to be shown to the caller.
     *
     * @param original whether the caller requests the covered content as well
     * @throws Refusal GONE {@code sheet.recalled} if the sheet was recalled; FORBIDDEN {@code redaction.original} if the caller
     *     may not see the covered content
     */
    AppliedRedactions authorizeView(Caller caller, UUID caseId, String sha256, boolean original);
}
