package city.pishkhan.keeping;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Destroys papers whose retention period has ended. An operator makes a list and proposes it with the records authority's approval number
 * ({@code archive-dispose} of {@link city.pishkhan.api.governance.Approvals}). A second person approves it. Then the list is executed,
 * which can be resumed after a crash and ends with a certificate. No step is started by a timer.
 *
 * <p>Each step drops documents that are under legal hold, used by an open case, or whose retention was extended.
 *
 * <p>All methods throw {@link city.pishkhan.api.Refusal}: FORBIDDEN if the caller is not an operator, NOT_FOUND {@code disposal.unknown}.
 */
public interface ArchiveDisposals {
    /** maximum number of documents in a list */
    int MOST = 10_000;

    /**
     * A disposal list and its progress.
     *
     * @param state {@code listed}, {@code approved} or {@code carried out}
     * @param before the list contains documents whose retention ended before this day
     * @param number number of the records authority's approval. This and all other values of the approval are {@code null} until the list
     *     is approved
     * @param listed number of documents that are still to be destroyed
     * @param dropped number of documents that were dropped from the list
     * @param destroyed number of destroyed documents
     * @param sheets number of sheets of the destroyed documents
     * @param kept number of these sheets whose content is kept, because other documents use it
     * @param bytes total size of the destroyed sheets in bytes
     * @param waiting number of sheets whose content is still to be removed
     * @param digest SHA-256 of the list of destroyed sheets, see {@link #writeSheets}. This and {@code ended} are {@code null} until the list is
     *     carried out
     */
    record Disposal(
            UUID id,
            String state,
            LocalDate before,
            String madeBy,
            @Nullable Instant made,
            String number,
            String authority,
            String proposedBy,
            String approvedBy,
            @Nullable Instant approved,
            String carriedBy,
            @Nullable Instant begun,
            @Nullable Instant ended,
            long listed,
            long dropped,
            long destroyed,
            long sheets,
            long kept,
            long bytes,
            long waiting,
            String digest) {}

    /**
     * A document of a list.
     *
     * @param keptUntil last day of retention when the list was made
     * @param state {@code listed}, {@code dropped} or {@code destroyed}
     * @param reason reason why the document was dropped, e.g. {@code legal-hold}; else {@code null}
     */
    record Line(
            ArchiveUnit document, ArchiveUnit dossier, String kind, LocalDate keptUntil, String state, String reason) {}

    /**
     * Creates a list of documents whose retention ended before a day. Destroys nothing.
     *
     * @param before day, not after today
     * @param limit maximum number of documents, 1 to {@link #MOST}
     * @throws city.pishkhan.api.Refusal also INVALID; CONFLICT {@code disposal.nothing}
     */
    Disposal create(Caller operator, LocalDate before, int limit);

    /** Returns up to 100 lists, newest first. */
    List<Disposal> list(Caller operator);

    /** Returns a list with its current progress. */
    Disposal find(Caller operator, UUID id);

    /**
     * Returns documents of a list, ordered by number.
     *
     * @param after returns documents with higher numbers; {@link Long#MIN_VALUE} to begin
     * @param limit maximum number of documents
     */
    List<Line> lines(Caller operator, UUID id, long after, int limit);

    /** Returns the number of dropped documents by reason. */
    Map<String, Long> reasons(Caller operator, UUID id);

    /**
     * Destroys the remaining documents of an approved list. Completed steps are permanent, even if a later step fails.
     *
     * @param progress called after each step
     * @throws city.pishkhan.api.Refusal also CONFLICT {@code disposal.not-approved}, or {@code disposal.in-use} if
     *     sheets are being stored again; UNAVAILABLE if the second copy, the open cases or the document signer is
     *     unavailable
     */
    Disposal carryOut(Caller operator, UUID id, Consumer<Disposal> progress);

    /**
     * Returns the certificate of destruction, a signed PDF.
     *
     * @throws city.pishkhan.api.Refusal also CONFLICT {@code disposal.not-ended}
     */
    byte[] certificate(Caller operator, UUID id);

    /**
     * Writes the list of destroyed sheets as CSV. The certificate contains the list's SHA-256.
     *
     * @throws city.pishkhan.api.Refusal as {@link #certificate}
     */
    void writeSheets(Caller operator, UUID id, Appendable out);
}
