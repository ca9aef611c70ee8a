package city.pishkhan.routes.utilities.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Reply;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class CompaniesTest {

    private final List<RoutesBuilder> registered = new ArrayList<>();
    private final Companies companies = new Companies(fakeBundle());

    private BundleContext fakeBundle() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    RoutesBuilder routes = (RoutesBuilder) arguments[1];
                    registered.add(routes);
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (registration, call, none) -> registered.remove(routes) ? null : null);
                });
    }

    private static AgencyConnector company() {
        return new AgencyConnector() {
            @Override
            public Reply ask(Inquiry inquiry) {
                return null;
            }

            @Override
            public void tell(AgencyNotice agencyNotice) {}
        };
    }

    @Test
    void aCompanysRoutesComeAndGoWithIt() throws Exception {
        AgencyConnector water = company();
        AgencyConnector telecom = company();
        companies.add(water, Map.of("agency", "water", "concurrency", 7));
        companies.add(telecom, Map.of("agency", "telecom"));
        assertEquals(2, registered.size());
        assertEquals(
                List.of(
                        "pishkhan:inquiries?agency=water&consumers=7", "pishkhan:notices?agency=water&consumers=1",
                        "pishkhan:inquiries?agency=telecom&consumers=4", "pishkhan:notices?agency=telecom&consumers=1"),
                beginnings());
        companies.remove(water);
        assertEquals(1, registered.size());
        companies.remove(telecom);
        companies.remove(telecom);
        assertEquals(0, registered.size());
    }

    private List<String> beginnings() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            for (RoutesBuilder routes : registered) {
                context.addRoutes(routes);
            }
            return context.getRouteDefinitions().stream()
                    .map(RouteDefinition::getEndpointUrl)
                    .toList();
        }
    }
}
