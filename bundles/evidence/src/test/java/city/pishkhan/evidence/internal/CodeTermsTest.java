package city.pishkhan.evidence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.journal.HubEvents;
import city.pishkhan.api.journal.JournaledEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever opens the evidence of a case reads Persian, and no code. */
class CodeTermsTest {
    @Test
    void everyEventHasAWord() {
        assertEquals(
                List.of(),
                Stream.of(JournaledEvents.all(), HubEvents.all())
                        .flatMap(Set::stream)
                        .filter(event -> CodeTerms.event(event).equals(event))
                        .sorted()
                        .toList());
    }

    @Test
    void everyStateOfACaseHasAWord() {
        assertEquals(
                List.of(),
                Arrays.stream(Cases.State.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .filter(state -> CodeTerms.state(state).equals(state))
                        .toList());
    }
}
