package city.pishkhan.routes.visitor.internal;

import city.pishkhan.contracts.visitor.RulesApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;

/** The city's rules, for anybody. */
final class RulesRoutes extends DoorRoutes {
    private final RuleResource ruleResource;

    RulesRoutes(RuleResource ruleResource) {
        super("rules");
        this.ruleResource = ruleResource;
    }

    @Override
    public void configure() {
        rest("rules-rest", "/rules", RulesApi.class);

        operation("rules", Door.open(ruleResource::list));
        operation("rulesOfSet", Door.open(ruleResource::ruleSet));
        operation("rulesOfProcedure", Door.open(ruleResource::procedure));
        operation("ruleFile", Door.open(ruleResource::file));
    }
}
