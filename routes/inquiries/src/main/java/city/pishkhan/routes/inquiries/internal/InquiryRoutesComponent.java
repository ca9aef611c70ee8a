package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.spi.AgencyConnector;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the routes of one agency in their own context, configured in {@code etc/city.pishkhan.agency-<agency>.cfg}. After a change of
 * the channel, delivered inquiries are still answered through the old channel; all others use the new one.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = InquiryRoutesComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = InquiryRoutesComponent.Config.class, factory = true)
public final class InquiryRoutesComponent {
    private static final Messages MESSAGES = Messages.of(InquiryRoutesComponent.class);

    static final String PID = "city.pishkhan.agency";

    private static final Logger LOG = LoggerFactory.getLogger(InquiryRoutesComponent.class);
    private static final String FILE = "felix.fileinstall.filename";
    private static final String ANSWERS = "pishkhan:answers";

    /** Configuration of one agency. */
    @ObjectClassDefinition(name = "Pishkhan agency")
    public @interface Config {

        @AttributeDefinition(description = "name of the agency as the procedures use it, e.g. water")
        String agency();

        @AttributeDefinition(
                description =
                        "system: the agency's own system, through its connector; worklist: the list that the hub hosts",
                options = {@Option("system"), @Option("worklist")})
        String channel();

        @AttributeDefinition(min = "1", max = "64", description = "inquiries sent in parallel, 1 to 64")
        int consumers() default 4;

        @AttributeDefinition(description = "maximum inquiries that each node sends per second; 0: no limit")
        int perSecond() default 0;
    }

    private final String agency;
    private final AgencyRegister register;
    private final RoutesPublisher<ServiceReference<?>> publisher;
    private final ServiceTracker<Object, Object> tracker;

    /** @throws IllegalArgumentException if the file is invalid or another file configures the same agency */
    @Activate
    public InquiryRoutesComponent(
            BundleContext bundle, Map<String, Object> properties, @Reference AgencyRegister register, Config config) {
        AgencySettings settings = AgencySettings.of(
                config.agency(),
                config.channel(),
                readNumber(config, properties, "consumers", 1, InquiryDispatchers.MAX_CONSUMERS, config::consumers),
                readNumber(config, properties, "perSecond", 0, InquiryDispatchers.MAX_PER_SECOND, config::perSecond));
        this.agency = settings.agency();
        this.register = register;
        register.claim(agency, file(properties));
        register.setChannel(agency, settings.channel());
        publisher = new RoutesPublisher<>(
                settings,
                register,
                requiredService(settings),
                InquiryRoutesComponent::name,
                routes -> publish(bundle, routes));
        tracker = new ServiceTracker<>(bundle, filter(settings), null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                Object service = super.addingService(reference);
                if (service != null) {
                    publisher.add(reference, channel(service));
                }
                return service;
            }

            @Override
            public void removedService(ServiceReference<Object> reference, Object service) {
                publisher.remove(reference);
                super.removedService(reference, service);
            }
        };
        open();
        if (tracker.isEmpty()) {
            LOG.info("{}", MESSAGES.text("agency.waits", agency, requiredService(settings)));
        }
    }

    /**
     * Starts tracking the services that offer a channel. On failure, the agency's name is released; otherwise it would
     * stay occupied until the hub restarts.
     */
    private void open() {
        try {
            tracker.open();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Deactivate
    void stop() {
        publisher.close();
        tracker.close();
        register.release(agency);
    }

    private Runnable publish(BundleContext bundle, Supplier<RoutesBuilder> routes) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(RouteContexts.CONTEXT, "agency-" + agency);
        ServiceRegistration<RoutesBuilder> published =
                bundle.registerService(RoutesBuilder.class, new Instances(routes), properties);
        return published::unregister;
    }

    /** Supplies a new instance of the routes for each start of their context. */
    private record Instances(Supplier<RoutesBuilder> routes) implements PrototypeServiceFactory<RoutesBuilder> {
        @Override
        public RoutesBuilder getService(Bundle bundle, ServiceRegistration<RoutesBuilder> registration) {
            return routes.get();
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<RoutesBuilder> registration, RoutesBuilder service) {
            // routes hold no resources
        }
    }

    private static AgencyChannel channel(Object service) {
        return service instanceof Worklist worklist
                ? new WorklistChannel(worklist)
                : new SystemChannel((AgencyConnector) service, ANSWERS);
    }

    private static Filter filter(AgencySettings settings) {
        try {
            return FrameworkUtil.createFilter(
                    switch (settings.channel()) {
                        case SYSTEM ->
                            "(&(objectClass=%s)(agency=%s))"
                                    .formatted(AgencyConnector.class.getName(), settings.agency());
                        case WORKLIST -> "(objectClass=%s)".formatted(Worklist.class.getName());
                    });
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // cannot happen: the agency's name was validated
        }
    }

    private static String requiredService(AgencySettings settings) {
        return switch (settings.channel()) {
            case SYSTEM -> "its connector, an AgencyConnector with agency=" + settings.agency();
            case WORKLIST -> "the worklist of the hub";
        };
    }

    /** Reads a number; a parse error is reported as an error in the configuration file. */
    private static int readNumber(
            Config config, Map<String, Object> properties, String key, int minimum, int maximum, IntSupplier value) {
        try {
            return value.getAsInt();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    MESSAGES.bilingual("agency.number", config.agency(), key, properties.get(key), minimum, maximum));
        }
    }

    /** Name, for log messages, of a service that offers a channel: its configuration file, or else its bundle. */
    private static String name(ServiceReference<?> offer) {
        Object file = offer.getProperty(FILE);
        Bundle bundle = offer.getBundle();
        return file != null
                ? file.toString().replaceFirst(".*/", "")
                : bundle == null ? "a stopping bundle" : bundle.getSymbolicName();
    }

    /** Returns the file name without its folder, or the PID if the configuration has no file. */
    static String file(Map<String, Object> properties) {
        Object file = properties.get(FILE);
        return String.valueOf(file == null ? properties.get(Constants.SERVICE_PID) : file)
                .replaceFirst(".*/", "");
    }
}
