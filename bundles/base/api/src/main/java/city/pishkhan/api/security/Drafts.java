package city.pishkhan.api.security;

import java.time.Instant;
import java.util.Optional;

/**
 * Drafts of unsent forms on web pages. A draft is sealed, belongs to one login, and is available on every node. It is deleted
 * seven days after it was last saved, or when the form is sent.
 */
public interface Drafts {

    /**
     * A saved draft.
     *
     * @param text JSON
     * @param saved time at which it was saved
     */
    record Draft(String text, Instant saved) {
        /** Omits the draft's text. */
        @Override
        public String toString() {
            return "Draft[" + saved + "]";
        }
    }

    /** The caller's draft of that name; empty if there is none or it has expired. */
    Optional<Draft> find(Caller caller, String name);

    /**
     * Saves a draft; replaces an earlier draft of that name.
     *
     * @param name 1 to 60 lower-case letters, digits and dashes
     * @param text JSON, up to 65,536 characters
     * @throws city.pishkhan.api.Refusal MALFORMED {@code draft.name}, {@code draft.malformed}; TOO_LARGE {@code draft.too-large};
     *     CONFLICT {@code draft.too-many} above 20 per login
     */
    void save(Caller caller, String name, String text);

    /** Deletes a draft; does nothing if there is none. */
    void delete(Caller caller, String name);
}
