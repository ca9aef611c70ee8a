package city.pishkhan.agencies.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Idempotency;
import city.pishkhan.api.Inquiries;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Worklist;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutesComponent;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the agency door. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class AgencyDoor extends DoorRoutesComponent {
    private final Door door;
    private final AgencyResource agencyResource;
    private final CertificateCheckResource checks;

    @Activate
    public AgencyDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference Inquiries inquiries,
            @Reference Worklist worklist,
            @Reference Papers papers,
            @Reference Certificates certificates) {
        this.door = new Door(access, idempotency);
        this.agencyResource = new AgencyResource(inquiries, worklist, papers);
        this.checks = new CertificateCheckResource(certificates);
    }

    @Override
    protected RouteBuilder routes() {
        return new AgencyRoutes(door, agencyResource, checks);
    }
}
