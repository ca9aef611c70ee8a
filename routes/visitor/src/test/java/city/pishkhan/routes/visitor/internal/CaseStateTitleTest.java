package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.messages.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CaseStateTitleTest {
    /** A state without a text would make {@code /track} fail for such cases. */
    @Test
    void everyStateHasWords() {
        Messages messages = Messages.of(TrackPage.class);
        assertEquals(
                List.of(),
                Arrays.stream(Cases.State.values())
                        .map(state -> "case-state." + state.name().toLowerCase(Locale.ROOT))
                        .filter(key -> !messages.has(key))
                        .toList());
    }
}
