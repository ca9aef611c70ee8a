package city.pishkhan.public_.internal;

import city.pishkhan.contracts.visitor.RulesApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;

/** The city's rules, for anybody. */
final class RulesRoutes extends DoorRoutes {
    private final RulesDesk desk;

    RulesRoutes(RulesDesk desk) {
        super("rules");
        this.desk = desk;
    }

    @Override
    public void configure() {
        rest("rules-rest", "/rules", RulesApi.class);

        operation("rules", Door.open(desk::list));
        operation("rulesOfSet", Door.open(desk::ruleSet));
        operation("rulesOfProcedure", Door.open(desk::procedure));
        operation("ruleFile", Door.open(desk::file));
    }
}
