package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.doors.DoorRoutesComponent;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the doors that need no login. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class PublicDoor extends DoorRoutesComponent {
    private static final int MOST_UNKNOWN = 20;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_COMPLAINTS = 5;
    private static final Duration COMPLAINTS_WINDOW = Duration.ofHours(1);

    private final VisitorResource visitorResource;
    private final TrackingResource tracking;
    private final NewComplaintResource complaints;

    @Activate
    public PublicDoor(
            @Reference Authenticator authenticator,
            @Reference Payments payments,
            @Reference Certificates certificates,
            @Reference CertificatePapers papers,
            @Reference Tracking tracking,
            @Reference Discipline discipline,
            @Reference Procedures procedures,
            @Reference AttemptLimiter limiter)
            throws IOException {
        VisitorPages visitorPages = new VisitorPages();
        Guessing guessing = new Guessing(limiter, MOST_UNKNOWN, WINDOW);
        this.visitorResource =
                new VisitorResource(authenticator, payments, certificates, papers, visitorPages, guessing);
        this.tracking = new TrackingResource(tracking, new TrackPage(visitorPages), guessing);
        this.complaints = new NewComplaintResource(
                discipline,
                new ComplaintPage(visitorPages, new AskedAgencies(procedures)),
                guessing,
                Guessing.complaints(limiter, MOST_COMPLAINTS, COMPLAINTS_WINDOW));
    }

    @Override
    protected RouteBuilder routes() {
        return new PublicRoutes(visitorResource, tracking, complaints);
    }
}
