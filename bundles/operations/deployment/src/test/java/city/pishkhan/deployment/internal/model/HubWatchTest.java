package city.pishkhan.deployment.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.deployment.internal.model.HubState.ComponentState;
import city.pishkhan.deployment.internal.model.HubState.Part;
import city.pishkhan.stubs.Stubs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tests that a component of another bundle that fails repeatedly does not count against a deployment. */
class HubWatchTest {
    private static final String WITNESS = "city.journal/Witness";

    private final List<ComponentConfigurationDTO> configurations = new ArrayList<>();
    private long changes;
    private final HubWatch watch = new HubWatch(runtime(), () -> changes, () -> null);

    private ServiceComponentRuntime runtime() {
        ComponentDescriptionDTO witness = new ComponentDescriptionDTO();
        witness.name = "Witness";
        witness.bundle = new BundleDTO();
        witness.bundle.symbolicName = "city.journal";
        witness.serviceInterfaces = new String[0];
        ServiceComponentRuntime runtime = Stubs.empty(ServiceComponentRuntime.class);
        doReturn(List.of(witness)).when(runtime).getComponentDescriptionDTOs();
        doReturn(configurations).when(runtime).getComponentConfigurationDTOs(any());
        return runtime;
    }

    private void setStates(int... states) {
        changes++;
        configurations.clear();
        for (int state : states) {
            ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
            configuration.properties = Map.of();
            configuration.state = state;
            configuration.failure = "java.lang.IllegalArgumentException: No secret";
            configurations.add(configuration);
        }
    }

    @Test
    void rechecksComponentsOnlyAfterChange() {
        setStates(ComponentConfigurationDTO.ACTIVE);
        watch.recordFailures(() -> true);
        configurations.get(0).state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        watch.recordFailures(() -> true);
        setStates(ComponentConfigurationDTO.SATISFIED);
        assertEquals(1, faults().size(), "as far as was told it ran");
        watch.recordFailures(() -> true);
        setStates(ComponentConfigurationDTO.SATISFIED);
        assertEquals(0, faults().size(), "it was told");
    }

    private Set<String> faults() {
        HubState before = watch.before();
        setStates(ComponentConfigurationDTO.FAILED_ACTIVATION);
        return Set.copyOf(
                new ProbePolicy(before, Set.of(), false).evaluate(watch.now()).failed());
    }

    @Test
    void restartingComponentCountsAsFailed() {
        setStates(ComponentConfigurationDTO.FAILED_ACTIVATION);
        watch.recordFailures(() -> true);
        setStates();
        assertEquals(Set.of(), faults(), "it was disabled for a moment");
        setStates(ComponentConfigurationDTO.SATISFIED);
        assertEquals(Set.of(), faults(), "it was about to start");
    }

    @Test
    void failureOfPreviouslyRunningComponentIsReported() {
        setStates(ComponentConfigurationDTO.FAILED_ACTIVATION);
        watch.recordFailures(() -> true);
        setStates(ComponentConfigurationDTO.ACTIVE);
        Part part = watch.before().components().get(WITNESS);
        assertEquals(ComponentState.WELL, part.state());
        assertTrue(faults().toString().contains("No secret"));
        setStates(ComponentConfigurationDTO.SATISFIED);
        watch.recordFailures(() -> true);
        assertEquals(1, faults().size(), "it was well since");
        watch.recordFailures(() -> false);
        setStates(ComponentConfigurationDTO.SATISFIED);
        assertEquals(1, faults().size(), "a deployment had made it fail");
    }
}
