package city.pishkhan.public_.internal;

import city.pishkhan.contracts.visitor.ComplaintApi;
import city.pishkhan.contracts.visitor.LoginApi;
import city.pishkhan.contracts.visitor.PayApi;
import city.pishkhan.contracts.visitor.TrackApi;
import city.pishkhan.contracts.visitor.VerifyApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The doors that need no login; none says more than its caller knows already. */
final class PublicRoutes extends DoorRoutes {
    private final VisitorDesk desk;
    private final TrackDesk tracking;
    private final ComplainDesk complaints;

    PublicRoutes(VisitorDesk desk, TrackDesk tracking, ComplainDesk complaints) {
        super("public");
        this.desk = desk;
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

        operation("login", Door.open(desk::login));
        operation("openApi", Door.open(call -> Reply.resource(LoginApi.class, "openapi.json", "application/json")));
        operation("payCallback", Door.open(desk::payCallback));
        operation("verify", Door.open(desk::verify));
        operation("signer", Door.open(desk::signer));
        operation("trackForm", Door.open(tracking::form));
        operation("track", Door.open(tracking::track));
        operation("complain", Door.open(complaints::complain));
        operation("followComplaint", Door.open(complaints::follow));
    }
}
