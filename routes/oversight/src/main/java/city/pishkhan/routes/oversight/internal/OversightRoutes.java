package city.pishkhan.routes.oversight.internal;

import city.pishkhan.contracts.oversight.OversightApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.runtime.DoorPaths;

/** Door of oversight bodies. No operation changes anything. */
@DoorPaths(OversightRoutes.REST)
final class OversightRoutes extends DoorRoutes {
    static final String REST = "/oversight/v1";

    private final Door door;
    private final OversightResource oversightResource;

    OversightRoutes(Door door, OversightResource oversightResource) {
        super("oversight");
        this.door = door;
        this.oversightResource = oversightResource;
    }

    @Override
    public void configure() {
        rest("oversight-rest", REST, OversightApi.class);

        operation("searchCases", door.read("oversight.case.list", oversightResource::search));
        operation("getCasesCsv", door.read("oversight.case.list", oversightResource::table));
        operation("getCase", door.read("oversight.case.read", oversightResource::find));
        operation("getHistory", door.read("oversight.case.history", oversightResource::history));
        operation("getEvidence", door.read("oversight.case.evidence", oversightResource::evidence));
        operation("listEntries", door.read("oversight.entry.list", oversightResource::entries));
        operation("listTerms", door.read("oversight.case.history", doorCall -> oversightResource.terms()));
        operation("getStatistics", door.read("oversight.statistics.read", oversightResource::statistics));
        operation("getStatisticsCsv", door.read("oversight.statistics.read", oversightResource::statisticsCsv));
        operation("checkRules", door.read("oversight.rules.check", oversightResource::rules));
        operation(
                "openApi",
                Door.open(doorCall -> DoorReply.resource(OversightApi.class, "openapi.json", "application/json")));
    }
}
