package city.pishkhan.cases.internal.model;

import city.pishkhan.api.cases.Cases.State;
import java.util.EnumSet;
import java.util.Set;

/** Permitted transitions between the states of a case. */
final class CaseStates {
    private CaseStates() {}

    static Set<State> next(State state) {
        return switch (state) {
            case OPEN -> EnumSet.of(State.OPEN, State.WAITING, State.APPROVED, State.REFUSED, State.WITHDRAWN);
            case WAITING -> EnumSet.of(State.WAITING, State.OPEN, State.APPROVED, State.REFUSED, State.WITHDRAWN);
            case APPROVED, REFUSED, WITHDRAWN -> EnumSet.noneOf(State.class);
        };
    }

    static State move(State from, State to) {
        if (!next(from).contains(to)) {
            throw new IllegalStateException("A case cannot change from " + from + " to " + to);
        }
        return to;
    }
}
