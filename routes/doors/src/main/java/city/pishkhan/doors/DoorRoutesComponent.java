package city.pishkhan.doors;

import city.pishkhan.runtime.RouteContexts;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;

/** Base of components that publish the routes of a door. Each start of a context gets a new route builder. */
public abstract class DoorRoutesComponent implements RoutesBuilder {
    /** Component property of doors. The hub is not ready without their routes. */
    public static final String DOOR = RouteContexts.DOOR;

    /** Creates a new route builder. */
    protected abstract RouteBuilder routes();

    @Override
    public final void addRoutesToCamelContext(CamelContext context) throws Exception {
        context.addRoutes(routes());
    }

    @Override
    public final void addTemplatedRoutesToCamelContext(CamelContext context) {
        // doors have no templated routes
    }

    @Override
    public final Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
        return routes().updateRoutesToCamelContext(context);
    }
}
