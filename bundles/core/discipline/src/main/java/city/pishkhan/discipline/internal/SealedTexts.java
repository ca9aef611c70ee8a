package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.PersianText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts written by people. They are encrypted with the complaint's key, and the journal only contains their digests. */
final class SealedTexts {
    static final String TEXT = "complaint.text";
    static final String CHARGE = "complaint.charge";
    static final String ANSWER = "complaint.answer";
    static final String REASON = "complaint.reason";

    private final Vault vault;
    private final Journal journal;

    SealedTexts(Vault vault, Journal journal) {
        this.vault = vault;
        this.journal = journal;
    }

    /** Returns the name under which the vault encrypts the text of an appeal against a decision. */
    static String appealPlace(UUID decision) {
        return "complaint.appeal." + decision;
    }

    /**
     * @return the normalized text
     * @throws Refusal {@code INVALID} if it is too short or too long
     */
    static String validate(String field, String text, int shortest) {
        String clean = text == null || text.length() > Discipline.LONGEST_TEXT ? "" : PersianText.normalise(text);
        if (clean.length() < shortest) {
            throw Refusal.invalid("text.length", field, field, shortest, Discipline.LONGEST_TEXT);
        }
        return clean;
    }

    byte @Nullable [] seal(UUID complaint, String what, String text) {
        return vault.seal(complaint, what + " " + complaint, text);
    }

    @Nullable
    String open(UUID complaint, String what, byte @Nullable [] sealed) {
        return vault.open(complaint, what + " " + complaint, sealed).orElse(null);
    }

    String commit(String salt, String text) {
        return journal.commitment(salt, text);
    }
}
