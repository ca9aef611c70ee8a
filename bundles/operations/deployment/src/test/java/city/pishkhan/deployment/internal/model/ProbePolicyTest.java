package city.pishkhan.deployment.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.deployment.internal.model.HubState.Part;
import city.pishkhan.deployment.internal.model.HubState.Stand;
import city.pishkhan.deployment.internal.model.ProbePolicy.Finding;
import city.pishkhan.runtime.RouteContexts.Info;
import city.pishkhan.runtime.RouteContexts.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbePolicyTest {
    private static final String OWN = "water";
    private static final HubState BEFORE = state(
            Map.of("water/c", part(OWN, Stand.WELL), "other/c", part("other", Stand.WELL)),
            Map.of("agency-water", info("agency-water", State.RUNNING, "ask", "tell")));

    private static Part part(String bundle, Stand stand, String... lacks) {
        return new Part(bundle, stand, Set.of(lacks), stand == Stand.FAILED ? "IllegalStateException: no" : "", false);
    }

    private static Info info(String name, State state, String... routes) {
        return new Info(name, state, List.of(routes), Instant.EPOCH, "waits");
    }

    private static HubState state(Map<String, Part> parts, Map<String, Info> contexts) {
        return new HubState(parts, contexts, true);
    }

    private static Finding look(HubState now) {
        return new ProbePolicy(BEFORE, Set.of(OWN), false).look(now);
    }

    @Test
    void whatIsAsBeforeIsWell() {
        assertTrue(look(BEFORE).well());
    }

    @Test
    void routesThatHaveNotStartedAreWaitedFor() {
        assertFalse(look(new HubState(BEFORE.components(), BEFORE.contexts(), false))
                .well());
        HubState half = state(BEFORE.components(), Map.of("agency-water", info("agency-water", State.RUNNING, "ask")));
        assertEquals(List.of("routes of agency-water: [ask]"), look(half).waiting());
        HubState none = state(BEFORE.components(), Map.of());
        assertEquals(List.of("routes of agency-water are gone"), look(none).waiting());
    }

    @Test
    void aContextThatFailsIsNotWaitedFor() {
        HubState failed = state(BEFORE.components(), Map.of("agency-water", info("agency-water", State.FAILED)));
        assertEquals(
                List.of("routes of agency-water do not start: waits"),
                look(failed).failed());
    }

    @Test
    void aComponentThatFailsIsNotWaitedFor() {
        HubState failed = state(
                Map.of("water/c", part(OWN, Stand.FAILED), "other/c", part("other", Stand.WELL)), BEFORE.contexts());
        assertEquals(List.of("water/c: IllegalStateException: no"), look(failed).failed());
    }

    @Test
    void aComponentThatOnlyFollowsAnotherIsWaitedFor() {
        Part follows = new Part(
                "other", Stand.FAILED, Set.of(), "ComponentException: Unable to get service for reference x", false);
        Finding finding = look(state(Map.of("water/c", part(OWN, Stand.WELL), "other/c", follows), BEFORE.contexts()));
        assertEquals(List.of(), finding.failed());
        assertFalse(finding.well());
    }

    @Test
    void whatRanBeforeElsewhereMustRunAgain() {
        HubState gone = state(Map.of("water/c", part(OWN, Stand.WELL)), BEFORE.contexts());
        assertEquals(List.of("other/c is gone"), look(gone).waiting());
        HubState waits = state(
                Map.of("water/c", part(OWN, Stand.WELL), "other/c", part("other", Stand.WAITS, "connector")),
                BEFORE.contexts());
        assertEquals(List.of("other/c waits for connector"), look(waits).waiting());
    }

    @Test
    void aNewComponentOfItsOwnMustNotWaitButNeedNotBeConfigured() {
        Part well = part(OWN, Stand.WELL);
        Part other = part("other", Stand.WELL);
        HubState waits = state(
                Map.of("water/c", well, "water/n", part(OWN, Stand.WAITS, "clock"), "other/c", other),
                BEFORE.contexts());
        assertEquals(List.of("water/n waits for clock"), look(waits).waiting());
        HubState unwanted = state(
                Map.of("water/c", well, "water/n", part(OWN, Stand.UNCONFIGURED), "other/c", other), BEFORE.contexts());
        assertTrue(look(unwanted).well());
    }

    @Test
    void whoWaitedMayWaitOnForTheSame() {
        HubState before = state(Map.of("water/c", part(OWN, Stand.WAITS, "clock")), Map.of());
        ProbePolicy policy = new ProbePolicy(before, Set.of(OWN), false);
        assertTrue(policy.look(before).well());
        assertFalse(policy.look(state(Map.of("water/c", part(OWN, Stand.WAITS, "clock", "bank")), Map.of()))
                .well());
    }

    @Test
    void whoFailedMayFailOn() {
        HubState before = state(Map.of("other/c", part("other", Stand.FAILED)), Map.of());
        assertTrue(new ProbePolicy(before, Set.of(OWN), false).look(before).well());
    }

    @Test
    void withWhatIsRemovedItsRoutesMayGo() {
        ProbePolicy policy = new ProbePolicy(BEFORE, Set.of(OWN), true);
        assertTrue(policy.look(state(Map.of("other/c", part("other", Stand.WELL)), Map.of()))
                .well());
    }
}
