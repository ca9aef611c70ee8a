package city.pishkhan.tls.internal;

import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a port only when a handler for every path is registered. Clients that connect earlier wait in the port's queue,
 * instead of receiving 404.
 */
@Component(service = PortOpener.class)
public final class PortOpener {
    private static final Logger LOG = LoggerFactory.getLogger(PortOpener.class);
    private static final String EVERY_PATH = "/*";
    private static final String CATCH_ALL_SERVLET_FILTER =
            "(&(objectClass=jakarta.servlet.Servlet)(osgi.http.whiteboard.servlet.pattern=/*))";
    private static final long LOOK_MILLIS = 20;
    /**
     * Maximum time for which the port stays closed. No start takes that long; after this time, an open port is more
     * useful to an operator.
     */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * Time in milliseconds during which only one connection is accepted. The first connection loads the classes that all
     * requests need; many clients at once would block each other.
     */
    private final long aloneMillis;

    /**
     * {@code true} once the classes that requests need are loaded; a later connector, e.g. with a new certificate, then
     * needs no pause.
     */
    private volatile boolean warm;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pishkhan-http");
        thread.setDaemon(true);
        return thread;
    });

    volatile HttpServiceRuntime runtime;

    private final AllServiceListener handlerListener = this::changed;

    private BundleContext context;

    private volatile Long changed;

    @Activate
    public PortOpener(BundleContext context) throws InvalidSyntaxException {
        this(3_000);
        this.context = context;
        context.addServiceListener(handlerListener, CATCH_ALL_SERVLET_FILTER);
    }

    /** @param aloneMillis time during which only one connection is accepted; 0 for none */
    PortOpener(long aloneMillis) {
        this.aloneMillis = aloneMillis;
    }

    @Reference(
            name = "runtime",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "unbindRuntime")
    void bindRuntime(HttpServiceRuntime whiteboard) {
        runtime = whiteboard;
        changed = System.nanoTime();
    }

    void unbindRuntime(HttpServiceRuntime whiteboard) {
        if (runtime == whiteboard) {
            runtime = null;
        }
        changed = System.nanoTime();
    }

    /**
     * Keeps a connector closed until a handler is registered.
     *
     * @param connector a connector that has not been started
     */
    void keepClosed(ServerConnector connector) {
        connector.setAccepting(false);
        openWhenReady(connector, System.nanoTime());
    }

    private void openWhenReady(ServerConnector connector, long begin) {
        boolean longEnough = System.nanoTime() - begin > LONGEST_NANOS;
        if (longEnough) {
            LOG.warn("No servlet answers at {} yet; the port is opened anyway", connector.getName());
        }
        if (longEnough || hasHandler()) {
            open(connector);
        } else {
            timer.schedule(() -> openWhenReady(connector, begin), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void open(ServerConnector connector) {
        // the listener is called before the whiteboard routes requests to the new handler
        changed = System.nanoTime();
        boolean alone = aloneMillis > 0 && !warm;
        BoundedConnector.open(connector, alone);
        if (alone) {
            timer.schedule(
                    () -> {
                        warm = true;
                        BoundedConnector.open(connector, false);
                    },
                    aloneMillis,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Returns {@code true} if a handler for every path is registered. */
    boolean hasHandler() {
        HttpServiceRuntime now = runtime;
        try {
            return now != null
                    && Arrays.stream(now.getRuntimeDTO().servletContextDTOs)
                            .flatMap(context -> Arrays.stream(context.servletDTOs))
                            .anyMatch(servlet -> Arrays.asList(servlet.patterns).contains(EVERY_PATH));
        } catch (RuntimeException e) {
            // the runtime registers itself before it can be queried, and its contexts change during the query; try
            // again later
            LOG.debug("The whiteboard is not available yet", e);
            return false;
        }
    }

    /** Records the time of a change of handlers. It is called before the whiteboard has processed the event. */
    void changed(ServiceEvent event) {
        if (event.getType() != ServiceEvent.MODIFIED) {
            changed = System.nanoTime();
        }
    }

    /** Time at which a handler for every path last changed or the port was opened, by {@link System#nanoTime}; {@code null} for never. */
    Long changed() {
        return changed;
    }

    @Deactivate
    void stop() {
        if (context != null) {
            context.removeServiceListener(handlerListener);
        }
        timer.shutdownNow();
    }
}
