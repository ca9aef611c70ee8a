package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.doors.DoorRoutesComponent;
import java.io.IOException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the door with the city's rules. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class RulesDoor extends DoorRoutesComponent {
    private final RuleResource ruleResource;

    @Activate
    public RulesDoor(@Reference RuleTexts texts, @Reference Committee committee) throws IOException {
        this.ruleResource = new RuleResource(texts, committee, new RulePages());
    }

    @Override
    protected RouteBuilder routes() {
        return new RulesRoutes(ruleResource);
    }
}
