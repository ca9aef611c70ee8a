package city.pishkhan.archive;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the records authority says of papers: how long they are kept, who may see them, and what is not destroyed as long as a court or another body holds
 * it. An operator enters it; each act has a reason and is journaled, without the reason's words.
 *
 * <p>A document is kept until the later of its own date and its dossier's; without either it is kept for good. It is as confidential as the higher level of
 * the two. Confidentiality decides what cases are offered and may take in; what was taken in before stays a paper of its case.
 *
 * <p>Each method throws {@link city.pishkhan.api.Refusal}: FORBIDDEN for who is no operator, NOT_FOUND {@code archive-unit.unknown}, INVALID for a value
 * that breaks a rule.
 */
public interface ArchiveRetention {
    /** rows of a list at most */
    int MOST = 1_000;

    /** open to cases of offices */
    int OPEN = 0;
    /** to cases whose owners all said yes */
    int WITH_YES = 1;
    /** to no case of an office */
    int CLOSED = 2;
    /** to the records authority alone, which gets them by {@link ArchiveBags} */
    int SECRET = 3;

    /** The order of a court or of another body: its number, and who gave it. */
    record Order(String number, String authority) {}

    /**
     * A dossier or a document as it is kept.
     *
     * @param within          its dossier; {@code null} for a dossier
     * @param number          at its source; {@code null} for what offices scanned
     * @param kind            of the paper; {@code null} for a dossier
     * @param dated           the paper's own date, or {@code null}
     * @param retainedUntil   the last day; {@code null} if it says none
     * @param confidentiality as it says itself
     * @param holds           legal holds on itself
     */
    record Entry(
            ArchiveUnit unit,
            ArchiveUnit within,
            String number,
            String kind,
            LocalDate dated,
            LocalDate retainedUntil,
            int confidentiality,
            int holds) {}

    /**
     * A legal hold.
     *
     * @param lifted {@code null} as long as it holds, as {@code liftedBy} and {@code liftOrder}
     */
    record LegalHold(
            long id,
            ArchiveUnit unit,
            Order order,
            String principal,
            Instant at,
            Order liftOrder,
            String liftedBy,
            Instant lifted) {}

    /** Dossiers of an owner, each followed by its documents, {@link #MOST} at most. @param owner renovation code, national or legal ID */
    List<Entry> of(Caller operator, String owner);

    /** @param until the last day; {@code null} for no end */
    void retain(Caller operator, ArchiveUnit unit, LocalDate until, String reason);

    /** @param level 0 to 3 */
    void classify(Caller operator, ArchiveUnit unit, int level, String reason);

    /** @return its number */
    long hold(Caller operator, ArchiveUnit unit, Order order, String reason);

    /** Ends a hold; others on the same dossier or document stay. @throws city.pishkhan.api.Refusal also CONFLICT {@code legal-hold.lifted} */
    void lift(Caller operator, long hold, Order order, String reason);

    /** The newest first, {@link #MOST} at most. @param all also what was lifted */
    List<LegalHold> holds(Caller operator, boolean all);
}
