package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.deployment.internal.model.AgencyChange;
import city.pishkhan.messages.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/**
 * Bundles that come and bundles that go, together: what is in their way, and whom they touch.
 *
 * @param coming  as their jars describe them
 * @param leaving installed ones that are replaced or taken away
 */
public record BundleChange(BundleSurroundings hub, Collection<BundleContent> coming, Collection<Bundle> leaving) {
    private static final Messages MESSAGES = Messages.of(BundleChange.class);

    /** What stops with those that go: they and whoever uses their packages. */
    public Collection<Bundle> closure() {
        return leaving.isEmpty()
                ? List.of()
                : hub.framework().getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(leaving);
    }

    /** Symbolic names of what stops and runs now, in order. */
    public List<String> restarted() {
        return closure().stream()
                .filter(one -> one.getState() == Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
    }

    public Impact impact() {
        return hub.impact(closure());
    }

    /**
     * Effect on agencies.
     *
     * @param impact of this change
     * @param files  agencies whose inquiries route files consume that come along, and the names of these files
     */
    public AgencyChange agencies(Impact impact, Set<String> files, Collection<String> fileNames) {
        Set<String> next = new TreeSet<>(files);
        coming.forEach(one -> next.addAll(one.carries()));
        List<String> stopping = new ArrayList<>(impact.contexts());
        stopping.addAll(fileNames);
        List<String> own = new ArrayList<>(fileNames);
        leaving.forEach(bundle -> own.add(bundle.getSymbolicName()));
        if (coming.stream().flatMap(one -> one.components().stream()).noneMatch(ComponentXml::isConnector)) {
            // nothing offers the connectors again that these routes lead to
            impact.agencies().forEach(agency -> own.add("agency-" + agency));
        }
        return new AgencyChange(hub.carried(), stopping, own, next);
    }

    /** Components of new bundles that would wait, because what they need is not configured. */
    private List<String> waiting(Predicate<String> configured) {
        List<ComponentXml> all =
                coming.stream().flatMap(one -> one.components().stream()).toList();
        List<String> waiting = new ArrayList<>();
        for (ComponentXml one : all) {
            for (ComponentXml.Need need : one.needs()) {
                List<String> lacking = all.stream()
                        .filter(other -> other.services().contains(need.service()))
                        .map(other -> other.wanted().stream()
                                .filter(pid -> !configured.test(pid))
                                .findFirst()
                                .orElse(""))
                        .toList();
                if (!lacking.isEmpty()
                        && !lacking.contains("")
                        && !hub.offered(need.service(), need.target(), leaving)) {
                    waiting.add(MESSAGES.english("plan.waits", one.name(), lacking.get(0)));
                }
            }
        }
        return waiting;
    }

    /** Why it cannot run; empty if nothing is in its way. @param brought whether the configuration of a PID comes along */
    public List<String> problems(Predicate<String> brought) {
        BundleContext framework = hub.framework();
        List<String> problems = new ArrayList<>();
        closure().stream()
                .filter(one -> one.getBundleId() == 0 || one.equals(framework.getBundle()))
                .forEach(one -> problems.add(MESSAGES.english("plan.own", one.getSymbolicName())));
        List<Capability> offered = offered();
        coming.forEach(one -> offered.addAll(one.resource().getCapabilities(null)));
        Resolution resolution = new Resolution(offered);
        for (BundleContent one : coming) {
            resolution
                    .missing(one.resource().getRequirements(null))
                    .forEach(missing -> problems.add(MESSAGES.english("plan.missing", missing)));
        }
        resolution.missing(used()).forEach(missing -> problems.add(MESSAGES.english("plan.used", missing)));
        if (leaving.isEmpty()) {
            problems.addAll(waiting(pid -> hub.configured(pid) || brought.test(pid)));
            unreached().forEach(problems::add);
        }
        return problems;
    }

    /** What will not work although it runs. @param brought whether the configuration of a PID comes along */
    public List<String> warnings(Predicate<String> brought) {
        Stream<String> unconfigured = coming.stream()
                .flatMap(one -> one.wanted().stream())
                .filter(pid -> !hub.configured(pid) && !brought.test(pid))
                .map(pid -> MESSAGES.english("plan.unconfigured", pid));
        Stream<String> unasked = coming.stream()
                .flatMap(one -> one.components().stream())
                .filter(one -> one.isConnector() && !one.hasHealth())
                .map(one -> MESSAGES.english("plan.no-health", one.name()));
        Stream<String> second = coming.stream()
                .flatMap(one -> one.components().stream())
                .filter(one -> one.isConnector() && !one.agency().isEmpty())
                .filter(one -> hub.offered(ComponentXml.CONNECTOR, "(agency=" + one.agency() + ")", leaving))
                .map(one -> MESSAGES.english("plan.second", one.agency()));
        // of what is replaced a partner that is away now was away before: a deployment does not mind
        Stream<String> away = leaving.isEmpty() ? Stream.empty() : unreached();
        return Stream.of(unconfigured, unasked, second, away)
                .flatMap(all -> all)
                .toList();
    }

    /** Partners of connectors that a deployment asks, as they are configured. */
    private Stream<String> unreached() {
        return coming.stream()
                .flatMap(one -> one.components().stream())
                .filter(ComponentXml::hasHealth)
                .flatMap(one -> one.wanted().stream())
                .distinct()
                .flatMap(pid -> hub.addresses(pid).stream())
                .map(BundleSurroundings::unreached)
                .flatMap(Optional::stream);
    }

    private List<Capability> offered() {
        List<Capability> offered = new ArrayList<>();
        for (Bundle one : hub.framework().getBundles()) {
            BundleWiring wires = one.adapt(BundleWiring.class);
            if (wires != null && !leaving.contains(one)) {
                List<BundleCapability> capabilities = wires.getCapabilities(null);
                offered.addAll(capabilities);
                // what a host takes over of identity and the like its fragments declare themselves
                BundleRevision revision = one.adapt(BundleRevision.class);
                if ((revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
                    offered.addAll(revision.getDeclaredCapabilities(null));
                }
            }
        }
        return offered;
    }

    /** What others have of those that go. */
    private List<Requirement> used() {
        List<Requirement> needs = new ArrayList<>();
        for (Bundle one : leaving) {
            BundleWiring wires = one.adapt(BundleWiring.class);
            if (wires != null) {
                wires.getProvidedWires(null).stream()
                        .filter(wire -> !wire.getRequirement().getNamespace().startsWith("osgi.identity"))
                        .filter(wire ->
                                !leaving.contains(wire.getRequirerWiring().getBundle()))
                        .forEach(wire -> needs.add(wire.getRequirement()));
            }
        }
        return needs;
    }
}
