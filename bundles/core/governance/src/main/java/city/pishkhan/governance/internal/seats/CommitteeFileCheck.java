package city.pishkhan.governance.internal.seats;

import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.messages.Messages;

/**
 * Minimum requirements for every committee's file, because one person who drafts, votes and signs is not a committee. Each seat
 * represents a different body, so the number of seats is the number of bodies.
 */
public final class CommitteeFileCheck {
    /**
     * Minimum number of seats of a committee, and minimum number of seats that must take part in a vote on a sanction.
     */
    public static final int BODIES = 3;

    /** Minimum number of seats that must take part in the vote on an urgent sanction. */
    public static final int URGENT = 2;

    private static final Messages MESSAGES = Messages.of(CommitteeFileCheck.class);

    private CommitteeFileCheck() {}

    /**
     * Returns the committee if it meets the requirements.
     *
     * @throws IllegalArgumentException with the field and the rule in both languages
     */
    public static CommitteeSeats validate(CommitteeSeats committee) {
        int seats = committee.seats().size();
        int least = Math.max(seats / 2 + 1, committee.decides().contains(Kind.SANCTION) ? BODIES : 1);
        if (seats < BODIES) {
            throw violation("seats", "committee-file.fewer-seats", BODIES, seats);
        }
        if (committee.quorum() < least) {
            throw violation("quorum", "committee-file.low-quorum", least, seats, committee.quorum());
        }
        // a committee that decides sanctions decides nothing else: the committee that exposes services hears the
        // appeals against sanctions
        if (committee.decides().contains(Kind.SANCTION) && committee.decides().size() > 1) {
            throw violation("decides", "committee-file.sanctions-alone");
        }
        return committee;
    }

    static IllegalArgumentException violation(String field, String key, Object... arguments) {
        return new IllegalArgumentException(field + ": " + MESSAGES.bilingual(key, arguments));
    }
}
