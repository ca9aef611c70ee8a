package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.messages.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CaseStateTitleTest {
    /** Every state of a case has a text; otherwise {@code /track} would fail for cases in that state. */
    @Test
    void everyStateHasTitle() {
        Messages messages = Messages.of(TrackPage.class);
        assertEquals(
                List.of(),
                Arrays.stream(Cases.State.values())
                        .map(state -> "case-state." + state.name().toLowerCase(Locale.ROOT))
                        .filter(key -> !messages.hasKey(key))
                        .toList());
    }
}
