package city.pishkhan.public_.internal;

import city.pishkhan.contracts.visitor.LoginApi;
import city.pishkhan.contracts.visitor.PayApi;
import city.pishkhan.contracts.visitor.VerifyApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;

/** The doors that need no login; none says more than its caller knows already. */
final class PublicRoutes extends DoorRoutes {
    private final VisitorDesk desk;

    PublicRoutes(VisitorDesk desk) {
        super("public");
        this.desk = desk;
    }

    @Override
    public void configure() {
        rest("public-rest-login", "/auth/v1", LoginApi.class);
        rest("public-rest-pay", "/pay", PayApi.class);
        rest("public-rest-verify", "/verify", VerifyApi.class);

        operation("login", Door.open(desk::login));
        operation("payCallback", Door.open(desk::payCallback));
        operation("verify", Door.open(desk::verify));
    }
}
