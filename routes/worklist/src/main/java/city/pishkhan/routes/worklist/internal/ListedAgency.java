package city.pishkhan.routes.worklist.internal;

import city.pishkhan.api.cases.Worklist;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.WorklistRoutes;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Starts the routes of one agency whose people work in the hub's worklist; one file {@code etc/city.pishkhan.routes.worklist-<agency>.cfg} each. */
@Component(
        service = RoutesBuilder.class,
        configurationPid = ListedAgency.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListedAgency.Config.class, factory = true)
public final class ListedAgency extends WorklistRoutes {
    private static final Messages MESSAGES = Messages.of(ListedAgency.class);

    static final String PID = "city.pishkhan.routes.worklist";

    /** Which agency. */
    @ObjectClassDefinition(name = "Pishkhan routes to the worklist of an agency")
    public @interface Config {

        @AttributeDefinition(description = "the agency's name, as the procedures use it")
        String agency();

        @AttributeDefinition(description = "inquiries that are carried at a time, 1 to 64")
        int consumers() default 1;
    }

    @Activate
    public ListedAgency(@Reference Worklist worklist, Config config) {
        super(
                name(config.agency()),
                "pishkhan:inquiries?agency=%s&consumers=%d".formatted(config.agency(), config.consumers()),
                "pishkhan:notices?agency=%s&consumers=1".formatted(config.agency()),
                worklist);
    }

    /** @throws IllegalArgumentException for what is no name of an agency */
    static String name(String agency) {
        if (agency == null || !agency.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    MESSAGES.text("listed-agency.agency-must-be-a-name", PID).toString());
        }
        return agency;
    }
}
