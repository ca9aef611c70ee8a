package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.ComplaintApi;
import city.pishkhan.contracts.visitor.LoginApi;
import city.pishkhan.contracts.visitor.PayApi;
import city.pishkhan.contracts.visitor.TrackApi;
import city.pishkhan.contracts.visitor.VerifyApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorReply;
import city.pishkhan.doors.DoorRoutes;

/** The doors that need no login; none says more than its caller knows already. */
final class PublicRoutes extends DoorRoutes {
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
        rest("public-rest-login", "/auth/v1", LoginApi.class);
        rest("public-rest-pay", "/pay", PayApi.class);
        rest("public-rest-verify", "/verify", VerifyApi.class);
        rest("public-rest-track", "/track", TrackApi.class);
        rest("public-rest-complaints", "/complaints", ComplaintApi.class);

        operation("login", Door.open(visitorResource::login));
        operation(
                "openApi",
                Door.open(doorCall -> DoorReply.resource(LoginApi.class, "openapi.json", "application/json")));
        operation("payCallback", Door.open(visitorResource::payCallback));
        operation("verify", Door.open(visitorResource::verify));
        operation("signer", Door.open(visitorResource::signer));
        operation("trackForm", Door.open(tracking::form));
        operation("track", Door.open(tracking::track));
        operation("complain", Door.open(complaints::complain));
        operation("followComplaint", Door.open(complaints::follow));
    }
}
