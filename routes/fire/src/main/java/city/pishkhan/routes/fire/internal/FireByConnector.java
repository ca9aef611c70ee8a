package city.pishkhan.routes.fire.internal;

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts the routes to the department's own system; switched on by {@link FireDoor}, and there while the connector is. */
@Component(service = RoutesBuilder.class, name = FireByConnector.NAME, configurationPid = FireDoor.PID, enabled = false)
public final class FireByConnector extends FireRoutes {
    static final String NAME = "city.pishkhan.routes.fire.connector";

    @Activate
    public FireByConnector(@Reference(target = "(agency=fire)") AgencyConnector department, FireDoor.Config config) {
        super(Addresses.inquiries(config.consumers()), Addresses.NOTICES, Addresses.ANSWERS, department);
    }
}
