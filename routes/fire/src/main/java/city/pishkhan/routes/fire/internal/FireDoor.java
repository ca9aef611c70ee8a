package city.pishkhan.routes.fire.internal;

import city.pishkhan.messages.Messages;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The department's door of record: one of two, never both. After a switch, what was delivered before is still answered where it was
 * delivered; what was not goes to the new door.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = FireDoor.PID)
@Designate(ocd = FireDoor.Config.class)
public final class FireDoor {
    private static final Messages MESSAGES = Messages.of(FireDoor.class);

    static final String PID = "city.pishkhan.routes.fire";

    /** Which door. */
    @ObjectClassDefinition(name = "Pishkhan routes to the fire department")
    public @interface Config {

        @AttributeDefinition(
                description = "connector: the department's own system; worklist: the one that the hub hosts",
                options = {@Option("connector"), @Option("worklist")})
        String door() default "connector";

        @AttributeDefinition(description = "inquiries that are carried at a time, 1 to 64")
        int consumers() default 4;
    }

    private final ComponentContext context;
    private final String routes;

    @Activate
    public FireDoor(ComponentContext context, Config config) {
        this.context = context;
        routes = routes(config.door());
        context.enableComponent(routes);
    }

    @Deactivate
    void stop() {
        context.disableComponent(routes);
    }

    /** @throws IllegalArgumentException for a door that there is not */
    static String routes(String door) {
        return switch (door.strip()) {
            case "connector" -> FireByConnector.NAME;
            case "worklist" -> FireByWorklist.NAME;
            default ->
                throw new IllegalArgumentException(MESSAGES.text("fire-door.door-must-be-connector-or", door)
                        .toString());
        };
    }
}
