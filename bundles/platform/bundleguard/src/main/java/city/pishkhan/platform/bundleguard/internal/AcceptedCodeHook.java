package city.pishkhan.platform.bundleguard.internal;

import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.bundleguard.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link AcceptedCode} as a resolver hook: the framework never resolves, and so never runs, a bundle or fragment whose
 * content is not accepted. It makes no difference by which command, file or API the bundle was installed.
 */
public final class AcceptedCodeHook
        implements AcceptedCode, ResolverHookFactory, ResolverHook, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedCodeHook.class);
    private static final String ENFORCED = "enforced";
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext framework;
    private final Path file;
    private final AcceptedArtifacts distribution;
    private final StoredJars stored;
    private final Path routes;
    private final Set<String> accepted = new ConcurrentSkipListSet<>();
    private final Map<Long, Content> contents = new ConcurrentHashMap<>();
    private final Map<Long, Instant> refused = new ConcurrentHashMap<>();
    /** Digests of this node that the last list of the hub did not contain. */
    private Set<String> surplusBefore = Set.of();

    private volatile boolean enforced;

    /**
     * Content of an installed bundle.
     *
     * @param modified time at which the bundle was installed or updated
     * @param sha256 digest; empty if the content cannot be read
     */
    private record Content(long modified, boolean ofDistribution, String sha256) {}

    /**
     * Reads the accepted digests of this node.
     *
     * @param file stores them; only the hub's user may write to its folder
     * @param storage the framework's storage folder
     * @param routes folder of the route files
     * @throws IOException if the file exists and cannot be read; the hub must not start without its limits
     */
    public AcceptedCodeHook(
            BundleContext framework, Path file, AcceptedArtifacts distribution, Path storage, Path routes)
            throws IOException {
        this.routes = routes;
        this.framework = framework;
        this.file = file;
        this.distribution = distribution;
        stored = new StoredJars(storage);
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            enforced = lines.contains(ENFORCED);
            lines.stream().filter(line -> !line.equals(ENFORCED)).forEach(accepted::add);
        }
    }

    /**
     * Begins to decide; call it once, before any added bundle starts.
     *
     * @throws IllegalStateException if bundles that may not run stay resolved
     */
    public void open() {
        framework.registerService(
                new String[] {ResolverHookFactory.class.getName(), AcceptedCode.class.getName()}, this, null);
        FrameworkExtensions.admitOnly(framework.getBundle(0), bundle -> !enforced || isAccepted(bundle));
        framework.addBundleListener(this);
        if (enforced) {
            // Karaf resolves all installed bundles as they were resolved before, earlier than any bundle starts
            stopUnaccepted();
            List<String> left =
                    resolvedUnaccepted().stream().map(Bundle::getSymbolicName).toList();
            if (!left.isEmpty()) {
                throw new IllegalStateException("bundles that nobody has accepted stay resolved: " + left);
            }
        }
    }

    /** Removes an unaccepted extension at once: after a restart the framework would run it before this hook. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED)
                && enforced
                && FrameworkExtensions.isExtension(event.getBundle())
                && !isAccepted(event.getBundle())) {
            uninstall(event.getBundle());
        }
    }

    private static void uninstall(Bundle extension) {
        try {
            extension.uninstall();
        } catch (BundleException | RuntimeException e) {
            LOG.error("{} is not accepted and cannot be removed: {}", extension.getSymbolicName(), e.toString());
        }
    }

    @Override
    public boolean isEnforced() {
        return enforced;
    }

    @Override
    public boolean isAccepted(String sha256) {
        return !enforced || accepted.contains(sha256);
    }

    @Override
    public synchronized void accept(String sha256) {
        if (accepted.add(sha256)) {
            save();
        }
    }

    @Override
    public synchronized Collection<String> enforce(Collection<String> listed) {
        boolean first = !enforced;
        Set<String> surplus = new TreeSet<>(accepted);
        surplus.removeAll(Set.copyOf(listed));
        Set<String> removed = new TreeSet<>(surplus);
        removed.retainAll(surplusBefore);
        surplusBefore = surplus;
        boolean changed = accepted.addAll(listed);
        accepted.removeAll(removed);
        enforced = true;
        if (first || changed || !removed.isEmpty()) {
            save();
        }
        if (first || !removed.isEmpty()) {
            Thread stopper = new Thread(this::stopUnaccepted, "pishkhan-accepted-code");
            stopper.setDaemon(true);
            stopper.start();
        }
        return removed;
    }

    private void save() {
        Set<String> lines = new TreeSet<>(accepted);
        if (enforced) {
            lines.add(ENFORCED);
        }
        try {
            DurableFiles.writeSecret(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops bundles that were resolved before the limits applied; afterwards they cannot be resolved again. */
    private void stopUnaccepted() {
        List<Bundle> found = resolvedUnaccepted();
        found.stream().filter(FrameworkExtensions::isExtension).forEach(AcceptedCodeHook::uninstall);
        for (Bundle bundle : found) {
            try {
                bundle.stop(Bundle.STOP_TRANSIENT);
            } catch (BundleException | RuntimeException e) {
                LOG.error("{} is not accepted and cannot be stopped: {}", bundle.getSymbolicName(), e.toString());
            }
        }
        if (!found.isEmpty()) {
            CountDownLatch refreshed = new CountDownLatch(1);
            framework.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(found, event -> {
                if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    refreshed.countDown();
                }
            });
            try {
                if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                    LOG.error("The refresh of bundles that nobody has accepted does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Bundle> resolvedUnaccepted() {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && bundle.getState() != Bundle.INSTALLED)
                .filter(bundle -> !isAccepted(bundle))
                .toList();
    }

    /** Returns {@code true} if a bundle may be resolved; logs once if it may not. */
    boolean isAccepted(Bundle bundle) {
        Content content = content(bundle);
        boolean may = content.ofDistribution() || accepted.contains(content.sha256());
        if (may) {
            refused.remove(bundle.getBundleId());
        } else if (refused.putIfAbsent(bundle.getBundleId(), Instant.now()) == null) {
            LOG.error(
                    "Bundle {} {} from {} does not run, because nobody has accepted its content (SHA-256 {}). Request it"
                            + " with pishkhan:code-accept; another person approves",
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    bundle.getLocation(),
                    content.sha256().isEmpty() ? "unknown: it is not a stored jar" : content.sha256());
        }
        return may;
    }

    private Content content(Bundle bundle) {
        return contents.compute(
                bundle.getBundleId(),
                (id, known) -> known != null && known.modified() == bundle.getLastModified() ? known : read(bundle));
    }

    private Content read(Bundle bundle) {
        try {
            Optional<Path> jar = stored.jar(bundle);
            Optional<Path> original = distribution.file(bundle.getLocation());
            boolean same = jar.isPresent() && original.isPresent() && Files.mismatch(jar.get(), original.get()) < 0;
            return new Content(
                    bundle.getLastModified(), same, same || jar.isEmpty() ? "" : FileDigest.sha256(jar.get()));
        } catch (IOException e) {
            LOG.error("The content of {} cannot be read: {}", bundle.getSymbolicName(), e.toString());
            // not cached, so that the next attempt reads the content again
            return new Content(-1, false, "");
        }
    }

    @Override
    public Map<String, String> addedCode() {
        Map<String, String> added = new TreeMap<>(routeFiles());
        for (Bundle bundle : framework.getBundles()) {
            if (bundle.getBundleId() != 0) {
                Content content = content(bundle);
                if (!content.ofDistribution() && !content.sha256().isEmpty()) {
                    added.put(bundle.getSymbolicName() + " " + bundle.getVersion(), content.sha256());
                }
            }
        }
        return added;
    }

    private Map<String, String> routeFiles() {
        Map<String, String> found = new TreeMap<>();
        if (Files.isDirectory(routes)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(routes, "*.camel.yaml")) {
                for (Path one : all) {
                    found.put(one.getFileName().toString(), FileDigest.sha256(one));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Override
    public List<RefusedBundle> refusedBundles() {
        return !enforced
                ? List.of()
                : Arrays.stream(framework.getBundles())
                        .filter(bundle -> bundle.getState() == Bundle.INSTALLED && !isAccepted(bundle))
                        .map(bundle -> new RefusedBundle(
                                String.valueOf(bundle.getSymbolicName()),
                                String.valueOf(bundle.getVersion()),
                                content(bundle).sha256(),
                                refused.getOrDefault(bundle.getBundleId(), Instant.now())))
                        .toList();
    }

    /**
     * Refuses a resolution that only unaccepted bundles request. In any other resolution, the hook hides everything
     * that an unaccepted bundle requires or provides. {@link ResolverHook#filterResolvable} cannot be used, because the
     * framework would then also hide every resolved bundle.
     *
     * @throws SecurityException if an unaccepted bundle without requirements would be resolved together with accepted ones
     */
    @Override
    public @Nullable ResolverHook begin(Collection<BundleRevision> triggers) {
        if (!enforced) {
            return null;
        }
        List<BundleRevision> unaccepted =
                triggers.stream().filter(one -> !isAccepted(one)).toList();
        if (!triggers.isEmpty() && unaccepted.size() == triggers.size()) {
            return new ResolutionRefusal();
        }
        unaccepted.stream()
                .filter(AcceptedCodeHook::hasNoRequirements)
                .findFirst()
                .ifPresent(one -> {
                    throw new SecurityException("nobody has accepted the content of " + one.getSymbolicName());
                });
        return this;
    }

    private boolean isAccepted(BundleRevision revision) {
        return revision.getBundle().getBundleId() == 0 || isAccepted(revision.getBundle());
    }

    private static boolean hasNoRequirements(BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream()
                .noneMatch(one -> !"optional".equals(one.getDirectives().get("resolution"))
                        && !"dynamic".equals(one.getDirectives().get("resolution")));
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // see begin
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // this hook does not choose between versions of a bundle
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (isAccepted(requirement.getRevision())) {
            candidates.removeIf(one -> !isAccepted(one.getRevision()));
        } else {
            candidates.clear();
        }
    }

    @Override
    public void end() {
        // nothing is kept between two resolutions
    }

    /** Prevents one resolution. */
    private static final class ResolutionRefusal implements ResolverHook {
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.clear();
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
            // nothing is resolved
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            candidates.clear();
        }

        @Override
        public void end() {
            // nothing is kept
        }
    }
}
