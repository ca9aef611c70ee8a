package city.pishkhan.gate.internal.contexts;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RoutesDefinition;

/** Routes that can be added to several contexts in succession. */
@FunctionalInterface
public interface RouteSource {

    void addTo(CamelContext context) throws Exception;

    static RouteSource of(RoutesBuilder builder) {
        return context -> {
            if (builder instanceof RouteBuilder routes) {
                reset(routes);
            }
            context.addRoutes(builder);
        };
    }

    /**
     * Resets a builder, because Camel configures each builder only once. A context that waited for a component configures it a second time.
     */
    private static void reset(RouteBuilder builder) throws ReflectiveOperationException {
        Field initialized = RouteBuilder.class.getDeclaredField("initialized");
        initialized.setAccessible(true);
        if (((AtomicBoolean) initialized.get(builder)).getAndSet(false)) {
            RoutesDefinition routes = builder.getRouteCollection();
            routes.setRoutes(new ArrayList<>());
            routes.setIntercepts(new ArrayList<>());
            routes.setInterceptFroms(new ArrayList<>());
            routes.setInterceptSendTos(new ArrayList<>());
            routes.setOnExceptions(new ArrayList<>());
            routes.setOnCompletions(new ArrayList<>());
            builder.setCamelContext(null);
        }
    }
}
