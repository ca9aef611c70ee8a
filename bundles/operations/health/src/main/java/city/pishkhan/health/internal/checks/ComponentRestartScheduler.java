package city.pishkhan.health.internal.checks;

import city.pishkhan.platform.startup.DetachedThreads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restarts components that failed to start, with increasing pauses of up to five minutes. Each new cause is logged once. */
@Component(service = ComponentRestartScheduler.class, immediate = true)
public final class ComponentRestartScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentRestartScheduler.class);
    private static final long LOOK_SECONDS = 5;
    /** Maximum pause between two attempts, in scans; 60 scans take five minutes. */
    private static final int MAX_PAUSE_SCANS = 60;

    /** Number of scans for which dependent components are left to start by themselves; 6 scans take half a minute. */
    private static final int DEPENDENT_GRACE_SCANS = 6;

    private final Supplier<List<FailedComponents.Failed>> failed;
    private final Consumer<FailedComponents.Failed> restart;
    private final Map<String, Attempts> attempts = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DetachedThreads.named("pishkhan-restart"));

    private int dependentOnlyScans;

    /** State of the retries of one component; {@code wait} and {@code pause} are counted in scans. */
    private static final class Attempts {
        private int wait;
        private int pause = 1;
        private String cause;
    }

    @Activate
    public ComponentRestartScheduler(
            @Reference ServiceComponentRuntime components,
            @Reference ServiceReference<ServiceComponentRuntime> reference,
            @Reference ConfigurationAdmin configurations) {
        FailedComponents all = new FailedComponents(
                components, () -> reference.getProperty(Constants.SERVICE_CHANGECOUNT), configurations);
        failed = all::scan;
        restart = all::restart;
        timer.scheduleWithFixedDelay(this::restartFailed, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    ComponentRestartScheduler(
            Supplier<List<FailedComponents.Failed>> failed, Consumer<FailedComponents.Failed> restart) {
        this.failed = failed;
        this.restart = restart;
    }

    void restartFailed() {
        try {
            List<FailedComponents.Failed> all = failed.get();
            List<FailedComponents.Failed> first =
                    all.stream().filter(one -> !one.isDependent()).toList();
            // dependent components start by themselves after their dependencies; they are restarted only if all
            // components that failed during the last half minute are dependent
            dependentOnlyScans = first.isEmpty() && !all.isEmpty() ? dependentOnlyScans + 1 : 0;
            List<FailedComponents.Failed> now = dependentOnlyScans > DEPENDENT_GRACE_SCANS ? all : first;
            attempts.keySet()
                    .retainAll(now.stream().map(FailedComponents.Failed::key).toList());
            now.forEach(this::retry);
        } catch (RuntimeException e) {
            LOG.warn("Components that did not start cannot be checked", e);
        }
    }

    private void retry(FailedComponents.Failed one) {
        Attempts before = attempts.computeIfAbsent(one.key(), key -> new Attempts());
        if (!one.cause().equals(before.cause)) {
            LOG.error("{} did not start and is retried: {}", one.component().name, one.cause());
            before.cause = one.cause();
        }
        if (before.wait > 0) {
            before.wait--;
            return;
        }
        before.wait = before.pause;
        before.pause = Math.min(before.pause * 2, MAX_PAUSE_SCANS);
        restart.accept(one);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }
}
