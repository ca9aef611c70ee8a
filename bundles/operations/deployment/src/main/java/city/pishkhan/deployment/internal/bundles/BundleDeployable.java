package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.deployment.internal.model.AgencyChange;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A bundle. It is stopped, updated, refreshed together with the users of its packages, and started. No other bundle is affected. */
public final class BundleDeployable implements Deployable {
    private final DeploymentEnvironment hub;
    private final String name;
    private final String location;
    private final BundleSwitch steps;
    private boolean fresh;
    private List<String> restarted = List.of();

    /**
     * @param name symbolic name
     * @param location location for the bundle if it is new
     */
    public BundleDeployable(DeploymentEnvironment hub, String name, String location, BoundedStep step) {
        this.hub = hub;
        this.name = name;
        this.location = location;
        this.steps = new BundleSwitch(hub.framework(), hub.guard(), step);
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
    public Set<String> ownBundles() {
        return Set.of(name);
    }

    /** Finds the installed bundle; the newest if there are several versions. */
    private Optional<Bundle> bundle() {
        return Arrays.stream(framework().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .max(Comparator.comparing(Bundle::getVersion));
    }

    private BundleContext framework() {
        return hub.framework();
    }

    @Override
    public Optional<byte[]> present() throws IOException {
        Optional<Bundle> present = bundle();
        return present.isEmpty() ? Optional.empty() : Optional.of(BundleJar.build(present.get()));
    }

    @Override
    public Plan plan(byte @Nullable [] content, String sha256, String before) {
        BundleChange change = new BundleChange(
                hub,
                content == null ? List.of() : List.of(BundleContent.of(content)),
                bundle().map(List::of).orElse(List.of()));
        Impact impact = change.impact();
        AgencyChange agencies = change.agencies(impact, Set.of(), List.of());
        return new Plan(
                Kind.BUNDLE,
                name,
                sha256,
                before,
                change.restarted(),
                impact.contexts(),
                impact.doors(),
                union(impact.agencies(), agencies.waiting()),
                union(change.problems(pid -> false), agencies.conflicts()),
                union(change.warnings(pid -> false), agencies.abandoned()));
    }

    private static <T> List<T> union(Collection<T> one, Collection<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    @Override
    public List<Step> stepsTo(byte @Nullable [] content, byte @Nullable [] from) {
        String where = bundle().map(Bundle::getLocation).orElse(location);
        return List.of(content == null ? Step.uninstall(where) : Step.bundle(where, content, true));
    }

    @Override
    public void put(byte @Nullable [] content) throws Fault {
        try (RestartRecord record = new RestartRecord(framework())) {
            try {
                Optional<Bundle> present = bundle();
                if (present.isPresent()) {
                    replace(present.get(), content);
                } else if (content != null) {
                    fresh = true;
                    steps.start(steps.install(location, content));
                }
            } finally {
                // a bundle that the failed version added was not running before, so it does not count as restarted
                restarted = record.stopped().stream()
                        .filter(bundle -> !fresh || !bundle.equals(name))
                        .toList();
            }
        }
    }

    private void replace(Bundle bundle, byte @Nullable [] content) throws Fault {
        steps.stop(bundle);
        if (content == null) {
            steps.uninstall(bundle);
        } else {
            steps.update(bundle, content);
        }
        steps.refresh(List.of(bundle));
        if (content != null) {
            steps.start(bundle);
        }
    }

    @Override
    public Optional<String> pending() {
        return bundle().filter(one -> !BundleSwitch.isActive(one)).map(one -> name + " is not active");
    }

    @Override
    public boolean hasService(ServiceReference<?> service) {
        return service.getBundle() != null && name.equals(service.getBundle().getSymbolicName());
    }

    @Override
    public List<String> restarted() {
        return restarted;
    }
}
