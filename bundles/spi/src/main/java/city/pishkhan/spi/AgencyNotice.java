package city.pishkhan.spi;

import java.util.UUID;

/**
 * Tells an agency what became of an inquiry that it holds, or that its deadline comes near.
 *
 * @param inquiry      the inquiry's id
 * @param agency       the agency's name
 * @param kind         what happened
 * @param supersededBy the inquiry that takes its place, or {@code null}
 * @param reason       why, for people
 */
public record AgencyNotice(UUID inquiry, String agency, Kind kind, UUID supersededBy, String reason) {

    /** What happened to the inquiry. */
    public enum Kind {
        /** nobody waits for the answer any more */
        WITHDRAWN,
        /** the facts or the plan changed; the answer is asked anew */
        SUPERSEDED,
        /** the answer is still awaited, and its deadline comes near */
        REMINDER
    }
}
