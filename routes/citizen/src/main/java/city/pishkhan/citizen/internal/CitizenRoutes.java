package city.pishkhan.citizen.internal;

import city.pishkhan.contracts.citizen.CitizenApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The citizens' door: it has no operation that changes a case. */
final class CitizenRoutes extends DoorRoutes {
    private final Door door;
    private final LoginDesk logins;
    private final OwnDesk desk;

    CitizenRoutes(Door door, LoginDesk logins, OwnDesk desk) {
        super("citizen");
        this.door = door;
        this.logins = logins;
        this.desk = desk;
    }

    @Override
    public void configure() {
        rest("citizen-rest", "/citizen/v1", CitizenApi.class);

        operation("askCode", Door.open(logins::ask));
        operation("enterCode", Door.open(logins::enter));

        operation("listCases", door.read("citizen.case.list", desk::list));
        operation("getCase", door.read("citizen.case.read", desk::find));
        operation("getHistory", door.read("citizen.case.history", desk::history));
        operation("getBills", door.read("citizen.bill.read", desk::bills));
        operation("getCertificate", door.read("citizen.certificate.read", desk::certificate));

        operation("openApi", Door.open(call -> Reply.resource(CitizenApi.class, "openapi.json", "application/json")));
    }
}
