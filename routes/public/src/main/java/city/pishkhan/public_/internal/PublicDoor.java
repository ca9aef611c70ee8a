package city.pishkhan.public_.internal;

import city.pishkhan.api.Authenticator;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Payments;
import city.pishkhan.doors.FreshRoutes;
import java.io.IOException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the doors that need no login. */
@Component(service = RoutesBuilder.class)
public final class PublicDoor extends FreshRoutes {
    private final VisitorDesk desk;

    @Activate
    public PublicDoor(
            @Reference Authenticator authenticator, @Reference Payments payments, @Reference Certificates certificates)
            throws IOException {
        this.desk = new VisitorDesk(authenticator, payments, certificates, new Pages());
    }

    @Override
    protected RouteBuilder routes() {
        return new PublicRoutes(desk);
    }
}
