package city.pishkhan.routes.inquiries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgencyRegisterTest {
    private final AgencyRegister register = new AgencyRegister();
    private final ChannelCheck check = new ChannelCheck(register);

    @Test
    void agencyHasOneFile() {
        register.claim("fire", "city.pishkhan.agency-fire.cfg");
        register.claim("gas", "city.pishkhan.agency-gas.cfg");
        var refused = assertThrows(
                IllegalArgumentException.class, () -> register.claim("fire", "city.pishkhan.agency-fire2.cfg"));
        assertTrue(
                refused.getMessage()
                        .startsWith(
                                "agency fire is already configured by city.pishkhan.agency-fire.cfg; this file is ignored / "),
                refused.getMessage());
        register.release("fire");
        register.claim("fire", "city.pishkhan.agency-fire2.cfg");
    }

    @Test
    void warnsOfWaitingAgenciesUntilStartOrRemoval() {
        assertEquals(List.of(), check.warnings());
        register.setMissingService("gas", "its connector");
        register.setMissingService("fire", "the worklist");
        assertEquals("fire waits for the worklist; gas waits for its connector", HealthWarning.join(check.warnings()));
        assertEquals(Optional.empty(), check.problem(), "the rest of the hub serves");
        register.addAmbiguity("water", "water has two");
        assertEquals(
                "water has two; fire waits for the worklist; gas waits for its connector",
                HealthWarning.join(check.warnings()));
        register.removeAmbiguity("water");
        register.clearMissingService("gas");
        assertEquals(Map.of("fire", "the worklist"), register.missingServices());
        register.release("fire");
        assertEquals(List.of(), check.warnings());
    }
}
