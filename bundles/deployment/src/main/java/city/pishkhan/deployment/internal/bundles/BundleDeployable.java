package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.messages.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;

/** A bundle: stopped, updated, refreshed with those who use its packages, started. Nobody else is touched. */
public final class BundleDeployable implements Deployable {
    private static final Messages MESSAGES = Messages.of(BundleDeployable.class);

    private final BundleSurroundings hub;
    private final String name;
    private final String location;
    private final BoundedStep step;
    private List<String> restarted = List.of();

    /**
     * @param name     its symbolic name
     * @param location where it is installed if it is new
     */
    public BundleDeployable(BundleSurroundings hub, String name, String location, BoundedStep step) {
        this.hub = hub;
        this.name = name;
        this.location = location;
        this.step = step;
    }

    @Override
    public Kind kind() {
        return Kind.BUNDLE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String ownBundle() {
        return name;
    }

    /** Of several versions the newest. */
    private Optional<Bundle> bundle() {
        return Arrays.stream(framework().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .max(Comparator.comparing(Bundle::getVersion));
    }

    private BundleContext framework() {
        return hub.framework();
    }

    private FrameworkWiring wiring() {
        return framework().getBundle(0).adapt(FrameworkWiring.class);
    }

    @Override
    public Optional<byte[]> present() throws IOException {
        Optional<Bundle> present = bundle();
        return present.isEmpty() ? Optional.empty() : Optional.of(BundleJar.of(present.get()));
    }

    @Override
    public Plan plan(byte[] content, String sha256, String before) {
        Optional<Bundle> present = bundle();
        Collection<Bundle> closure =
                present.map(one -> wiring().getDependencyClosure(List.of(one))).orElse(List.of());
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        closure.stream()
                .filter(one -> one.getBundleId() == 0 || one.equals(framework().getBundle()))
                .forEach(one -> problems.add(MESSAGES.english("plan.own", one.getSymbolicName())));
        if (content != null) {
            BundleContent candidate = BundleContent.of(content);
            Resolution resolution = new Resolution(offered(present));
            resolution
                    .missing(candidate.resource())
                    .forEach(one -> problems.add(MESSAGES.english("plan.missing", one)));
            resolution
                    .missing(dependents(present), candidate.resource())
                    .forEach(one -> problems.add(MESSAGES.english("plan.used", one)));
            candidate.wanted().stream()
                    .filter(pid -> !hub.configured(pid))
                    .forEach(pid -> warnings.add(MESSAGES.english("plan.unconfigured", pid)));
        }
        Impact impact = hub.impact(closure);
        return new Plan(
                Kind.BUNDLE,
                name,
                sha256,
                before,
                closure.stream()
                        .filter(one -> one.getState() == Bundle.ACTIVE)
                        .map(Bundle::getSymbolicName)
                        .sorted()
                        .toList(),
                impact.contexts(),
                impact.doors(),
                impact.agencies(),
                problems,
                warnings);
    }

    private List<BundleCapability> offered(Optional<Bundle> present) {
        List<BundleCapability> offered = new ArrayList<>();
        for (Bundle one : framework().getBundles()) {
            BundleWiring wires = one.adapt(BundleWiring.class);
            if (wires != null && !present.filter(one::equals).isPresent()) {
                offered.addAll(wires.getCapabilities(null));
                // what a host takes over of identity and the like its fragments declare themselves
                BundleRevision revision = one.adapt(BundleRevision.class);
                if ((revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
                    offered.addAll(revision.getDeclaredCapabilities(null));
                }
            }
        }
        return offered;
    }

    private static List<Requirement> dependents(Optional<Bundle> present) {
        List<Requirement> needs = new ArrayList<>();
        present.map(one -> one.adapt(BundleWiring.class)).ifPresent(wires -> wires.getProvidedWires(null).stream()
                .filter(wire -> !wire.getRequirement().getNamespace().startsWith("osgi.identity"))
                .forEach(wire -> needs.add(wire.getRequirement())));
        return needs;
    }

    @Override
    public void put(byte[] content) throws Fault {
        try (RestartRecord record = new RestartRecord(framework())) {
            try {
                Optional<Bundle> present = bundle();
                if (present.isPresent()) {
                    replace(present.get(), content);
                } else if (content != null) {
                    step.run(
                            "start",
                            () -> start(framework().installBundle(location, new ByteArrayInputStream(content)), false));
                }
            } finally {
                restarted = record.stopped();
            }
        }
    }

    private void replace(Bundle bundle, byte[] content) throws Fault {
        boolean active = bundle.getState() == Bundle.ACTIVE;
        try {
            step.run("stop", () -> bundle.stop(Bundle.STOP_TRANSIENT));
        } catch (Fault hangs) {
            // it is in the way of its own successor only if it still holds on
            if (hangs.isStuck() || !stopped(bundle)) {
                throw hangs;
            }
        }
        if (content == null) {
            step.run("uninstall", bundle::uninstall);
        } else {
            step.run("update", () -> bundle.update(new ByteArrayInputStream(content)));
        }
        step.run("refresh", () -> refresh(bundle));
        if (content != null) {
            step.run("start", () -> start(bundle, active));
        }
    }

    private static boolean stopped(Bundle bundle) {
        return Set.of(Bundle.INSTALLED, Bundle.RESOLVED).contains(bundle.getState());
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring().refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        refreshed.await();
    }

    /** @param transiently what was started for good before stays so */
    private static void start(Bundle bundle, boolean transiently) throws BundleException {
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
            bundle.start(Bundle.START_ACTIVATION_POLICY | (transiently ? Bundle.START_TRANSIENT : 0));
        }
    }

    @Override
    public Optional<String> pending() {
        Optional<Bundle> present = bundle();
        if (present.isEmpty()
                || (present.get().adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return Optional.empty();
        }
        int state = present.get().getState();
        return state == Bundle.ACTIVE || state == Bundle.STARTING
                ? Optional.empty()
                : Optional.of(name + " is not active");
    }

    @Override
    public boolean brings(ServiceReference<?> service) {
        return service.getBundle() != null && name.equals(service.getBundle().getSymbolicName());
    }

    @Override
    public List<String> restarted() {
        return restarted;
    }
}
