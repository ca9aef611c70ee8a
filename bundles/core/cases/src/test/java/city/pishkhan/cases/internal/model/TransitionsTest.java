package city.pishkhan.cases.internal.model;

import static city.pishkhan.cases.internal.model.InquiryState.ANSWERED;
import static city.pishkhan.cases.internal.model.InquiryState.DELIVERED;
import static city.pishkhan.cases.internal.model.InquiryState.DISPATCHED;
import static city.pishkhan.cases.internal.model.InquiryState.EXPIRED;
import static city.pishkhan.cases.internal.model.InquiryState.QUEUED;
import static city.pishkhan.cases.internal.model.InquiryState.SUPERSEDED;
import static city.pishkhan.cases.internal.model.InquiryState.WITHDRAWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.cases.Cases.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the transitions between all pairs of states of cases and of inquiries. */
class TransitionsTest {
    private static final Map<InquiryState, Set<InquiryState>> INQUIRY = Map.of(
            QUEUED, EnumSet.of(DISPATCHED, DELIVERED, ANSWERED, SUPERSEDED, WITHDRAWN),
            DISPATCHED, EnumSet.of(DISPATCHED, DELIVERED, ANSWERED, SUPERSEDED, WITHDRAWN),
            DELIVERED, EnumSet.of(ANSWERED, SUPERSEDED, EXPIRED, WITHDRAWN),
            EXPIRED, EnumSet.of(ANSWERED, SUPERSEDED, WITHDRAWN),
            ANSWERED, EnumSet.of(SUPERSEDED),
            SUPERSEDED, EnumSet.noneOf(InquiryState.class),
            WITHDRAWN, EnumSet.noneOf(InquiryState.class));

    private static final Map<State, Set<State>> CASE = Map.of(
            State.OPEN, EnumSet.allOf(State.class),
            State.WAITING, EnumSet.allOf(State.class),
            State.APPROVED, EnumSet.noneOf(State.class),
            State.REFUSED, EnumSet.noneOf(State.class),
            State.WITHDRAWN, EnumSet.noneOf(State.class));

    static Stream<Arguments> inquiryPairs() {
        return pairs(InquiryState.values());
    }

    static Stream<Arguments> casePairs() {
        return pairs(State.values());
    }

    private static <S> Stream<Arguments> pairs(S[] states) {
        return Arrays.stream(states).flatMap(from -> Arrays.stream(states).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("inquiryPairs")
    void inquiryAllowsOnlyPermittedTransitions(InquiryState from, InquiryState to) {
        if (INQUIRY.get(from).contains(to)) {
            assertEquals(to, from.requirePermitted(to));
        } else {
            assertThrows(IllegalStateException.class, () -> from.requirePermitted(to));
        }
    }

    @ParameterizedTest
    @MethodSource("casePairs")
    void caseAllowsOnlyPermittedTransitions(State from, State to) {
        if (CASE.get(from).contains(to)) {
            assertEquals(to, CaseStates.move(from, to));
        } else {
            assertThrows(IllegalStateException.class, () -> CaseStates.move(from, to));
        }
    }

    @Test
    void unansweredInquiryIsLive() {
        assertEquals(
                EnumSet.of(QUEUED, DISPATCHED, DELIVERED),
                EnumSet.copyOf(Arrays.stream(InquiryState.values())
                        .filter(InquiryState::isLive)
                        .toList()));
    }

    @Test
    void endedCaseStoresEndTime() {
        CaseFile file = new CaseFile();
        file.state = State.WAITING;
        file.move(State.OPEN);
        assertNull(file.ended);
        file.move(State.REFUSED);
        assertNotNull(file.ended);
    }

    @Test
    void closedInquiryHasNoNextAttempt() {
        InquiryEntity row = new InquiryEntity();
        row.state = QUEUED;
        row.nextAttempt = Instant.EPOCH;
        row.move(DELIVERED);
        assertNotNull(row.nextAttempt);
        row.move(WITHDRAWN);
        assertNull(row.nextAttempt);
    }
}
