package city.pishkhan.spi;

import java.util.UUID;

/**
 * A notice to an agency that one of its inquiries was withdrawn or superseded, or that the deadline is near.
 *
 * @param inquiry      the inquiry's id
 * @param agency       the agency's name
 * @param kind         the event that the notice reports
 * @param supersededBy id of the inquiry that replaces this one, or {@code null}
 * @param reason       reason for people
 */
public record AgencyNotice(UUID inquiry, String agency, Kind kind, UUID supersededBy, String reason) {

    /** The event that a notice reports. */
    public enum Kind {
        /** the answer is no longer needed */
        WITHDRAWN,
        /** the facts or the plan changed; a new inquiry replaces this one */
        SUPERSEDED,
        /** the answer is still awaited, and its deadline is near */
        REMINDER
    }
}
