package city.pishkhan.payments.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.payments.internal.store.AttemptState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptStateTest {
    @ParameterizedTest
    @CsvSource({
        "CREATED, STARTED RETURNED FAILED",
        "STARTED, RETURNED UNKNOWN REVERSED FAILED",
        "RETURNED, VERIFYING UNKNOWN REVERSED FAILED",
        "VERIFYING, VERIFIED UNKNOWN REVERSED FAILED",
        "VERIFIED, SETTLING SETTLED DOUBLE REVERSING",
        "SETTLING, SETTLED DOUBLE VERIFYING UNKNOWN REVERSED",
        "SETTLED, FAILED REVERSED",
        "DOUBLE, FAILED REVERSED",
        "UNKNOWN, VERIFYING VERIFIED REVERSING REVERSED FAILED",
        "REVERSING, REVERSED SETTLING SETTLED DOUBLE UNKNOWN FAILED",
        "REVERSED, UNKNOWN",
        "FAILED, RETURNED UNKNOWN"
    })
    void allowsOnlyListedStateTransitions(AttemptState from, String allowed) {
        Set<AttemptState> expected = Arrays.stream(allowed.split(" "))
                .filter(name -> !name.isEmpty())
                .map(AttemptState::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AttemptState.class)));
        for (AttemptState to : AttemptState.values()) {
            if (expected.contains(to)) {
                assertEquals(to, from.to(to));
            } else {
                assertThrows(IllegalStateException.class, () -> from.to(to), from + " to " + to);
            }
        }
    }

    @Test
    void moneyIsKeptOnlyAfterVerification() {
        Set<AttemptState> afterVerifying =
                EnumSet.of(AttemptState.VERIFIED, AttemptState.SETTLING, AttemptState.REVERSING);
        for (AttemptState from : AttemptState.values()) {
            boolean settles =
                    from.next().contains(AttemptState.SETTLED) || from.next().contains(AttemptState.DOUBLE);
            assertEquals(afterVerifying.contains(from), settles, from.toString());
        }
        assertEquals(
                EnumSet.of(AttemptState.VERIFIED, AttemptState.REVERSING),
                Arrays.stream(AttemptState.values())
                        .filter(from -> from.next().contains(AttemptState.SETTLING))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(AttemptState.class))));
    }

    @Test
    void endedStatesAreNotPending() {
        for (AttemptState state : AttemptState.values()) {
            assertTrue(!(state.isEnded() && AttemptState.pending().contains(state)), state.toString());
        }
    }
}
