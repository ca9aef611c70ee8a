package city.pishkhan.deployment.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.deployment.internal.model.HubState.ComponentState;
import city.pishkhan.deployment.internal.model.HubState.Part;
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
            Map.of("water/c", part(OWN, ComponentState.WELL), "other/c", part("other", ComponentState.WELL)),
            Map.of("agency-water", info("agency-water", State.RUNNING, "ask", "tell")));

    private static Part part(String bundle, ComponentState stand, String... lacks) {
        return new Part(
                bundle, stand, Set.of(lacks), stand == ComponentState.FAILED ? "IllegalStateException: no" : "", false);
    }

    private static Info info(String name, State state, String... routes) {
        return new Info(name, state, List.of(routes), Instant.EPOCH, "waits");
    }

    private static HubState state(Map<String, Part> parts, Map<String, Info> contexts) {
        return new HubState(parts, contexts, true);
    }

    private static Finding evaluate(HubState now) {
        return new ProbePolicy(BEFORE, Set.of(OWN), false).evaluate(now);
    }

    @Test
    void unchangedStateIsHealthy() {
        assertTrue(evaluate(BEFORE).isWell());
    }

    @Test
    void waitsForRoutesToStart() {
        assertFalse(evaluate(new HubState(BEFORE.components(), BEFORE.contexts(), false))
                .isWell());
        HubState half = state(BEFORE.components(), Map.of("agency-water", info("agency-water", State.RUNNING, "ask")));
        assertEquals(List.of("routes of agency-water: [ask]"), evaluate(half).waiting());
        HubState none = state(BEFORE.components(), Map.of());
        assertEquals(List.of("routes of agency-water are gone"), evaluate(none).waiting());
    }

    @Test
    void failedContextEndsProbe() {
        HubState failed = state(BEFORE.components(), Map.of("agency-water", info("agency-water", State.FAILED)));
        assertEquals(
                List.of("routes of agency-water do not start: waits"),
                evaluate(failed).failed());
    }

    @Test
    void failedComponentEndsProbe() {
        HubState failed = state(
                Map.of("water/c", part(OWN, ComponentState.FAILED), "other/c", part("other", ComponentState.WELL)),
                BEFORE.contexts());
        assertEquals(
                List.of("water/c: IllegalStateException: no"), evaluate(failed).failed());
    }

    @Test
    void waitsForComponentWithFailedDependency() {
        Part follows = new Part(
                "other",
                ComponentState.FAILED,
                Set.of(),
                "ComponentException: Unable to get service for reference x",
                false);
        Finding finding = evaluate(
                state(Map.of("water/c", part(OWN, ComponentState.WELL), "other/c", follows), BEFORE.contexts()));
        assertEquals(List.of(), finding.failed());
        assertFalse(finding.isWell());
    }

    @Test
    void waitsForOtherComponentsToRunAgain() {
        HubState gone = state(Map.of("water/c", part(OWN, ComponentState.WELL)), BEFORE.contexts());
        assertEquals(List.of("other/c is gone"), evaluate(gone).waiting());
        HubState waits = state(
                Map.of(
                        "water/c",
                        part(OWN, ComponentState.WELL),
                        "other/c",
                        part("other", ComponentState.WAITS, "connector")),
                BEFORE.contexts());
        assertEquals(List.of("other/c waits for connector"), evaluate(waits).waiting());
    }

    @Test
    void newComponentMustBeSatisfiedOrUnconfigured() {
        Part well = part(OWN, ComponentState.WELL);
        Part other = part("other", ComponentState.WELL);
        HubState waits = state(
                Map.of("water/c", well, "water/n", part(OWN, ComponentState.WAITS, "clock"), "other/c", other),
                BEFORE.contexts());
        assertEquals(List.of("water/n waits for clock"), evaluate(waits).waiting());
        HubState unwanted = state(
                Map.of("water/c", well, "water/n", part(OWN, ComponentState.UNCONFIGURED), "other/c", other),
                BEFORE.contexts());
        assertTrue(evaluate(unwanted).isWell());
    }

    @Test
    void waitingComponentMayKeepWaiting() {
        HubState before = state(Map.of("water/c", part(OWN, ComponentState.WAITS, "clock")), Map.of());
        ProbePolicy policy = new ProbePolicy(before, Set.of(OWN), false);
        assertTrue(policy.evaluate(before).isWell());
        assertFalse(
                policy.evaluate(state(Map.of("water/c", part(OWN, ComponentState.WAITS, "clock", "bank")), Map.of()))
                        .isWell());
    }

    @Test
    void failedComponentMayStayFailed() {
        HubState before = state(Map.of("other/c", part("other", ComponentState.FAILED)), Map.of());
        assertTrue(new ProbePolicy(before, Set.of(OWN), false).evaluate(before).isWell());
    }

    @Test
    void removedBundleMayRemoveItsRoutes() {
        ProbePolicy policy = new ProbePolicy(BEFORE, Set.of(OWN), true);
        assertTrue(policy.evaluate(state(Map.of("other/c", part("other", ComponentState.WELL)), Map.of()))
                .isWell());
    }
}
