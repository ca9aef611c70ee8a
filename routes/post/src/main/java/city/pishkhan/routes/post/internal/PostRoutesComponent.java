package city.pishkhan.routes.post.internal;

import city.pishkhan.api.certificates.Deliveries;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Starts the route with two consumers. */
@Component(service = RoutesBuilder.class, scope = ServiceScope.PROTOTYPE)
public final class PostRoutesComponent extends PostRoutes {

    @Activate
    public PostRoutesComponent(@Reference Deliveries deliveries) {
        super("pishkhan:work?queue=delivery&consumers=2", deliveries);
    }
}
