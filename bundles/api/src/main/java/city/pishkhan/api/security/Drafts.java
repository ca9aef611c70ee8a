package city.pishkhan.api.security;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody typed at a page and has not sent yet: sealed, each login's own, and gone seven days after it was last kept, or when it is
 * sent. The same on every node.
 */
public interface Drafts {

    /**
     * A draft as it was kept last.
     *
     * @param text JSON
     * @param kept when
     */
    record Draft(String text, Instant kept) {
        /** Shows nothing of what was typed. */
        @Override
        public String toString() {
            return "Draft[" + kept + "]";
        }
    }

    /** The caller's draft of that name; empty if there is none, or it has lived its time. */
    Optional<Draft> find(Caller caller, String name);

    /**
     * Keeps it in the place of what was kept under that name.
     *
     * @param name 1 to 60 small letters, digits and dashes
     * @param text JSON, 65,536 characters at most
     * @throws city.pishkhan.api.Refusal MALFORMED {@code draft.name}, {@code draft.malformed}; TOO_LARGE {@code draft.too-large}; CONFLICT
     *                                   {@code draft.too-many} beyond 20 of one login
     */
    void keep(Caller caller, String name, String text);

    /** Forgets it, so that nobody opens it again; nothing happens where there is none. */
    void forget(Caller caller, String name);
}
