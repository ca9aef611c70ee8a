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
 * Lets nobody in between the moment when the port is open and the moment when there is somebody behind it who answers for every path: who
 * comes then waits in the port's queue instead of being told that there is no such path.
 */
@Component(service = PortOpening.class)
public final class PortOpening {
    private static final Logger LOG = LoggerFactory.getLogger(PortOpening.class);
    private static final String EVERY_PATH = "/*";
    private static final String WHO_ANSWERS_ALL =
            "(&(objectClass=jakarta.servlet.Servlet)(osgi.http.whiteboard.servlet.pattern=/*))";
    private static final long LOOK_MILLIS = 20;
    /** Longer than any start takes; an open port is more use to an operator than one that is silent. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * The first connection has the server for itself, for it loads the classes that all need: thirty callers at once, who had waited for a
     * hub to start, would only stand in each other's way.
     */
    private final long aloneMillis;

    /** a connector that comes later, with a new certificate, finds all loaded */
    private volatile boolean warm;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pishkhan-http");
        thread.setDaemon(true);
        return thread;
    });

    volatile HttpServiceRuntime runtime;

    private final AllServiceListener comings = this::changed;

    private BundleContext context;

    private volatile Long changed;

    @Activate
    public PortOpening(BundleContext context) throws InvalidSyntaxException {
        this(3_000);
        this.context = context;
        context.addServiceListener(comings, WHO_ANSWERS_ALL);
    }

    /** @param aloneMillis that the first connection has for itself; 0: none */
    PortOpening(long aloneMillis) {
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

    /** @param connector that has not started yet */
    void hold(ServerConnector connector) {
        connector.setAccepting(false);
        look(connector, System.nanoTime());
    }

    private void look(ServerConnector connector, long begin) {
        boolean longEnough = System.nanoTime() - begin > LONGEST_NANOS;
        if (longEnough) {
            LOG.warn("Nobody answers at {} yet; the port is opened nevertheless", connector.getName());
        }
        if (longEnough || answered()) {
            open(connector);
        } else {
            timer.schedule(() -> look(connector, begin), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void open(ServerConnector connector) {
        // whoever answers is told of before the whiteboard leads anybody there
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

    /** Whether somebody answers for every path. */
    boolean answered() {
        HttpServiceRuntime now = runtime;
        try {
            return now != null
                    && Arrays.stream(now.getRuntimeDTO().servletContextDTOs)
                            .flatMap(context -> Arrays.stream(context.servletDTOs))
                            .anyMatch(servlet -> Arrays.asList(servlet.patterns).contains(EVERY_PATH));
        } catch (RuntimeException e) {
            // it announces itself before it can be asked, and its contexts come and go while it looks through them:
            // once more, later
            LOG.debug("The whiteboard cannot be asked yet", e);
            return false;
        }
    }

    /** Heard before the whiteboard has taken it in. */
    void changed(ServiceEvent event) {
        if (event.getType() != ServiceEvent.MODIFIED) {
            changed = System.nanoTime();
        }
    }

    /** When somebody who answers for every path came or went last, or the port was opened, by {@link System#nanoTime}; {@code null} for never. */
    Long changed() {
        return changed;
    }

    @Deactivate
    void stop() {
        if (context != null) {
            context.removeServiceListener(comings);
        }
        timer.shutdownNow();
    }
}
