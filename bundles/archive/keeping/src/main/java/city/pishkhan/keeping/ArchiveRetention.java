package city.pishkhan.keeping;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Manages the records authority's decisions on papers: retention, confidentiality and legal holds. A legal hold
 * prevents destruction until a court or another body lifts it. An operator enters each decision with a reason.
 * Decisions are journaled with a commitment to the reason instead of its text.
 *
 * <p>A document is kept until the later of its own date and its dossier's date, or permanently if both are missing. Its
 * confidentiality is the higher of its own level and its dossier's. The level decides which archived papers are offered
 * to cases. A case keeps papers that it already uses, unless they become secret.
 *
 * <p>All methods throw {@link city.pishkhan.api.Refusal}: FORBIDDEN if the caller is not an operator, NOT_FOUND
 * {@code archive-unit.unknown}, INVALID if a value violates a rule.
 */
public interface ArchiveRetention {
    /** maximum number of rows of a list */
    int MOST = 1_000;

    /** available to all cases */
    int OPEN = 0;
    /** available to cases whose owners have all consented */
    int WITH_CONSENT = 1;
    /** not available to cases */
    int CLOSED = 2;
    /** available only to the records authority, by an export with {@link ArchiveBags} */
    int SECRET = 3;

    /**
     * An order of a court or another body.
     *
     * @param number number of the order
     * @param authority issuer of the order
     */
    record Order(String number, String authority) {}

    /**
     * A dossier or document with its retention settings.
     *
     * @param within dossier of the document; {@code null} for a dossier
     * @param number number in its source; {@code null} for scans of offices
     * @param kind kind of the paper; {@code null} for a dossier
     * @param dated the paper's own date, or {@code null}
     * @param retainedUntil last day of its own retention, or {@code null} if it has none
     * @param confidentiality its own level of confidentiality
     * @param holds number of its own legal holds
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
     * @param lifted time of lifting. This, {@code liftedBy} and {@code liftOrder} are {@code null} while the hold is active
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

    /**
     * Returns up to {@link #MOST} dossiers and documents of an owner, each dossier followed by its documents.
     *
     * @param owner renovation code, national ID or legal-person ID
     */
    List<Entry> entries(Caller operator, String owner);

    /**
     * Sets the retention of a dossier or document.
     *
     * @param until last day of retention; {@code null} for no end
     */
    void retain(Caller operator, ArchiveUnit unit, LocalDate until, String reason);

    /**
     * Sets the confidentiality of a dossier or document.
     *
     * @param level 0 to 3
     */
    void classify(Caller operator, ArchiveUnit unit, int level, String reason);

    /**
     * Places a legal hold on a dossier or document.
     *
     * @return number of the hold
     */
    long placeHold(Caller operator, ArchiveUnit unit, Order order, String reason);

    /**
     * Lifts a legal hold. Other holds on the same dossier or document remain.
     *
     * @throws city.pishkhan.api.Refusal also CONFLICT {@code legal-hold.lifted}
     */
    void liftHold(Caller operator, long hold, Order order, String reason);

    /**
     * Returns up to {@link #MOST} holds, newest first.
     *
     * @param all {@code true} to include lifted holds
     */
    List<LegalHold> holds(Caller operator, boolean all);
}
