package city.pishkhan.routes.fire.internal;

import city.pishkhan.api.cases.Worklist;
import city.pishkhan.runtime.WorklistRoutes;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts the routes to the hosted worklist; switched on by {@link FireDoor}. */
@Component(service = RoutesBuilder.class, name = FireByWorklist.NAME, configurationPid = FireDoor.PID, enabled = false)
public final class FireByWorklist extends WorklistRoutes {
    static final String NAME = "city.pishkhan.routes.fire.worklist";

    @Activate
    public FireByWorklist(@Reference Worklist worklist, FireDoor.Config config) {
        super("fire", Addresses.inquiries(config.consumers()), Addresses.NOTICES, worklist);
    }
}
