package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.visitor.RulesApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.runtime.DoorPaths;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public door with the city's rules. */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths(RulesDoor.RULES)
public final class RulesDoor extends DoorDescription {
    static final String RULES = "/rules";

    @Activate
    public RulesDoor(@Reference RuleTexts texts, @Reference Committee committee) {
        super("rules");
        RuleResource ruleResource = new RuleResource(texts, committee, new RulePages());

        rest("rules-rest", RULES, RulesApi.class);
        operation("rules", Door.open(ruleResource::list));
        operation("rulesOfSet", Door.open(ruleResource::ruleSet));
        operation("rulesOfProcedure", Door.open(ruleResource::procedure));
        operation("ruleFile", Door.open(ruleResource::file));
    }
}
