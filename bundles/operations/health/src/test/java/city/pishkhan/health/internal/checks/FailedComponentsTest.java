package city.pishkhan.health.internal.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.health.internal.AnsweringProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.promise.Promises;

class FailedComponentsTest {

    private static final String TRACE =
            """
            java.lang.reflect.InvocationTargetException
            \tat java.base/jdk.internal.reflect.DirectConstructorHandleAccessor.newInstance(Unknown Source)
            Caused by: java.lang.IllegalStateException: No key can be made in /data/vault
            \tat city.pishkhan.vault.internal.SqlVault.begin(SqlVault.java:97)
            Caused by: java.nio.file.AccessDeniedException: /data/vault
            \tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:90)
            \t... 12 more
            """;

    private final List<String> asked = new ArrayList<>();
    private long changes;

    private static ComponentDescriptionDTO component(String name) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = name;
        component.implementationClass = name;
        return component;
    }

    private static ComponentConfigurationDTO configured(int state, String pid) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = state;
        configuration.failure = TRACE;
        configuration.properties = new HashMap<>(pid == null ? Map.of() : Map.of("service.pid", pid));
        return configuration;
    }

    private FailedComponents failed(Map<ComponentDescriptionDTO, List<ComponentConfigurationDTO>> there) {
        ServiceComponentRuntime runtime =
                AnsweringProxy.of(ServiceComponentRuntime.class, (name, args) -> switch (name) {
                    case "getComponentDescriptionDTOs" -> there.keySet();
                    case "getComponentConfigurationDTOs" -> there.get(args[0]);
                    case "disableComponent", "enableComponent" -> {
                        asked.add(name + " " + ((ComponentDescriptionDTO) args[0]).name);
                        yield Promises.resolved(null);
                    }
                    default -> throw new AssertionError(name);
                });
        ConfigurationAdmin configurations = AnsweringProxy.of(ConfigurationAdmin.class, (name, args) ->
                new Configuration[] {AnsweringProxy.of(Configuration.class, (n, a) -> asked.add(n + " " + args[0]))});
        return new FailedComponents(runtime, () -> changes, configurations);
    }

    @Test
    void returnsRootCause() {
        assertEquals("AccessDeniedException: /data/vault", FailedComponents.cause(TRACE));
        assertEquals(
                "No secret.", FailedComponents.cause("java.lang.IllegalArgumentException: No secret.\n\tat x.Y.z()"));
        assertEquals("the component gives no reason", FailedComponents.cause(null));
    }

    @Test
    void findsOnlyFailedHubComponents() {
        var there = Map.of(
                component("city.pishkhan.vault.internal.SqlVault"),
                List.of(configured(ComponentConfigurationDTO.FAILED_ACTIVATION, null)),
                component("city.pishkhan.cases.internal.CaseService"),
                List.of(configured(ComponentConfigurationDTO.UNSATISFIED_REFERENCE, null)),
                component("org.apache.karaf.Other"),
                List.of(configured(ComponentConfigurationDTO.FAILED_ACTIVATION, null)));
        assertEquals(
                List.of("SqlVault: AccessDeniedException: /data/vault"),
                failed(there).scan().stream().map(Object::toString).toList());
    }

    @Test
    void scansAgainAfterChangeOrFailure() {
        ComponentConfigurationDTO one = configured(ComponentConfigurationDTO.ACTIVE, null);
        FailedComponents all = failed(Map.of(component("city.pishkhan.A"), List.of(one)));
        assertEquals(0, all.scan().size());
        one.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        assertEquals(0, all.scan().size(), "nothing is said to have changed");
        changes++;
        assertEquals(1, all.scan().size());
        assertEquals(1, all.scan().size(), "it is tried until it runs");
        one.state = ComponentConfigurationDTO.ACTIVE;
        assertEquals(0, all.scan().size());
    }

    @Test
    void restartsOnlyFailedConfigurations() {
        FailedComponents one = failed(Map.of(
                component("city.pishkhan.A"), List.of(configured(ComponentConfigurationDTO.FAILED_ACTIVATION, "a"))));
        one.scan().forEach(one::restart);
        assertEquals(List.of("disableComponent city.pishkhan.A", "enableComponent city.pishkhan.A"), asked);
        asked.clear();
        FailedComponents many = failed(Map.of(
                component("city.pishkhan.B"),
                List.of(
                        configured(ComponentConfigurationDTO.ACTIVE, "b-1"),
                        configured(ComponentConfigurationDTO.FAILED_ACTIVATION, "b-2"))));
        many.scan().forEach(many::restart);
        assertEquals(List.of("update (service.pid=b-2)"), asked, "its siblings go on");
    }

    /**
     * Restarts only components that failed themselves. Dependent components start with them, and are restarted only if
     * no other failed component remains.
     */
    @Test
    void restartsDependenciesBeforeDependents() {
        ComponentConfigurationDTO follower = configured(ComponentConfigurationDTO.FAILED_ACTIVATION, null);
        follower.failure = "java.lang.InstantiationException: Unable to get service for reference vault\n";
        Map<ComponentDescriptionDTO, List<ComponentConfigurationDTO>> there = new HashMap<>(Map.of(
                component("city.pishkhan.Vault"),
                List.of(configured(ComponentConfigurationDTO.FAILED_ACTIVATION, null)),
                component("city.pishkhan.Cases"),
                List.of(follower)));
        FailedComponents all = failed(there);
        List<String> tries = new ArrayList<>();
        ComponentRestartScheduler scheduler =
                new ComponentRestartScheduler(all::scan, one -> tries.add(one.component().name));
        IntStream.range(0, 4).forEach(i -> scheduler.restartFailed());
        assertEquals(List.of("city.pishkhan.Vault", "city.pishkhan.Vault"), tries);
        there.keySet().removeIf(c -> c.name.endsWith("Vault"));
        tries.clear();
        IntStream.range(0, 6).forEach(i -> scheduler.restartFailed());
        assertEquals(List.of(), tries);
        scheduler.restartFailed();
        assertEquals(List.of("city.pishkhan.Cases"), tries);
        scheduler.stop();
    }

    @Test
    void retriesWithIncreasingDelay() {
        FailedComponents all = failed(Map.of(
                component("city.pishkhan.A"), List.of(configured(ComponentConfigurationDTO.FAILED_ACTIVATION, null))));
        List<Integer> tries = new ArrayList<>();
        int[] look = {0};
        ComponentRestartScheduler scheduler = new ComponentRestartScheduler(all::scan, failed -> tries.add(look[0]));
        IntStream.rangeClosed(1, 200).forEach(i -> {
            look[0] = i;
            scheduler.restartFailed();
        });
        assertEquals(List.of(1, 3, 6, 11, 20, 37, 70, 131, 192), tries);
        scheduler.stop();
        assertTrue(tries.size() < 10);
    }
}
