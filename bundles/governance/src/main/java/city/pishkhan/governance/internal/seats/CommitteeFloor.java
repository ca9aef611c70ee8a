package city.pishkhan.governance.internal.seats;

import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.messages.Messages;

/**
 * What no file of a committee goes below, whoever wrote it: one person who drafts, votes and signs is no committee. Each seat stands for a
 * body of its own, so seats count bodies.
 */
public final class CommitteeFloor {
    /** Seats of a committee, and seats that must take part where somebody is sanctioned. */
    public static final int BODIES = 3;

    /** Seats that must take part where a danger does not wait for the others. */
    public static final int URGENT = 2;

    private static final Messages MESSAGES = Messages.of(CommitteeFloor.class);

    private CommitteeFloor() {}

    /** @throws IllegalArgumentException that names the field and says the rule in both languages */
    public static CommitteeSeats checked(CommitteeSeats committee) {
        int seats = committee.seats().size();
        int least = Math.max(seats / 2 + 1, committee.decides().contains(Kind.SANCTION) ? BODIES : 1);
        if (seats < BODIES) {
            throw broken("seats", "committee-file.fewer-seats", BODIES, seats);
        }
        if (committee.quorum() < least) {
            throw broken("quorum", "committee-file.low-quorum", least, seats, committee.quorum());
        }
        // an appeal goes to the committee that opens services to offices: nobody hears it about a sanction of its own
        if (committee.decides().contains(Kind.SANCTION) && committee.decides().size() > 1) {
            throw broken("decides", "committee-file.sanctions-alone");
        }
        return committee;
    }

    static IllegalArgumentException broken(String field, String key, Object... arguments) {
        return new IllegalArgumentException(field + ": " + MESSAGES.both(key, arguments));
    }
}
