package city.pishkhan.gate.internal.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.RouteControl.Route;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.gate.internal.Exchanged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteControlServiceTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManagedContext gas = new ManagedContext(
            "agency-gas",
            RouteClassLoaders::platform,
            new ContextFactory(
                    null,
                    new RequestDrain(),
                    meters,
                    Exchanged.fake(ComponentSource.class, (name, args) -> null),
                    new DefaultRegistry(),
                    object -> {}));
    private final RouteControlService control = new RouteControlService(() -> List.of(gas), meters);

    @BeforeEach
    void start() {
        gas.add("a", RouteSource.of(() -> new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a?block=false").routeId("one").setBody(constant("1"));
                from("direct:b").routeId("two").setBody(constant("2"));
            }
        }));
    }

    @AfterEach
    void stop() {
        gas.stop();
    }

    private Route route(String id) {
        return control.routes("agency-gas").stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void send() throws Exception {
        try (var template = gas.context().createProducerTemplate()) {
            // block=false: does not wait 30 seconds for a consumer
            template.sendBody("direct:a?block=false", "");
        }
    }

    @Test
    void operatorStopsRouteAndWarningEndsOnStart() throws Exception {
        send();
        assertEquals(new Route("agency-gas", "one", "direct://a", "started", 1, 0, null), route("one"));
        control.stop("parisa", "agency-gas", "one");
        assertEquals(new Route("agency-gas", "one", "direct://a", "stopped", 1, 0, "parisa"), route("one"));
        assertEquals("started", route("two").state());
        assertThrows(Exception.class, this::send);
        HealthWarning warning = control.warnings().get(0);
        assertEquals(
                "route one of agency-gas was stopped by parisa", warning.what().english());
        assertEquals("camel:route-start agency-gas one", warning.remedy().english());
        control.start("agency-gas", "one");
        send();
        assertEquals(List.of(), control.warnings());
        assertNull(route("one").stoppedBy());
    }

    @Test
    void restartedContextRunsStoppedRoutesAgain() {
        control.stop("parisa", "agency-gas", null);
        assertEquals(2, control.warnings().size());
        gas.stop();
        gas.start();
        assertEquals(List.of(), control.warnings());
        assertEquals("started", route("one").state());
    }

    @Test
    void rejectsUnknownContextAndRoute() {
        assertEquals(
                "context.unknown",
                assertThrows(Refusal.class, () -> control.stop("parisa", "agency-fog", "one"))
                        .code());
        assertEquals(
                "route.unknown",
                assertThrows(Refusal.class, () -> control.stop("parisa", "agency-gas", "three"))
                        .code());
        assertEquals("running", control.contexts().get(0).state());
    }
}
