package city.pishkhan.platform.bundleguard.internal;

import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the guard's work at a start of the hub. It undoes interrupted deployments and disables the autostart of
 * deployed bundles before the framework reaches their start level. It starts these bundles when the framework has
 * reached its final start level, after the hub has opened its ports.
 */
public final class GuardService implements BundleGuard, SynchronousBundleListener, FrameworkListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardService.class);
    /**
     * Delay after which a stopped bundle counts as stopped by an operator; a refresh stops bundles only for a moment.
     */
    private static final long STOPPED_SECONDS = 10;
    /** Framework start level below which no deployed bundle runs yet. Interrupted deployments are undone only then. */
    private static final int EARLY = 40;

    private final BundleContext framework;
    private final Settings settings;
    private final GuardedBundles guarded;
    private final UnfinishedDeployments unfinished;
    private final CrashedStarts crashes;
    private final Map<String, SetAside> setAside = new ConcurrentSkipListMap<>();
    private final Set<String> starting = new ConcurrentSkipListSet<>();
    private final Map<Long, BundleStart> starts = new ConcurrentHashMap<>();
    /** Threads that are starting a bundle, by the bundle's id, including threads of shell commands and deployments. */
    private final Map<Long, Thread> starters = new ConcurrentHashMap<>();

    /**
     * recently stopped bundles, with their time of last modification at the stop, which shows whether a bundle was
     * updated later
     */
    private final Map<Bundle, Long> stopped = new ConcurrentHashMap<>();

    private final ScheduledThreadPoolExecutor worker;

    /**
     * Settings of the guard.
     *
     * @param data the folder {@code data/deployments}
     * @param patience maximum time for which the start of a bundle waits for the start of the previous bundle
     * @param limit time after which a start is interrupted
     * @param afterInterrupt time that an interrupted start has to end
     * @param safeMode {@code true} to start no deployed bundles
     * @param accepted artifacts that the framework may start itself
     */
    public record Settings(
            Path data,
            Duration patience,
            Duration limit,
            Duration afterInterrupt,
            boolean safeMode,
            AcceptedArtifacts accepted) {}

    /** @param worker from {@link #newWorker}; this guard shuts it down */
    public GuardService(BundleContext framework, Settings settings, ScheduledThreadPoolExecutor worker)
            throws IOException {
        this.framework = framework;
        this.settings = settings;
        this.worker = worker;
        guarded = new GuardedBundles(settings.data().resolve("guarded"), settings.accepted());
        unfinished = new UnfinishedDeployments(settings.data());
        crashes = new CrashedStarts(settings.data().resolve("starting"));
    }

    /** Returns an executor with a single daemon thread, which starts the bundles. */
    public static ScheduledThreadPoolExecutor newWorker() {
        ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pishkhan-bundle-guard");
            thread.setDaemon(true);
            return thread;
        });
        worker.setKeepAliveTime(STOPPED_SECONDS, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return worker;
    }

    public void open() throws IOException {
        if (level() < EARLY) {
            recover();
        }
        for (Bundle bundle : framework.getBundles()) {
            if (guarded.contains(bundle)) {
                tryRun(bundle.getLocation(), () -> disableAutostart(bundle));
            }
        }
        for (String location : guarded.locations()) {
            if (framework.getBundle(location) == null) {
                tryRun(location, () -> guarded.remove(location));
            }
        }
        if (settings.safeMode()) {
            LOG.warn("Safe mode: the hub starts without its deployed bundles");
            waiting().forEach(bundle -> setAside(bundle, Reason.SAFE_MODE, ""));
        } else {
            waiting().forEach(bundle -> starting.add(bundle.getSymbolicName()));
        }
        framework.addBundleListener(this);
        framework.addFrameworkListener(this);
        if (level() >= EARLY) {
            worker.execute(this::startWaiting);
        }
    }

    /**
     * Returns {@code true} for a bundle that is not guarded yet and that the guard may start after the framework,
     * because its start level is {@link #EARLY} or higher.
     */
    private boolean isLate(Bundle bundle) {
        return !guarded.contains(bundle)
                && !GuardedBundles.isFragment(bundle)
                && bundle.adapt(BundleStartLevel.class).getStartLevel() >= EARLY;
    }

    private int level() {
        return framework.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    }

    /**
     * A piece of the guard's work on one bundle or record. Its failure is logged and must not stop the guard or the
     * start of the remaining bundles.
     */
    private interface Work {
        void run() throws IOException;
    }

    private static void tryRun(Object what, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be guarded: {}", what, e.toString());
        }
    }

    private void recover() throws IOException {
        tryRun("unfinished deployments", unfinished::clean);
        Recovery recovery = new Recovery(framework, guarded);
        for (Path one : unfinished.open()) {
            tryRun(one, () -> recover(recovery, one));
        }
    }

    private void recover(Recovery recovery, Path one) throws IOException {
        UnfinishedDeployment deployment;
        try {
            deployment = UnfinishedDeployments.read(one);
        } catch (IOException | RuntimeException e) {
            LOG.error("The record {} of a deployment cannot be read and is set aside", one, e);
            unfinished.markUnreadable(one);
            return;
        }
        String problems = recovery.undo(deployment);
        unfinished.undone(one, problems);
        if (problems.isEmpty()) {
            LOG.warn("The deployment of {} was interrupted and has been rolled back", deployment.name());
        } else {
            LOG.error(
                    "The deployment of {} was interrupted and cannot be rolled back: {}", deployment.name(), problems);
        }
    }

    private static boolean isIdle(Bundle bundle) {
        return bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
    }

    /** Disables the autostart of a bundle that does not run yet. */
    private void disableAutostart(Bundle bundle) throws IOException {
        if (isIdle(bundle) && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
            guarded.put(bundle.getLocation(), true);
            try {
                bundle.stop();
            } catch (BundleException e) {
                LOG.warn("Autostart of {} cannot be turned off: {}", bundle.getSymbolicName(), e.toString());
            }
        }
    }

    /** Returns the guarded bundles that should run and do not run, in the framework's start order. */
    private List<Bundle> waiting() {
        return Arrays.stream(framework.getBundles())
                .filter(guarded::contains)
                .filter(bundle -> guarded.isWanted(bundle.getLocation()))
                .filter(GuardService::isIdle)
                .sorted(Comparator.comparingInt((Bundle bundle) ->
                                bundle.adapt(BundleStartLevel.class).getStartLevel())
                        .thenComparingLong(Bundle::getBundleId))
                .toList();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED || event.getType() == FrameworkEvent.STARTED) {
            worker.execute(this::startWaiting);
        }
    }

    /** Starts bundles whose start level the framework has reached; the remaining ones wait for its next event. */
    private void startWaiting() {
        if (settings.safeMode() || framework.getBundle(0).getState() == Bundle.STOPPING) {
            return;
        }
        try {
            int reached = level();
            List<Bundle> now = waiting().stream()
                    .filter(bundle -> bundle.adapt(BundleStartLevel.class).getStartLevel() <= reached)
                    .filter(bundle -> !setAside.containsKey(bundle.getSymbolicName()))
                    // keepStopped decides whether an operator has stopped it
                    .filter(bundle -> !stopped.containsKey(bundle))
                    .toList();
            List<Bundle> crashing = now.stream()
                    .filter(bundle -> crashes.isCrashing(bundle.getLocation()))
                    .toList();
            crashing.forEach(bundle -> setAside(bundle, Reason.FAILS, "the hub stopped twice during its start"));
            // failed bundles get a second attempt, because their start may depend on a later bundle
            List<Bundle> failed = start(
                    now.stream().filter(bundle -> !crashing.contains(bundle)).toList(), false);
            start(failed.stream().filter(GuardService::isIdle).toList(), true);
            starting.retainAll(waiting().stream()
                    .filter(bundle -> bundle.adapt(BundleStartLevel.class).getStartLevel() > reached)
                    .map(Bundle::getSymbolicName)
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Deployed bundles cannot be started", e);
            starting.clear();
        }
    }

    /**
     * Starts bundles in order. A slow bundle delays the next bundle by up to {@link Settings#patience}.
     *
     * @param last {@code true} to set aside bundles that fail
     * @return the failed bundles
     */
    private List<Bundle> start(List<Bundle> bundles, boolean last) throws InterruptedException {
        List<BundleStart> all = new ArrayList<>();
        for (Bundle bundle : bundles) {
            crashes.begin(bundle.getLocation());
            BundleStart start = new BundleStart(bundle, this::ended);
            starts.put(bundle.getBundleId(), start);
            start.begin();
            all.add(start);
            start.await(settings.patience());
        }
        List<Bundle> failed = new ArrayList<>();
        for (BundleStart start : all) {
            if (!start.await(settings.limit())) {
                start.interrupt(settings.afterInterrupt());
            }
            if (start.isInterrupted() && (!start.hasEnded() || !start.cause().isEmpty())) {
                crashes.end(start.bundle().getLocation());
                setAside(start.bundle(), Reason.HANGS, "");
            } else if (!start.cause().isEmpty()) {
                failed.add(start.bundle());
                if (last) {
                    setAside(start.bundle(), Reason.FAILS, start.cause());
                }
            }
            if (last || start.cause().isEmpty()) {
                starting.remove(start.bundle().getSymbolicName());
            }
        }
        return failed;
    }

    /** Handles the end of a bundle's start, also if the guard has already set the bundle aside. */
    private void ended(BundleStart start) {
        starts.remove(start.bundle().getBundleId(), start);
        crashes.end(start.bundle().getLocation());
        if (start.cause().isEmpty()) {
            setAside.remove(start.bundle().getSymbolicName());
        }
    }

    /** Records that a bundle does not run and why, unless the bundle runs now or was uninstalled in the meantime. */
    private void setAside(Bundle bundle, Reason reason, String cause) {
        boolean runs = bundle.getState() == Bundle.ACTIVE && !starts.containsKey(bundle.getBundleId());
        if (runs || bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        setAside.put(
                bundle.getSymbolicName(),
                new SetAside(
                        bundle.getSymbolicName(), String.valueOf(bundle.getVersion()), reason, cause, Instant.now()));
        if (reason != Reason.SAFE_MODE) {
            LOG.error(
                    "{} {} is disabled, and the hub starts without it: its start {}",
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    reason == Reason.HANGS
                            ? "did not finish within " + settings.limit().toSeconds() + " seconds"
                            : "failed: " + cause);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.STARTING) {
            starters.put(bundle.getBundleId(), Thread.currentThread());
            return;
        }
        starters.remove(bundle.getBundleId());
        if (event.getType() == BundleEvent.UPDATED && isLate(bundle)) {
            // after an update the bundle no longer belongs to the distribution, so it is guarded from now on
            tryRun(
                    bundle.getLocation(),
                    () -> guarded.put(
                            bundle.getLocation(),
                            bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()));
            return;
        }
        if (!guarded.contains(bundle)) {
            return;
        }
        try {
            switch (event.getType()) {
                case BundleEvent.STARTED -> {
                    // the file installer, a deployment or an operator may have started the bundle before the guard did
                    starting.remove(bundle.getSymbolicName());
                    stopped.remove(bundle);
                    setAside.remove(bundle.getSymbolicName());
                    guarded.put(bundle.getLocation(), true);
                }
                case BundleEvent.STOPPED -> {
                    if (framework.getBundle(0).getState() != Bundle.STOPPING
                            && !setAside.containsKey(bundle.getSymbolicName())
                            && !starting.contains(bundle.getSymbolicName())) {
                        stopped.put(bundle, bundle.getLastModified());
                        worker.schedule(() -> keepStopped(bundle), STOPPED_SECONDS, TimeUnit.SECONDS);
                    }
                }
                case BundleEvent.UNINSTALLED -> {
                    starting.remove(bundle.getSymbolicName());
                    stopped.remove(bundle);
                    setAside.remove(bundle.getSymbolicName());
                    guarded.remove(bundle.getLocation());
                }
                default -> {
                    // other events do not mean that the bundle was started, stopped or removed
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a bundle stopped at the next start of the hub if an operator stopped it. */
    private void keepStopped(Bundle bundle) {
        if (isDeploying()) {
            // the deployment stopped the bundle, not an operator; check again after the deployment
            if (!worker.isShutdown()) {
                worker.schedule(() -> keepStopped(bundle), STOPPED_SECONDS, TimeUnit.SECONDS);
            }
            return;
        }
        Long changed = stopped.remove(bundle);
        if (changed != null && isIdle(bundle) && bundle.getLastModified() != changed) {
            // the file installer has updated the bundle and relies on its autostart, which is off, so the guard starts
            // the bundle
            startWaiting();
            return;
        }
        if (changed != null
                && isIdle(bundle)
                && level() >= bundle.adapt(BundleStartLevel.class).getStartLevel()) {
            try {
                guarded.put(bundle.getLocation(), false);
            } catch (IOException e) {
                LOG.warn("{} is stopped, but would start with the hub: {}", bundle.getSymbolicName(), e.toString());
            }
        }
    }

    private boolean isDeploying() {
        try {
            return !unfinished.open().isEmpty();
        } catch (IOException e) {
            LOG.warn("The records of deployments cannot be read: {}", e.toString());
            return true;
        }
    }

    @Override
    public void guard(Bundle bundle) {
        try {
            guarded.put(bundle.getLocation(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean release(Bundle bundle) {
        try {
            BundleStart own = starts.get(bundle.getBundleId());
            boolean free = own == null || own.interrupt(settings.afterInterrupt());
            Thread other = starters.get(bundle.getBundleId());
            if (free && other != null && other.isAlive() && bundle.getState() == Bundle.STARTING) {
                other.interrupt();
                long begin = System.nanoTime();
                while (starters.get(bundle.getBundleId()) == other
                        && bundle.getState() == Bundle.STARTING
                        && System.nanoTime() - begin < settings.afterInterrupt().toNanos()) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                free = bundle.getState() != Bundle.STARTING;
            }
            return free;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public List<String> starting() {
        return List.copyOf(starting);
    }

    @Override
    public List<SetAside> bundlesSetAside() {
        return List.copyOf(setAside.values());
    }

    @Override
    public boolean isSafeMode() {
        return settings.safeMode();
    }

    @Override
    public void close() throws IOException {
        framework.removeBundleListener(this);
        framework.removeFrameworkListener(this);
        worker.shutdown();
        crashes.endAll();
        for (Bundle bundle : Set.copyOf(stopped.keySet())) {
            keepStopped(bundle);
        }
    }
}
