package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A problem in a journal or an evidence file.
 *
 * @param kind kind of problem
 * @param caseId case of the entries; {@code null} if unknown or if it concerns seals
 * @param from first sequence number concerned, or {@code null}
 * @param to last sequence number concerned, or {@code null}
 * @param text description in English
 */
public record Finding(Kind kind, @Nullable UUID caseId, @Nullable Long from, @Nullable Long to, String text) {

    /** Kinds of problems. */
    public enum Kind {
        /** The content of an entry does not match its hash. */
        ENTRY_CHANGED,
        /** The hash matches the content, but another entry was sealed at this position. */
        ENTRY_REWRITTEN,
        /** No seal covers the entry, although its number or position is in the sealed range. */
        ENTRY_INSERTED,
        /** A sealed or chained entry is missing. */
        ENTRY_REMOVED,
        /** An entry has another number than when it was sealed. */
        ENTRY_REORDERED,
        /** An entry has lost its number. */
        NUMBER_REMOVED,
        /** Entries are missing, among them all entries of one or more cases. */
        CASE_REMOVED,
        /** An entry does not follow the previous one of its case. */
        CHAIN_BROKEN,
        /** Entries covered by the last seals are missing at the end. */
        TAIL_TRUNCATED,
        /** A seal was not signed by a trusted key or does not follow the previous one. */
        SEAL_FORGED,
        /** A seal is missing between two existing seals. */
        SEAL_REMOVED,
        /** Entries differ from the sealed ones; it is unknown which, because the stored leaves were altered too. */
        SEAL_BROKEN,
        /** A key was not introduced by a trusted key. */
        KEY_UNKNOWN,
        /** A witness has a later seal: the end was removed or an older state was restored. */
        ROLLED_BACK,
        /** A witness has another seal of this number: history was rewritten and sealed with the real key. */
        HISTORY_REWRITTEN,
        /** A witness's seal was not signed by a trusted key. */
        WITNESS_FORGED,
        /** Evidence file: the manifest was not signed by a trusted key. */
        MANIFEST_FORGED,
        /** Evidence file: a part differs from its hash in the manifest. */
        PART_CHANGED,
        /** Evidence file: a part that the manifest lists is missing. */
        PART_REMOVED,
        /** Evidence file: it contains a part that the manifest does not list. */
        PART_INSERTED,
        /** Evidence file: a proof does not lead to the seal. */
        PROOF_FORGED,
        /** Evidence file: the data of the case differs from its entries. */
        CASE_CHANGED,
        /** Evidence file: the sheets differ from those in the entries. */
        SHEET_CHANGED,
        /** Evidence file: the certificate differs from that in the entries. */
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
