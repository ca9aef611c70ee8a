package city.pishkhan.gate.internal.contexts;

import city.pishkhan.runtime.ErrorPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Component;
import org.apache.camel.Route;
import org.apache.camel.component.cxf.jaxrs.CxfRsEndpoint;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.DefaultRegistry;
import org.apache.cxf.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates Camel contexts with the shared bus, metrics, error policy and published components. */
public final class ContextFactory {

    private static final Logger LOG = LoggerFactory.getLogger(ContextFactory.class);
    private static final long DRAIN_SECONDS = 10;

    private final Bus bus;
    private final RequestDrain requestDrain;
    private final MeterRegistry metrics;
    private final ComponentSource components;
    private final BeanRepository beans;
    private final Consumer<Object> born;

    /** @param born receives each new context and class loader, for leak detection */
    public ContextFactory(
            Bus bus,
            RequestDrain requestDrain,
            MeterRegistry metrics,
            ComponentSource components,
            BeanRepository beans,
            Consumer<Object> born) {
        this.bus = bus;
        this.requestDrain = requestDrain;
        this.metrics = metrics;
        this.components = components;
        this.beans = beans;
        this.born = born;
    }

    /**
     * @param missing receives schemes that are not available
     * @param used    receives schemes of components obtained from the source
     */
    DefaultCamelContext create(
            String name, ClassLoader loader, Map<String, String> properties, Set<String> missing, Set<String> used)
            throws Exception {
        DefaultCamelContext context =
                name.endsWith(RouteFileContext.SUFFIX) ? new RouteFileContext() : new DefaultCamelContext(false);
        born.accept(context);
        born.accept(loader);
        context.setApplicationContextClassLoader(loader);
        var extension = context.getCamelContextExtension();
        extension.setName(name);
        extension.addContextPlugin(ComponentResolver.class, resolver(missing, used));
        extension.registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof CxfEndpoint soap) {
                soap.setBus(bus);
            } else if (endpoint instanceof CxfRsEndpoint rest) {
                rest.setBus(bus);
            }
            return endpoint;
        });
        context.disableJMX();
        context.setAllowUseOriginalMessage(false);
        context.getShutdownStrategy().setTimeout(DRAIN_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        extension.setRegistry(new DefaultRegistry(beans));
        if (context instanceof RouteFileContext restricted) {
            restricted.restrict(properties);
        } else {
            Properties initial = new Properties();
            initial.putAll(properties);
            context.getPropertiesComponent().setInitialProperties(initial);
        }
        MicrometerRoutePolicyFactory policies = new MicrometerRoutePolicyFactory();
        policies.setMeterRegistry(metrics);
        MicrometerRoutePolicyConfiguration figures = new MicrometerRoutePolicyConfiguration();
        // no metrics per context, because they are the sums of the routes' metrics
        figures.setContextEnabled(false);
        policies.setPolicyConfiguration(figures);
        context.addRoutePolicyFactory(policies);
        QuarantineRoutePolicyFactory hold = new QuarantineRoutePolicyFactory();
        context.addLifecycleStrategy(hold);
        context.addRoutePolicyFactory(hold);
        context.build();
        context.addRoutesConfigurations(new ErrorPolicy());
        return context;
    }

    /** Stops a context, started or not, and removes references that would keep it reachable. */
    void discard(DefaultCamelContext context) {
        List<String> doors = doors(context);
        requestDrain.drain(doors, DRAIN_SECONDS * 1_000);
        try {
            RouteClassLoaders.runWith(context.getApplicationContextClassLoader(), () -> {
                context.stop();
                return null;
            });
        } catch (Exception e) {
            LOG.warn("Context {} did not stop cleanly", context.getName(), e);
        } finally {
            requestDrain.reopen(doors);
        }
        components.release(context);
        metrics.getMeters().stream()
                .filter(meter -> context.getName().equals(meter.getId().getTag("camelContext")))
                .forEach(metrics::remove);
        clearLastContext();
    }

    /** Addresses that the started routes currently serve. */
    private static List<String> doors(DefaultCamelContext context) {
        List<String> doors = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (!context.getRouteController().getRouteStatus(route.getRouteId()).isStarted()) {
                continue;
            }
            if (route.getEndpoint() instanceof CxfEndpoint soap) {
                doors.add(soap.getAddress());
            } else if (route.getEndpoint() instanceof CxfRsEndpoint rest) {
                doors.add(rest.getAddress());
            }
        }
        return doors;
    }

    private ComponentResolver resolver(Set<String> missing, Set<String> used) {
        ComponentResolver platform = new DefaultComponentResolver();
        return (scheme, context) -> {
            Component published = components.acquire(scheme, context);
            if (published != null) {
                used.add(scheme);
                return published;
            }
            Component provided = platform.resolveComponent(scheme, context);
            if (provided == null) {
                missing.add(scheme);
            }
            return provided;
        };
    }

    /** Clears the reference to the last used context that Camel keeps in a static field. */
    private static void clearLastContext() {
        try {
            var field = SimpleLanguage.class.getDeclaredField("SIMPLE");
            field.setAccessible(true);
            ((SimpleLanguage) field.get(null)).setCamelContext(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("Camel's SimpleLanguage has no such static field, so no context is released", e);
        }
    }
}
