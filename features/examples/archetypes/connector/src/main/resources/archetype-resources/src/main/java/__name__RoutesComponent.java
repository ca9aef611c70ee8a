package ${package};

import city.pishkhan.spi.AgencyConnector;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Publishes the routes while the connector is available; otherwise inquiries wait in their queue. */
@Component(service = RoutesBuilder.class, scope = ServiceScope.PROTOTYPE)
public final class ${name}RoutesComponent extends ${name}Routes {

    @Activate
    public ${name}RoutesComponent(@Reference(target = "(agency=${agency})") AgencyConnector connector) {
        super(connector);
    }
}
