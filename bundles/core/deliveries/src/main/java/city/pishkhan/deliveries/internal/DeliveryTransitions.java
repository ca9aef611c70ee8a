package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import java.util.EnumSet;
import java.util.Set;

/** Permitted state transitions of a delivery. */
final class DeliveryTransitions {
    static final String OFFICE = "office";
    static final String HOME = "home";
    static final String OTHER_OFFICE = "other-office";

    private DeliveryTransitions() {}

    static Set<State> next(State state) {
        return switch (state) {
            case ARRANGED -> EnumSet.of(State.READY, State.ORDERED, State.CANCELLED);
            case READY -> EnumSet.of(State.HANDED_OVER, State.CANCELLED);
            case ORDERED -> EnumSet.of(State.ACCEPTED, State.REFUSED);
            // ORDERED: the postal service has lost the order
            case ACCEPTED ->
                EnumSet.of(
                        State.ORDERED,
                        State.IN_TRANSIT,
                        State.DELIVERED,
                        State.READY,
                        State.RETURNED,
                        State.LOST,
                        State.CANCELLED);
            // CANCELLED: the certificate was revoked in transit, and an office keeps the letter
            case IN_TRANSIT -> EnumSet.of(State.DELIVERED, State.READY, State.RETURNED, State.LOST, State.CANCELLED);
            // the office keeps the letter, and the applicant may collect it
            case RETURNED -> EnumSet.of(State.HANDED_OVER);
            case DELIVERED, HANDED_OVER, LOST, REFUSED, CANCELLED -> EnumSet.noneOf(State.class);
        };
    }

    /** @throws IllegalStateException if the transition is not permitted */
    static State move(State from, State to) {
        if (!next(from).contains(to)) {
            throw new IllegalStateException("A delivery cannot change from " + from + " to " + to);
        }
        return to;
    }
}
