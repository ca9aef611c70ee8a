package city.pishkhan.routes.inquiries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

class RoutesPublisherTest {
    private final AgencyRegister register = new AgencyRegister();
    private final List<Supplier<RoutesBuilder>> published = new ArrayList<>();
    private final RoutesPublisher<Integer> publisher = new RoutesPublisher<>(
            AgencySettings.of("telecom", "system", 7, 0),
            register,
            "its connector",
            key -> "connector " + key,
            routes -> {
                assertEquals(List.of(), published, "never two at a time");
                published.add(routes);
                return () -> published.remove(routes);
            });

    /** A channel identified by its name. */
    private record Named(String name) implements AgencyChannel {
        @Override
        public void addInquirySteps(RouteDefinition inquiries) {
            inquiries.to("mock:" + name);
        }

        @Override
        public void addNoticeSteps(RouteDefinition notices) {
            notices.to("mock:" + name + "-notices");
        }
    }

    @Test
    void routesFollowTheirConnector() throws Exception {
        assertEquals(Map.of("telecom", "its connector"), register.missingServices());
        publisher.add(1, new Named("one"));
        assertEquals(Map.of(), register.missingServices());
        assertEquals(
                List.of(
                        "pishkhan:inquiries?agency=telecom&consumers=7&perSecond=0 to[mock:one]",
                        "pishkhan:notices?agency=telecom&consumers=1 to[mock:one-notices]"),
                running());
        publisher.remove(1);
        publisher.remove(1);
        assertEquals(List.of(), published);
        assertEquals(Map.of("telecom", "its connector"), register.missingServices());
    }

    @Test
    void firstConnectorStaysAndOthersAreReported() throws Exception {
        publisher.add(1, new Named("one"));
        Supplier<RoutesBuilder> first = published.get(0);
        publisher.add(2, new Named("two"));
        publisher.add(0, new Named("zero"));
        assertEquals(List.of(first), published, "nobody disturbs it");
        String message = register.ambiguities().get("telecom");
        assertTrue(
                message.startsWith(
                        "agency telecom has two channels to its system: connector 1 is used, connector 2, connector 0 is ignored / "),
                message);
        publisher.remove(1);
        assertEquals(
                "pishkhan:inquiries?agency=telecom&consumers=7&perSecond=0 to[mock:two]",
                running().get(0));
        publisher.remove(0);
        assertEquals(Map.of(), register.ambiguities());
    }

    @Test
    void closedPublisherPublishesNothing() {
        publisher.add(1, new Named("one"));
        publisher.add(2, new Named("two"));
        publisher.close();
        publisher.remove(2);
        assertEquals(List.of(), published);
    }

    @Test
    void failedPublicationIsRetriedWithNextConnector() {
        boolean[] ready = {false};
        RoutesPublisher<Integer> refused = new RoutesPublisher<>(
                AgencySettings.of("gas", "system", 1, 0),
                register,
                "its connector",
                key -> "connector " + key,
                routes -> {
                    if (!ready[0]) {
                        throw new IllegalStateException("no longer valid");
                    }
                    published.add(routes);
                    return () -> published.remove(routes);
                });
        assertThrows(IllegalStateException.class, () -> refused.add(1, new Named("one")));
        assertEquals("its connector", register.missingServices().get("gas"), "it does not run");
        ready[0] = true;
        refused.add(0, new Named("zero"));
        assertEquals(1, published.size());
        assertNull(register.missingServices().get("gas"));
    }

    private List<String> running() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            for (Supplier<RoutesBuilder> routes : published) {
                context.addRoutes(routes.get());
            }
            return context.getRouteDefinitions().stream()
                    .map(route -> route.getEndpointUrl() + " "
                            + route.getOutputs().get(0).getLabel())
                    .toList();
        }
    }
}
