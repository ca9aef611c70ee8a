package city.pishkhan.deployment.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tests which agencies wait during a deployment, and which have after it no consumer of their inquiries or one in another context.
 */
class AgencyChangeTest {
    private static final Map<String, String> CONSUMERS =
            Map.of("telecom", "telecom.camel.yaml", "gas", "agency-gas", "post", "city.post");

    private static AgencyChange change(List<String> stopping, List<String> own, String... next) {
        return new AgencyChange(CONSUMERS, stopping, own, Set.of(next));
    }

    @Test
    void agenciesOfStoppedContextsWait() {
        assertEquals(
                Set.of("gas", "telecom"),
                change(List.of("telecom.camel.yaml", "agency-gas"), List.of()).waiting());
    }

    @Test
    void conflictsWithAgencyOfOtherContext() {
        assertEquals(
                List.of("context telecom.camel.yaml already sends the inquiries to telecom, and only one context may do"
                        + " so. Remove that context first"),
                change(List.of("city.post"), List.of("city.post"), "telecom", "post", "new").conflicts().stream()
                        .map(Text::english)
                        .toList());
    }

    @Test
    void reportsAgencyDroppedByNewVersion() {
        assertEquals(
                List.of("inquiries to post will wait until another route sends them"),
                change(List.of("city.post", "agency-gas"), List.of("city.post")).abandoned().stream()
                        .map(Text::english)
                        .toList());
    }
}
