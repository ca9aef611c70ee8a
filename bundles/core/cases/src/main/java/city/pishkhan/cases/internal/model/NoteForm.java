package city.pishkhan.cases.internal.model;

import city.pishkhan.messages.Text;
import org.jspecify.annotations.Nullable;

/** Stored form of a case's note: one text, or English and Persian with a separator if they differ. */
final class NoteForm {
    /** separator between English and Persian; cannot occur in text that came through a door */
    private static final String APART = "\u001E";

    private NoteForm() {}

    /** @return {@code null} if there is no note */
    static @Nullable String written(@Nullable Text note) {
        if (note == null) {
            return null;
        }
        return note.english().equals(note.persian())
                ? plain(note.english())
                : plain(note.english()) + APART + plain(note.persian());
    }

    static @Nullable Text read(@Nullable String kept) {
        if (kept == null) {
            return null;
        }
        int apart = kept.indexOf(APART);
        return apart < 0
                ? Text.untranslated(kept)
                : new Text(kept.substring(0, apart), kept.substring(apart + APART.length()));
    }

    private static String plain(String words) {
        return words.replace(APART, " ");
    }
}
