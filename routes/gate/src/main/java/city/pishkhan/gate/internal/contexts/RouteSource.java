package city.pishkhan.gate.internal.contexts;

import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/** Routes that can be added to several contexts in succession. */
@FunctionalInterface
public interface RouteSource {

    void addTo(CamelContext context) throws Exception;

    /** @param builders returns a new builder in each call, because Camel configures each builder only once */
    static RouteSource of(Supplier<? extends RoutesBuilder> builders) {
        return context -> context.addRoutes(builders.get());
    }
}
