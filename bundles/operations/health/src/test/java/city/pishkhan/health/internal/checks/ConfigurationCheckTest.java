package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.stubs.Stubs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class ConfigurationCheckTest {
    private final ComponentDescriptionDTO door = new ComponentDescriptionDTO();
    private final ComponentConfigurationDTO configured = new ComponentConfigurationDTO();
    private long nanos;
    private final ConfigurationCheck check =
            new ConfigurationCheck(runtime(List.of(door), description -> List.of(configured)), () -> nanos);

    private static ServiceComponentRuntime runtime(
            List<ComponentDescriptionDTO> components,
            Function<ComponentDescriptionDTO, List<ComponentConfigurationDTO>> configurations) {
        ServiceComponentRuntime runtime = Stubs.strict(ServiceComponentRuntime.class);
        doReturn(components).when(runtime).getComponentDescriptionDTOs();
        doAnswer(call -> configurations.apply(call.getArgument(0)))
                .when(runtime)
                .getComponentConfigurationDTOs(any());
        return runtime;
    }

    ConfigurationCheckTest() {
        door.name = "city.pishkhan.routes.inquiries.internal.InquiryRoutesComponent";
        door.implementationClass = door.name;
        door.bundle = new BundleDTO();
        door.bundle.symbolicName = "city.pishkhan.routes-inquiries";
        configured.properties = Map.of("service.pid", "city.pishkhan.agency~fire");
        configured.state = ComponentConfigurationDTO.ACTIVE;
    }

    @Test
    void namesRejectedConfigurationAndReason() {
        assertEquals(List.of(), check.warnings());
        configured.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configured.failure = "java.lang.reflect.InvocationTargetException\n\tat x.Y.z(Y.java:1)\n"
                + "Caused by: java.lang.IllegalArgumentException: channel must be system or worklist, not worklst of 0499370899\n"
                + "\tat city.pishkhan.X.y(X.java:7)\n\t... 9 more\n";
        assertEquals(List.of(), check.warnings(), "looked for once a second");
        nanos += 1_000_000_000L;
        assertEquals(
                "city.pishkhan.agency~fire did not start: channel must be system or worklist, not worklst of …",
                HealthWarning.join(check.warnings()));
        assertEquals(Optional.empty(), check.problem(), "the rest of the hub serves");
    }

    /** Lists the faulty configuration first. Otherwise forty warnings about waiting components would hide the cause. */
    @Test
    void listsRootFailureFirst() {
        ComponentDescriptionDTO vault = new ComponentDescriptionDTO();
        vault.name = "city.pishkhan.vault";
        vault.implementationClass = "city.pishkhan.vault.internal.SqlVault";
        vault.bundle = door.bundle;
        ComponentConfigurationDTO failed = new ComponentConfigurationDTO();
        failed.properties = Map.of();
        failed.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        failed.failure = "java.nio.file.NoSuchFileException: master-1.key\n\tat x.Y.z(Y.java:1)\n";
        configured.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configured.failure =
                "java.lang.InstantiationException: Unable to get service for reference vault\n\tat x.Y.z(Y.java:1)\n";
        ConfigurationCheck both = new ConfigurationCheck(
                runtime(List.of(door, vault), description -> List.of(description == vault ? failed : configured)));
        assertEquals(
                "city.pishkhan.vault did not start: NoSuchFileException: master-1.key; 1 component waits for a component that did not start",
                HealthWarning.join(both.warnings()));
    }

    @Test
    void ignoresForeignComponents() {
        configured.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        door.implementationClass = "org.example.Other";
        door.bundle.symbolicName = "org.example";
        assertEquals(List.of(), check.warnings());
    }

    @Test
    void failureWithoutMessageShowsExceptionName() {
        assertEquals("the component gives no reason", ConfigurationCheck.plain(null));
        assertEquals(
                "NullPointerException",
                ConfigurationCheck.plain("java.lang.NullPointerException\n\tat x.Y.z(Y.java:1)"));
    }
}
