package city.pishkhan.gate.internal.contexts;

import static city.pishkhan.gate.internal.contexts.ManagedContextTest.answering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteAssemblyTest {

    private final ManagedContextTest.Published published = new ManagedContextTest.Published();
    private final List<Object> born = new ArrayList<>();
    private final ContextFactory factory = new ContextFactory(
            null, new RequestDrain(), new SimpleMeterRegistry(), published, new DefaultRegistry(), born::add);
    private final RouteAssembly assembly = new RouteAssembly("fire", RouteClassLoaders::platform, factory);
    private final Map<Object, RouteSource> sources = new LinkedHashMap<>();

    @AfterEach
    void discard() {
        born.stream()
                .filter(DefaultCamelContext.class::isInstance)
                .map(DefaultCamelContext.class::cast)
                .filter(context -> !context.isStopped())
                .forEach(factory::discard);
    }

    private static List<String> routes(DefaultCamelContext context) {
        return context.getRoutes().stream()
                .map(route -> route.getRouteId())
                .sorted()
                .toList();
    }

    @Test
    void tracksRoutesBySource() throws Exception {
        sources.put("a", RouteSource.of(() -> answering("direct:a", "one")));
        sources.put("b", RouteSource.of(() -> answering("direct:b", "two")));
        DefaultCamelContext context = assembly.build(sources, Map.of(), true);
        assembly.add(context, "c", RouteSource.of(() -> answering("direct:c", "three")));
        assertEquals(List.of("direct:a"), assembly.routeIds("a"));
        assertEquals(List.of("direct:c"), assembly.routeIds("c"));

        assembly.remove(context, "b");
        assertEquals(List.of("direct:a", "direct:c"), routes(context));
        assertEquals(List.of(), assembly.routeIds("b"));
    }

    @Test
    void tracksUsedAndMissingComponents() throws Exception {
        published.put("agency", DirectComponent::new);
        sources.put("a", RouteSource.of(() -> answering("agency:a", "one")));
        sources.put("b", RouteSource.of(() -> answering("bank:b", "two")));
        assertThrows(Exception.class, () -> assembly.build(sources, Map.of(), true));
        assertEquals(Set.of("bank"), assembly.missing());
        assertTrue(((DefaultCamelContext) born.get(0)).isStopped(), "nothing of it stays");

        published.put("bank", DirectComponent::new);
        assembly.build(sources, Map.of(), true);
        assertEquals(Set.of(), assembly.missing());
        assertTrue(assembly.isUsing("agency") && assembly.isUsing("bank"));
        assertFalse(assembly.isUsing("direct"), "what the hub has itself does not leave");
    }

    @Test
    void startsRoutesOnlyOnRun() throws Exception {
        sources.put("a", RouteSource.of(() -> answering("direct:a", "one")));
        DefaultCamelContext context = assembly.build(sources, Map.of(), false);
        assertFalse(context.getRouteController().getRouteStatus("direct:a").isStarted());
        assembly.run(context);
        assertTrue(context.getRouteController().getRouteStatus("direct:a").isStarted());
    }

    @Test
    void clearRemovesMissingComponents() {
        assembly.markMissing("agency");
        assertEquals(Set.of("agency"), assembly.missing());
        assembly.clear();
        assertEquals(Set.of(), assembly.missing());
    }
}
