package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.UUID;

/**
 * One thing that is wrong with a journal.
 *
 * @param kind   what
 * @param caseId whose entries, or {@code null} if no entry is left to tell, or it concerns seals
 * @param from   first sequence number that is concerned, or {@code null}
 * @param to     last one, or {@code null}
 * @param text   the same for people, in English
 */
public record Finding(Kind kind, UUID caseId, Long from, Long to, String text) {

    /** What can be wrong. */
    public enum Kind {
        /** its content is not what its hash says */
        ENTRY_CHANGED,
        /** hash and content fit, but another entry was sealed at this place */
        ENTRY_REWRITTEN,
        /** no seal knows it, though its number or its place in its case says that one should */
        ENTRY_INSERTED,
        /** it was sealed, or its case's chain tells of it, and it is gone */
        ENTRY_REMOVED,
        /** it stands at another number than that at which it was sealed */
        ENTRY_REORDERED,
        /** it is there, but its number is gone */
        NUMBER_REMOVED,
        /** entries are gone, and with them the beginnings of whole cases */
        CASE_REMOVED,
        /** an entry does not follow the one before it in its case */
        CHAIN_BROKEN,
        /** seals go further than the entries do */
        TAIL_TRUNCATED,
        /** its signature is not that of a key that may sign, or it does not follow the one before it */
        SEAL_FORGED,
        /** a number between two others has no seal */
        SEAL_REMOVED,
        /** entries are not those that were sealed, and the hub's record of the leaves is no help */
        SEAL_BROKEN,
        /** nobody vouches for a key */
        KEY_UNKNOWN,
        /** a witness saw more: the end was cut off, or an older state was put back */
        ROLLED_BACK,
        /** a witness saw another seal under a number: history was written anew and sealed with the true key */
        HISTORY_REWRITTEN,
        /** what claims to come from a witness bears no signature of a key that may sign */
        WITNESS_FORGED,
        /** of an evidence file: the manifest bears no signature of a key that may sign */
        MANIFEST_FORGED,
        /** of an evidence file: a part is not the one that the manifest names */
        PART_CHANGED,
        /** of an evidence file: a part that the manifest names is missing */
        PART_REMOVED,
        /** of an evidence file: a part that the manifest does not name */
        PART_INSERTED,
        /** of an evidence file: a proof does not lead to the seal */
        PROOF_FORGED,
        /** of an evidence file: it says of its case what the case's entries do not */
        CASE_CHANGED,
        /** of an evidence file: the sheets are not those of the case's entries */
        SHEET_CHANGED,
        /** of an evidence file: the certificate is not that of the case's entries */
        CERTIFICATE_CHANGED
    }

    static Finding of(Kind kind, String text) {
        return new Finding(kind, null, null, null, text);
    }

    static Finding of(Kind kind, Entry entry, String text) {
        return new Finding(kind, entry.caseId(), entry.sequence(), entry.sequence(), name(entry) + " " + text);
    }

    static Finding of(Kind kind, long from, long to, String text) {
        return new Finding(kind, null, from, to, text);
    }

    static String name(Entry entry) {
        return "entry " + (entry.sequence() == null ? "without number" : entry.sequence()) + " (" + entry.event()
                + ", position " + entry.position() + " of "
                + (entry.caseId().equals(Entry.HUB) ? "the hub's own chain" : "case " + entry.caseId()) + ")";
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
