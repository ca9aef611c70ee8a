package city.pishkhan.public_.internal;

import city.pishkhan.api.Authenticator;
import city.pishkhan.api.CertificatePapers;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Discipline;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Tracking;
import city.pishkhan.doors.FreshRoutes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the doors that need no login. */
@Component(service = RoutesBuilder.class, property = FreshRoutes.DOOR)
public final class PublicDoor extends FreshRoutes {
    private static final int MOST_UNKNOWN = 20;
    private static final int MOST_UNKNOWN_OF_ALL = 1_000;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_COMPLAINTS = 5;
    private static final Duration COMPLAINTS_WINDOW = Duration.ofHours(1);

    private final VisitorDesk desk;
    private final TrackDesk tracking;
    private final ComplainDesk complaints;

    @Activate
    public PublicDoor(
            @Reference Authenticator authenticator,
            @Reference Payments payments,
            @Reference Certificates certificates,
            @Reference CertificatePapers papers,
            @Reference Tracking tracking,
            @Reference Discipline discipline)
            throws IOException {
        Pages pages = new Pages();
        Guessing guessing = new Guessing(Clock.systemUTC(), MOST_UNKNOWN, MOST_UNKNOWN_OF_ALL, WINDOW);
        this.desk = new VisitorDesk(authenticator, payments, certificates, papers, pages, guessing);
        this.tracking = new TrackDesk(tracking, new TrackPage(pages), guessing);
        this.complaints = new ComplainDesk(
                discipline, guessing, Guessing.complaints(Clock.systemUTC(), MOST_COMPLAINTS, COMPLAINTS_WINDOW));
    }

    @Override
    protected RouteBuilder routes() {
        return new PublicRoutes(desk, tracking, complaints);
    }
}
