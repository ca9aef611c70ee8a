package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RulesApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.runtime.DoorPaths;

/** Public door with the city's rules. */
@DoorPaths(RulesRoutes.RULES)
final class RulesRoutes extends DoorRoutes {
    static final String RULES = "/rules";

    private final RuleResource ruleResource;

    RulesRoutes(RuleResource ruleResource) {
        super("rules");
        this.ruleResource = ruleResource;
    }

    @Override
    public void configure() {
        rest("rules-rest", RULES, RulesApi.class);

        operation("rules", Door.open(ruleResource::list));
        operation("rulesOfSet", Door.open(ruleResource::ruleSet));
        operation("rulesOfProcedure", Door.open(ruleResource::procedure));
        operation("ruleFile", Door.open(ruleResource::file));
    }
}
