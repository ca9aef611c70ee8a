package city.pishkhan.doors;

import city.pishkhan.runtime.RouteContexts;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;

/** What a component publishes for its routes: a context that starts, or starts again, gets a builder of its own. */
public abstract class DoorRoutesComponent implements RoutesBuilder {
    /** Component property of whoever publishes a door: without its routes the hub does not serve. */
    public static final String DOOR = RouteContexts.DOOR;

    /** The routes, new. */
    protected abstract RouteBuilder routes();

    @Override
    public final void addRoutesToCamelContext(CamelContext context) throws Exception {
        context.addRoutes(routes());
    }

    @Override
    public final void addTemplatedRoutesToCamelContext(CamelContext context) {
        // doors have none
    }

    @Override
    public final Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
        return routes().updateRoutesToCamelContext(context);
    }
}
