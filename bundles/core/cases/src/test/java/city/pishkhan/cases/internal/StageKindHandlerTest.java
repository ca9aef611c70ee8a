package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.StageHandler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageKindHandlerTest {
    /** Every stage kind has a handler; otherwise cases at such a stage would never continue. */
    @Test
    void everyStageKindHasHandler() {
        CaseEngine caseEngine = CasesHarness.shared().caseEngine;
        for (StageKind kind : StageKind.values()) {
            StageHandler handler =
                    caseEngine.handler(new Stage("s", kind, "e", "f", null, null, null, List.of(), Map.of(), null));
            assertTrue(handler != null && handler.kinds().contains(kind), () -> kind + " has no handler");
        }
    }
}
