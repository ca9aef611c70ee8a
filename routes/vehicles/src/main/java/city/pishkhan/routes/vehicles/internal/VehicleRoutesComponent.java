package city.pishkhan.routes.vehicles.internal;

import city.pishkhan.spi.VehicleRegistry;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Publishes the routes while a vehicle registry is available. Without a registry, inquiries stay in their queues. */
@Component(service = RoutesBuilder.class, scope = ServiceScope.PROTOTYPE)
public final class VehicleRoutesComponent extends VehicleRoutes {

    @Activate
    public VehicleRoutesComponent(@Reference VehicleRegistry registry) {
        super(
                "pishkhan:inquiries?agency=vehicles",
                "pishkhan:inquiries?agency=vehicle-settlement",
                "pishkhan:notices?agency=vehicles&consumers=1",
                "pishkhan:notices?agency=vehicle-settlement&consumers=1",
                new VehicleInquiries(registry),
                "pishkhan:answers");
    }
}
