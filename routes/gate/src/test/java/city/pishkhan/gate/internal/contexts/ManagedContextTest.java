package city.pishkhan.gate.internal.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.runtime.RouteContexts.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Component;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedContextTest {

    private final Published published = new Published();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Set<Object> born = new HashSet<>();
    private final ContextFactory factory =
            new ContextFactory(null, new RequestDrain(), metrics, published, new DefaultRegistry(), born::add);
    private final ManagedContext unit = new ManagedContext("fire", RouteClassLoaders::platform, factory);

    @AfterEach
    void stop() {
        unit.stop();
    }

    @Test
    void runsRoutesOfBuilder() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        assertEquals(State.RUNNING, unit.info().state());
        assertEquals(List.of("direct:a"), unit.info().routes());
        assertEquals("one", ask("direct:a"));
        assertTrue(metrics.getMeters().stream()
                .anyMatch(m -> "fire".equals(m.getId().getTag("camelContext"))));
    }

    @Test
    void reportsStartTime() {
        assertNull(unit.info().started());
        Instant before = Instant.now();
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        Instant started = unit.info().started();
        assertFalse(started.isBefore(before));
        unit.add("b", RouteSource.of(() -> answering("direct:b", "two")));
        assertEquals(started, unit.info().started(), "what comes later disturbs nobody");
        unit.stop();
        assertNull(unit.info().started());
    }

    @Test
    void stopReleasesAllResources() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        DefaultCamelContext context = unit.context();
        unit.remove("a");
        assertTrue(context.isStopped());
        assertTrue(unit.isEmpty());
        assertEquals(Set.of(context), published.released);
        assertTrue(metrics.getMeters().stream()
                .noneMatch(m -> "fire".equals(m.getId().getTag("camelContext"))));
    }

    @Test
    void addsAndRemovesBuilderWhileOthersRun() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        DefaultCamelContext context = unit.context();
        unit.add("b", RouteSource.of(() -> answering("direct:b", "two")));
        assertSame(context, unit.context());
        assertEquals("two", ask("direct:b"));
        unit.remove("a");
        assertSame(context, unit.context());
        assertEquals(List.of("direct:b"), unit.info().routes());
        assertEquals("two", ask("direct:b"));
    }

    @Test
    void waitsForComponentAndFollowsItsChanges() {
        unit.add("a", RouteSource.of(() -> answering("agency:a", "one")));
        assertEquals(State.WAITING, unit.info().state());
        assertEquals("waits for component agency", unit.info().problem());

        published.put("agency", DirectComponent::new);
        unit.startWaitingRoutes("other");
        assertEquals(State.WAITING, unit.info().state());
        unit.startWaitingRoutes("agency");
        assertEquals("one", ask("agency:a"));

        DefaultCamelContext first = unit.context();
        published.remove("agency");
        unit.stopIfUsing("agency");
        assertEquals(State.WAITING, unit.info().state());
        assertTrue(first.isStopped());

        published.put("agency", DirectComponent::new);
        unit.startWaitingRoutes("agency");
        assertEquals("one", ask("agency:a"));
        assertNotSame(first, unit.context());
    }

    @Test
    void startsWhenCompetingRoutesStop() {
        boolean[] taken = {true};
        int[] freed = {0};
        unit.setRestartAction(() -> freed[0]++);
        unit.add("a", context -> {
            if (taken[0]) {
                throw new IllegalStateException(
                        "wrapped", new InquiryDispatchers.AgencyAlreadyServed("gas has its way"));
            }
            RouteSource.of(() -> answering("direct:a", "one")).addTo(context);
        });
        assertEquals(State.FAILED, unit.info().state());
        assertEquals("gas has its way", unit.info().problem());
        unit.retryStart();
        assertEquals(State.FAILED, unit.info().state());
        taken[0] = false;
        unit.retryStart();
        assertEquals("one", ask("direct:a"));
        DefaultCamelContext running = unit.context();
        unit.retryStart();
        assertSame(running, unit.context(), "who runs is not disturbed");
        assertEquals(1, freed[0]);
    }

    /**
     * A context follows the components that its replaced routes use, including those that a route requests only when it
     * is called.
     */
    @Test
    void followsComponentsOfReplacedRoutes() throws Exception {
        published.put("agency", DirectComponent::new);
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        unit.replace("a", RouteSource.of(() -> forwarding("direct:a")), Map.of());
        unit.add("b", RouteSource.of(() -> answering("direct:b", "two")));
        unit.remove("b");
        assertEquals(List.of("direct:a"), unit.info().routes());
        ask("direct:a", "agency:b?block=false&failIfNoConsumers=false");
        assertEquals(State.RUNNING, unit.info().state());

        DefaultCamelContext context = unit.context();
        published.remove("agency");
        unit.stopIfUsing("agency");
        assertEquals(State.WAITING, unit.info().state());
        assertTrue(context.isStopped());
    }

    @Test
    void keepsWaitingForFirstMissingComponent() {
        published.put("bank", DirectComponent::new);
        unit.add("a", context -> {
            context.addRoutes(answering("bank:a", "one"));
            context.addRoutes(answering("agency:b", "two"));
        });
        assertEquals("waits for component agency", unit.info().problem());

        published.remove("bank");
        unit.stopIfUsing("bank");
        assertEquals("waits for component agency, bank", unit.info().problem());

        published.put("bank", DirectComponent::new);
        published.put("agency", DirectComponent::new);
        unit.startWaitingRoutes("agency");
        assertEquals("one", ask("bank:a"));
        assertEquals("two", ask("agency:b"));
    }

    @Test
    void newRoutesWaitWhileOthersRun() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        DefaultCamelContext context = unit.context();
        unit.add("b", pair("direct:b", "agency:b"));
        assertEquals(State.WAITING, unit.info().state());
        assertEquals("waits for component agency", unit.info().problem());
        assertEquals(List.of("direct:a"), unit.info().routes(), "a source runs whole or not at all");
        assertEquals("one", ask("direct:a"));

        published.put("agency", DirectComponent::new);
        unit.startWaitingRoutes("other");
        assertEquals(State.WAITING, unit.info().state());
        unit.startWaitingRoutes("agency");
        assertEquals(State.RUNNING, unit.info().state());
        assertEquals(List.of("agency:b", "direct:a", "direct:b"), unit.info().routes());
        assertEquals("direct:b", ask("direct:b"));
        assertEquals("agency:b", ask("agency:b"));
        assertSame(context, unit.context());
    }

    @Test
    void removedRoutesEndTheirWait() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        DefaultCamelContext context = unit.context();
        unit.add("b", RouteSource.of(() -> answering("agency:b", "two")));
        unit.add("c", RouteSource.of(() -> answering("bank:c", "three")));
        unit.remove("b");
        assertEquals("waits for component bank", unit.info().problem());
        unit.remove("c");
        assertEquals(State.RUNNING, unit.info().state());
        assertSame(context, unit.context());
        assertEquals("one", ask("direct:a"));
    }

    @Test
    void waitsForAllMissingComponents() {
        published.put("bank", DirectComponent::new);
        unit.add("a", RouteSource.of(() -> answering("bank:a", "one")));
        unit.add("b", RouteSource.of(() -> answering("agency:b", "two")));
        published.remove("bank");
        unit.stopIfUsing("bank");
        assertEquals(List.of(), unit.info().routes());
        assertEquals("waits for component agency, bank", unit.info().problem());

        published.put("agency", DirectComponent::new);
        unit.startWaitingRoutes("agency");
        assertEquals("waits for component bank", unit.info().problem());
        published.put("bank", DirectComponent::new);
        unit.startWaitingRoutes("bank");
        assertEquals("one", ask("bank:a"));
        assertEquals("two", ask("agency:b"));
    }

    /** A component requested by running routes does not affect new routes; invalid new routes fail. */
    @Test
    void invalidNewRoutesKeepOthersRunning() {
        unit.add("a", RouteSource.of(() -> forwarding("direct:a")));
        assertThrows(CamelExecutionException.class, () -> ask("direct:a", "nowhere:b"));
        assertEquals(State.RUNNING, unit.info().state());
        unit.add("b", RouteSource.of(() -> answering("direct:b?noSuchOption=1", "two")));
        assertEquals(State.FAILED, unit.info().state());
        assertTrue(unit.info().problem().contains("noSuchOption"), unit.info().problem());
        unit.remove("b");
        assertEquals(List.of("direct:a"), unit.info().routes());
    }

    @Test
    void reportsReasonOfFailure() {
        unit.add("a", RouteSource.of(() -> answering("direct:a?noSuchOption=1", "one")));
        assertEquals(State.FAILED, unit.info().state());
        assertTrue(unit.info().problem().contains("noSuchOption"), unit.info().problem());
        assertNull(unit.context());
    }

    @Test
    void replacesRoutes() throws Exception {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        unit.replace("a", RouteSource.of(() -> answering("direct:a", "{{word}}")), Map.of("word", "two"));
        assertEquals("two", ask("direct:a"));
        assertEquals(State.RUNNING, unit.info().state());
    }

    @Test
    void keepsOldRoutesIfNewAreInvalid() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        DefaultCamelContext context = unit.context();
        assertThrows(
                Exception.class,
                () -> unit.replace("a", RouteSource.of(() -> answering("nowhere:a", "two")), Map.of()));
        assertThrows(
                Exception.class,
                () -> unit.replace("a", RouteSource.of(() -> answering("direct:a?bad=1", "two")), Map.of()));
        assertSame(context, unit.context());
        assertEquals("one", ask("direct:a"));
    }

    @Test
    void restoresOldRoutesIfNewDoNotStart() {
        unit.add("a", RouteSource.of(() -> answering("direct:a", "one")));
        published.put("broken", BrokenComponent::new);
        assertThrows(
                Exception.class, () -> unit.replace("a", RouteSource.of(() -> answering("broken:a", "two")), Map.of()));
        assertEquals("one", ask("direct:a"));
    }

    @Test
    void callerReceivesRefusal() {
        Refusal refusal =
                new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده" + " یافت نشد.");
        unit.add("a", RouteSource.of(() -> new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("direct:a").throwException(refusal);
            }
        }));
        CamelExecutionException thrown = assertThrows(CamelExecutionException.class, () -> ask("direct:a"));
        assertSame(refusal, thrown.getCause());
    }

    /** The route logs a failure, unless the door or the broker's consumer handles it. */
    @ParameterizedTest
    @CsvSource({"'', 1", "door, 0", "transacted, 0"})
    void logsFailureOnlyWithoutHandler(String policy, int lines) {
        unit.add("a", RouteSource.of(() -> new RouteBuilder() {
            @Override
            public void configure() {
                var inner = from("direct:b").routeId("b");
                var outer = from("direct:a").routeId("a");
                if (!policy.isEmpty()) {
                    inner.routeConfigurationId(policy);
                    outer.routeConfigurationId(policy);
                }
                inner.throwException(new IllegalStateException("a bug"));
                outer.to("direct:b");
            }
        }));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            CamelExecutionException thrown = assertThrows(CamelExecutionException.class, () -> ask("direct:a"));
            assertEquals("a bug", thrown.getCause().getMessage());
        } finally {
            System.setErr(before);
        }
        assertEquals(
                lines,
                log.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(l -> l.matches("\\[[^]]*] (WARN|ERROR) .*"))
                        .count(),
                log.toString(StandardCharsets.UTF_8));
    }

    private Object ask(String uri) {
        return ask(uri, "");
    }

    private Object ask(String uri, String body) {
        try (var template = unit.context().createProducerTemplate()) {
            return template.requestBody(uri, body, String.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static RouteBuilder answering(String uri, String answer) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(uri.replaceAll("[?].*", "")).setBody(constant(answer));
            }
        };
    }

    /** One source of two routes; each answers with its own address. */
    private static RouteSource pair(String first, String second) {
        return RouteSource.of(() -> new RouteBuilder() {
            @Override
            public void configure() {
                from(first).routeId(first).setBody(constant(first));
                from(second).routeId(second).setBody(constant(second));
            }
        });
    }

    /** Route that sends a message to the endpoint in its body. */
    private static RouteBuilder forwarding(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(uri).toD("${body}");
            }
        };
    }

    /** Components that other bundles publish and unregister. */
    static final class Published implements ComponentSource {

        private final Map<String, Supplier<Component>> components = new HashMap<>();
        final Set<CamelContext> released = new HashSet<>();

        void put(String scheme, Supplier<Component> component) {
            components.put(scheme, component);
        }

        void remove(String scheme) {
            components.remove(scheme);
        }

        @Override
        public Component acquire(String scheme, CamelContext context) {
            return components.containsKey(scheme) ? components.get(scheme).get() : null;
        }

        @Override
        public void release(CamelContext context) {
            released.add(context);
        }
    }

    /** Component that accepts every option and fails when its consumer starts, so that no earlier check finds the error. */
    private static final class BrokenComponent extends DirectComponent {
        @Override
        protected org.apache.camel.Endpoint createEndpoint(
                String uri, String remaining, Map<String, Object> parameters) {
            return new org.apache.camel.support.DefaultEndpoint(uri, this) {
                @Override
                public org.apache.camel.Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public org.apache.camel.Consumer createConsumer(org.apache.camel.Processor processor) {
                    return new org.apache.camel.support.DefaultConsumer(this, processor) {
                        @Override
                        protected void doStart() {
                            throw new IllegalStateException("the port is taken");
                        }
                    };
                }

                @Override
                protected String createEndpointUri() {
                    return "broken:a";
                }
            };
        }
    }
}
