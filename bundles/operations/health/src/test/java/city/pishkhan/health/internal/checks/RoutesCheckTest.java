package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.AnsweringProxy;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteContexts.Info;
import city.pishkhan.runtime.RouteContexts.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class RoutesCheckTest {

    private final AtomicLong clock = new AtomicLong();
    private List<Info> contexts = List.of();
    private String waits = "";
    private boolean settled = true;
    private Optional<String> unstarted = Optional.empty();

    private final RoutesCheck check = new RoutesCheck(
            AnsweringProxy.of(
                    RouteContexts.class, (name, args) -> name.equals("isSettled") ? (Object) settled : contexts),
            AnsweringProxy.of(
                    ServiceComponentRuntime.class,
                    (name, args) -> name.equals("getComponentDescriptionDTOs")
                            ? List.of(publisher("office", true), publisher("agency-fire", false))
                            : configurations((ComponentDescriptionDTO) args[0])),
            () -> unstarted,
            clock::get);

    private static ComponentDescriptionDTO publisher(String bundle, boolean door) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = bundle + ".Routes";
        component.serviceInterfaces = new String[] {RoutesBuilder.class.getName()};
        component.properties = door ? Map.of("pishkhan.door", true) : Map.of();
        component.bundle = new BundleDTO();
        component.bundle.symbolicName = bundle;
        return component;
    }

    private List<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
        if (!component.name.startsWith(waits) || waits.isEmpty()) {
            return List.of();
        }
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        UnsatisfiedReferenceDTO reference = new UnsatisfiedReferenceDTO();
        reference.name = "vault";
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {reference};
        return List.of(configuration);
    }

    private static Info failed(String name) {
        return new Info(name, State.FAILED, List.of(), null, "no such queue");
    }

    @Test
    void isDownWithoutDoorAndWarnsOfOtherRoutes() {
        assertEquals(Optional.empty(), check.problem());
        contexts = List.of(failed("agency-fire"));
        assertEquals(Optional.empty(), check.problem());
        assertEquals("agency-fire no such queue", HealthWarning.join(check.warnings()));
        contexts = List.of(failed("office"), failed("agency-fire"));
        assertEquals(Optional.of("office no such queue"), check.problem());
        contexts = List.of();
        waits = "office";
        assertEquals(Optional.of("office.Routes waits for vault"), check.problem());
        waits = "agency-fire";
        assertEquals(Optional.empty(), check.problem());
        assertEquals("agency-fire.Routes waits for vault", HealthWarning.join(check.warnings()));
    }

    /** A door whose bundle has not started does not yet appear as missing. */
    @Test
    void isNotReadyBeforeAllBundlesStarted() {
        unstarted = Optional.of("public have not started");
        assertEquals(Optional.of("public have not started"), check.problem());
        unstarted = Optional.empty();
        assertEquals(Optional.empty(), check.problem());
        unstarted = Optional.of("public have not started");
        assertEquals(Optional.empty(), check.problem(), "an update is no start");
    }

    /** Not ready while routes are published but not started yet, which may take some time under load. */
    @Test
    void isNotReadyWhileRoutesStart() {
        settled = false;
        assertEquals(Optional.of("routes are being started"), check.problem());
        settled = true;
        assertEquals(Optional.empty(), check.problem());
        settled = false;
        assertEquals(Optional.empty(), check.problem(), "an update is no start");
    }

    /** The hub is not ready until every route has run once; a route that fails is only a warning after two minutes. */
    @Test
    void isNotReadyBeforeEveryPartRanOrTimedOut() {
        contexts = List.of(failed("agency-fire"));
        assertEquals(Optional.of("agency-fire no such queue"), check.problem());
        assertEquals(List.of(), check.warnings());
        clock.addAndGet(121_000_000_000L);
        assertEquals(Optional.empty(), check.problem());
        assertEquals("agency-fire no such queue", HealthWarning.join(check.warnings()));
    }
}
