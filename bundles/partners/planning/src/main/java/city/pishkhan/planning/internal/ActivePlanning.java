package city.pishkhan.planning.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.spi.PlanningSystem;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the city's planning system, while it is available, with the property {@code active=true}. */
@Component(
        name = "activePlanning",
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.planning")
@Designate(ocd = ActivePlanning.Config.class)
public final class ActivePlanning extends ServiceTracker<PlanningSystem, ServiceRegistration<PlanningSystem>> {
    private static final Messages MESSAGES = Messages.of(ActivePlanning.class);

    private static final Logger LOG = LoggerFactory.getLogger(ActivePlanning.class);

    @ObjectClassDefinition(name = "Pishkhan planning")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "registry: the registry in the hub; soap: the system configured in city.pishkhan.planning.soap")
        String system() default "registry";
    }

    private final String system;

    @Activate
    public ActivePlanning(BundleContext context, Config config) throws InvalidSyntaxException {
        super(
                context,
                FrameworkUtil.createFilter("(&(objectClass=" + PlanningSystem.class.getName() + ")(planning="
                        + requireKnown(config) + "))"),
                null);
        system = config.system();
        open();
    }

    private static String requireKnown(Config config) {
        if (!config.system().equals("registry") && !config.system().equals("soap")) {
            throw new IllegalArgumentException(MESSAGES.bilingual("active-planning.system", config.system()));
        }
        return config.system();
    }

    @Deactivate
    void stop() {
        close();
    }

    @Override
    public @Nullable ServiceRegistration<PlanningSystem> addingService(ServiceReference<PlanningSystem> reference) {
        PlanningSystem chosen = context.getService(reference);
        if (chosen == null) {
            return null;
        }
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("active", true, "system", system));
        LOG.info("Planning system in use: {}", system);
        return context.registerService(PlanningSystem.class, chosen, properties);
    }

    @Override
    public void removedService(
            ServiceReference<PlanningSystem> reference, ServiceRegistration<PlanningSystem> published) {
        published.unregister();
        context.ungetService(reference);
    }
}
