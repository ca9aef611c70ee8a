package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.ComplaintApi;
import city.pishkhan.contracts.visitor.LoginApi;
import city.pishkhan.contracts.visitor.PayApi;
import city.pishkhan.contracts.visitor.TrackApi;
import city.pishkhan.contracts.visitor.VerifyApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.runtime.DoorPaths;

/** Doors that need no login. None discloses more than its caller is already entitled to, for example by a code. */
@DoorPaths({PublicRoutes.LOGIN, PublicRoutes.PAY, PublicRoutes.VERIFY, PublicRoutes.TRACK, PublicRoutes.COMPLAINTS})
final class PublicRoutes extends DoorRoutes {
    static final String LOGIN = "/auth/v1";
    static final String PAY = "/pay";
    static final String VERIFY = "/verify";
    static final String TRACK = "/track";
    static final String COMPLAINTS = "/complaints";

    private final VisitorResource visitorResource;
    private final TrackingResource tracking;
    private final NewComplaintResource complaints;

    PublicRoutes(VisitorResource visitorResource, TrackingResource tracking, NewComplaintResource complaints) {
        super("public");
        this.visitorResource = visitorResource;
        this.tracking = tracking;
        this.complaints = complaints;
    }

    @Override
    public void configure() {
        rest("public-rest-login", LOGIN, LoginApi.class);
        rest("public-rest-pay", PAY, PayApi.class);
        rest("public-rest-verify", VERIFY, VerifyApi.class);
        rest("public-rest-track", TRACK, TrackApi.class);
        rest("public-rest-complaints", COMPLAINTS, ComplaintApi.class);

        operation("login", Door.open(visitorResource::login));
        operation(
                "openApi",
                Door.open(doorCall -> DoorReply.resource(LoginApi.class, "openapi.json", "application/json")));
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
