package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.contracts.visitor.ComplaintApi;
import city.pishkhan.contracts.visitor.LoginApi;
import city.pishkhan.contracts.visitor.PayApi;
import city.pishkhan.contracts.visitor.TrackApi;
import city.pishkhan.contracts.visitor.VerifyApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.runtime.DoorPaths;
import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Doors that need no login. None discloses more than its caller is already entitled to, for example by a code. */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths({PublicDoor.LOGIN, PublicDoor.PAY, PublicDoor.VERIFY, PublicDoor.TRACK, PublicDoor.COMPLAINTS})
public final class PublicDoor extends DoorDescription {
    static final String LOGIN = "/auth/v1";
    static final String PAY = "/pay";
    static final String VERIFY = "/verify";
    static final String TRACK = "/track";
    static final String COMPLAINTS = "/complaints";

    private static final int MOST_UNKNOWN = 20;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_COMPLAINTS = 5;
    private static final Duration COMPLAINTS_WINDOW = Duration.ofHours(1);

    @Activate
    public PublicDoor(
            @Reference Authenticator authenticator,
            @Reference Payments payments,
            @Reference Certificates certificates,
            @Reference CertificatePapers papers,
            @Reference Tracking tracking,
            @Reference Discipline discipline,
            @Reference Procedures procedures,
            @Reference AttemptLimiter limiter) {
        super("public");
        NetworkAttemptLimiter codeLimiter = new NetworkAttemptLimiter(limiter, MOST_UNKNOWN, WINDOW);
        describe(
                new VisitorResource(authenticator, payments, certificates, papers, new VisitorPages(), codeLimiter),
                new TrackingResource(tracking, new TrackPage(), codeLimiter),
                new NewComplaintResource(
                        discipline,
                        new ComplaintPage(new RequiredAgencyNames(procedures)),
                        codeLimiter,
                        NetworkAttemptLimiter.complaints(limiter, MOST_COMPLAINTS, COMPLAINTS_WINDOW)));
    }

    PublicDoor(VisitorResource visitorResource, TrackingResource tracking, NewComplaintResource complaints) {
        super("public");
        describe(visitorResource, tracking, complaints);
    }

    private void describe(VisitorResource visitorResource, TrackingResource tracking, NewComplaintResource complaints) {
        rest("public-rest-login", LOGIN, LoginApi.class);
        rest("public-rest-pay", PAY, PayApi.class);
        rest("public-rest-verify", VERIFY, VerifyApi.class);
        rest("public-rest-track", TRACK, TrackApi.class);
        rest("public-rest-complaints", COMPLAINTS, ComplaintApi.class);

        operation("login", Door.open(visitorResource::login));
        operation("payCallback", Door.open(visitorResource::payCallback));
        operation("verifyForm", Door.open(visitorResource::verifyForm));
        operation("verify", Door.open(visitorResource::verify));
        operation("signer", Door.open(visitorResource::signer));
        operation("trackForm", Door.open(tracking::form));
        operation("track", Door.open(tracking::track));
        operation("complaintForm", Door.open(complaints::form));
        operation("complainByForm", Door.open(complaints::complainByForm));
        operation("complain", Door.open(complaints::complain));
        operation("followComplaint", Door.open(complaints::follow));
    }
}
