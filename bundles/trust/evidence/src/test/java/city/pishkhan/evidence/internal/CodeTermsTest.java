package city.pishkhan.evidence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.journal.JournaledEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Readers of evidence see Persian terms instead of codes. */
class CodeTermsTest {
    @Test
    void everyCaseEventHasTerm() {
        assertEquals(
                List.of(),
                JournaledEvents.all().stream()
                        .filter(event -> CodeTerms.event(event).equals(event))
                        .sorted()
                        .toList());
    }

    @Test
    void everyCaseStateHasTerm() {
        assertEquals(
                List.of(),
                Arrays.stream(Cases.State.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .filter(state -> CodeTerms.state(state).equals(state))
                        .toList());
    }
}
