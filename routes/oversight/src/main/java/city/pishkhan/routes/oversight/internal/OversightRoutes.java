package city.pishkhan.routes.oversight.internal;

import city.pishkhan.contracts.oversight.OversightApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The oversight door: it has no operation that changes anything. */
final class OversightRoutes extends DoorRoutes {
    private final Door door;
    private final OversightDesk desk;

    OversightRoutes(Door door, OversightDesk desk) {
        super("oversight");
        this.door = door;
        this.desk = desk;
    }

    @Override
    public void configure() {
        rest("oversight-rest", "/oversight/v1", OversightApi.class);

        operation("searchCases", door.read("oversight.case.list", desk::search));
        operation("getCase", door.read("oversight.case.read", desk::find));
        operation("getHistory", door.read("oversight.case.history", desk::history));
        operation("getEvidence", door.read("oversight.case.evidence", desk::evidence));
        operation("listEntries", door.read("oversight.entry.list", desk::entries));
        operation("getStatistics", door.read("oversight.statistics.read", desk::statistics));
        operation("getStatisticsCsv", door.read("oversight.statistics.read", desk::statisticsCsv));
        operation("checkRules", door.read("oversight.rules.check", desk::rules));
        operation("openApi", Door.open(call -> Reply.resource(OversightApi.class, "openapi.json", "application/json")));
    }
}
