package city.pishkhan.archive;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Destroys papers whose time is over. Somebody makes a list; somebody proposes it with the records authority's approval number
 * ({@code archive-dispose} of {@link city.pishkhan.api.governance.Approvals}), somebody else approves; then it is carried out, which goes on where it was after
 * a kill, and ends in a certificate. No timer begins any of it.
 *
 * <p>What is under legal hold, among the papers of an open case, or kept longer meanwhile drops out, at each of these steps.
 *
 * <p>Each method throws {@link city.pishkhan.api.Refusal}: FORBIDDEN for who is no operator, NOT_FOUND {@code disposal.unknown}.
 */
public interface ArchiveDisposals {
    /** documents that one list has at most */
    int MOST = 10_000;

    /**
     * A list and what became of it.
     *
     * @param state     {@code listed}, {@code approved} or {@code carried out}
     * @param before    what it lists was kept until a day before this one
     * @param number    of the records authority's approval; {@code null} until then, as what comes from the approval
     * @param listed    documents that are to be destroyed still
     * @param dropped   documents that dropped out
     * @param destroyed documents that are
     * @param sheets    of these
     * @param kept      of these sheets, those whose content others name too, and which stay there
     * @param bytes     of sheets that are destroyed
     * @param waiting   sheets whose bytes are still to be removed
     * @param digest    SHA-256 of the list of destroyed sheets, see {@link #sheets}; {@code null} until it is carried out, as {@code ended}
     */
    record Disposal(
            UUID id,
            String state,
            LocalDate before,
            String madeBy,
            Instant made,
            String number,
            String authority,
            String proposedBy,
            String approvedBy,
            Instant approved,
            String carriedBy,
            Instant begun,
            Instant ended,
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
     * @param keptUntil the last day, when the list was made
     * @param state     {@code listed}, {@code dropped} or {@code destroyed}
     * @param reason    why it dropped out, e.g. {@code legal-hold}; else {@code null}
     */
    record Line(
            ArchiveUnit document, ArchiveUnit dossier, String kind, LocalDate keptUntil, String state, String reason) {}

    /**
     * Lists what was kept until before a day; nothing else happens.
     *
     * @param before not after today
     * @param most   documents, 1 to {@link #MOST}
     * @throws city.pishkhan.api.Refusal also INVALID; CONFLICT {@code disposal.nothing}
     */
    Disposal make(Caller operator, LocalDate before, int most);

    /** The newest first, 100 at most. */
    List<Disposal> list(Caller operator);

    Disposal find(Caller operator, UUID id);

    /** @param after a document's number, {@link Long#MIN_VALUE} to begin */
    List<Line> lines(Caller operator, UUID id, long after, int most);

    /** Why documents dropped out, with how many. */
    Map<String, Long> reasons(Caller operator, UUID id);

    /**
     * Destroys what was approved, or what is left of it. What it has destroyed stays so whatever happens meanwhile.
     *
     * @param progress is told after each step
     * @throws city.pishkhan.api.Refusal also CONFLICT {@code disposal.not-approved}, {@code disposal.in-use} if sheets are just being stored again;
     *     UNAVAILABLE if the second copy, open cases or the seal cannot be reached
     */
    Disposal carryOut(Caller operator, UUID id, Consumer<Disposal> progress);

    /** The certificate of destruction, a sealed PDF. @throws city.pishkhan.api.Refusal also CONFLICT {@code disposal.not-ended} */
    byte[] certificate(Caller operator, UUID id);

    /** The list of destroyed sheets (CSV) whose SHA-256 the certificate has. @throws city.pishkhan.api.Refusal as {@link #certificate} */
    void sheets(Caller operator, UUID id, Appendable out);
}
