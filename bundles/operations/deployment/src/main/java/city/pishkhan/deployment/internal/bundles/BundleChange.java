package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.deployment.internal.model.AgencyChange;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
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
 * Bundles that are added and removed together, with the obstacles and effects of the change.
 *
 * @param coming added bundles, as described by their jars
 * @param leaving installed bundles that are replaced or removed
 */
public record BundleChange(DeploymentEnvironment hub, Collection<BundleContent> coming, Collection<Bundle> leaving) {
    private static final Messages MESSAGES = Messages.of(BundleChange.class);

    /** All bundles that stop: the leaving bundles and all users of their packages. */
    public Collection<Bundle> closure() {
        return leaving.isEmpty()
                ? List.of()
                : hub.framework().getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(leaving);
    }

    /** Symbolic names of the running bundles that stop, sorted. */
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
     * Computes the effect on agencies.
     *
     * @param impact impact of this change
     * @param files agencies whose inquiries the added route files consume
     * @param fileNames names of these route files
     */
    public AgencyChange agencies(Impact impact, Set<String> files, Collection<String> fileNames) {
        Set<String> next = new TreeSet<>(files);
        coming.forEach(one -> next.addAll(one.referencedAgencies()));
        List<String> stopping = new ArrayList<>(impact.contexts());
        stopping.addAll(fileNames);
        List<String> own = new ArrayList<>(fileNames);
        leaving.forEach(bundle -> own.add(bundle.getSymbolicName()));
        if (coming.stream().flatMap(one -> one.components().stream()).noneMatch(ComponentXml::isConnector)) {
            // without a connector in the new bundles, no context would consume these agencies' inquiries after the
            // deployment
            impact.agencies().forEach(agency -> own.add("agency-" + agency));
        }
        return new AgencyChange(hub.consumingContexts(), stopping, own, next);
    }

    /**
     * Returns messages about components of new bundles that would wait for a service whose provider lacks a
     * configuration.
     */
    private List<Text> waiting(Predicate<String> configured) {
        List<ComponentXml> all =
                coming.stream().flatMap(one -> one.components().stream()).toList();
        List<Text> waiting = new ArrayList<>();
        for (ComponentXml one : all) {
            for (ComponentXml.Need need : one.needs()) {
                List<String> lacking = all.stream()
                        .filter(other -> other.services().contains(need.service()))
                        .map(other -> other.requiredPids().stream()
                                .filter(pid -> !configured.test(pid))
                                .findFirst()
                                .orElse(""))
                        .toList();
                if (!lacking.isEmpty()
                        && !lacking.contains("")
                        && !hub.isOffered(need.service(), need.target(), leaving)) {
                    waiting.add(MESSAGES.text("plan.waits", one.name(), lacking.get(0)));
                }
            }
        }
        return waiting;
    }

    /**
     * Returns the reasons why the change cannot work; empty if there are none.
     *
     * @param isConfigurationIncluded returns {@code true} if a configuration of the PID is part of the change
     */
    public List<Text> problems(Predicate<String> isConfigurationIncluded) {
        BundleContext framework = hub.framework();
        List<Text> problems = new ArrayList<>();
        closure().stream()
                .filter(one -> one.getBundleId() == 0 || one.equals(framework.getBundle()))
                .forEach(one -> problems.add(MESSAGES.text("plan.own", one.getSymbolicName())));
        List<Capability> offered = offered();
        coming.forEach(one -> offered.addAll(one.resource().getCapabilities(null)));
        Resolution resolution = new Resolution(offered);
        for (BundleContent one : coming) {
            resolution
                    .missing(one.resource().getRequirements(null))
                    .forEach(missing -> problems.add(MESSAGES.text("plan.missing", missing)));
        }
        resolution
                .missing(requirementsOnLeaving())
                .forEach(missing -> problems.add(MESSAGES.text("plan.used", missing)));
        if (leaving.isEmpty()) {
            problems.addAll(waiting(pid -> hub.isConfigured(pid) || isConfigurationIncluded.test(pid)));
            unreachableMessages().map(Text::untranslated).forEach(problems::add);
        }
        return problems;
    }

    /**
     * Returns messages about parts of the new bundles that will not work or cannot be checked after the change; empty
     * if there are none.
     *
     * @param isConfigurationIncluded returns {@code true} if a configuration of the PID is part of the change
     */
    public List<Text> warnings(Predicate<String> isConfigurationIncluded) {
        Stream<Text> unconfigured = coming.stream()
                .flatMap(one -> one.requiredPids().stream())
                .filter(pid -> !hub.isConfigured(pid) && !isConfigurationIncluded.test(pid))
                .map(pid -> MESSAGES.text("plan.unconfigured", pid));
        Stream<Text> unasked = coming.stream()
                .flatMap(one -> one.components().stream())
                .filter(one -> one.isConnector() && !one.hasHealth())
                .map(one -> MESSAGES.text("plan.no-health", one.name()));
        Stream<Text> second = coming.stream()
                .flatMap(one -> one.components().stream())
                .filter(one -> one.isConnector() && !one.agency().isEmpty())
                .filter(one -> hub.isOffered(ComponentXml.CONNECTOR, "(agency=" + one.agency() + ")", leaving))
                .map(one -> MESSAGES.text("plan.second", one.agency()));
        // for replaced bundles, an unreachable partner was unreachable before and does not fail the deployment
        Stream<Text> unreachable =
                leaving.isEmpty() ? Stream.empty() : unreachableMessages().map(Text::untranslated);
        return Stream.of(unconfigured, unasked, second, unreachable)
                .flatMap(all -> all)
                .toList();
    }

    /** Error messages of unreachable partners that the new components check, at their configured addresses. */
    private Stream<String> unreachableMessages() {
        return coming.stream()
                .flatMap(one -> one.components().stream())
                .filter(ComponentXml::hasHealth)
                .flatMap(one -> one.requiredPids().stream())
                .distinct()
                .flatMap(pid -> hub.addresses(pid).stream())
                .map(DeploymentEnvironment::unreachableReason)
                .flatMap(Optional::stream);
    }

    private List<Capability> offered() {
        List<Capability> offered = new ArrayList<>();
        for (Bundle one : hub.framework().getBundles()) {
            BundleWiring wires = one.adapt(BundleWiring.class);
            if (wires != null && !leaving.contains(one)) {
                List<BundleCapability> capabilities = wires.getCapabilities(null);
                offered.addAll(capabilities);
                // capabilities such as the identity are not transferred from fragments to their host
                BundleRevision revision = one.adapt(BundleRevision.class);
                if ((revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
                    offered.addAll(revision.getDeclaredCapabilities(null));
                }
            }
        }
        return offered;
    }

    /** Requirements of remaining bundles that the leaving bundles satisfy now. */
    private List<Requirement> requirementsOnLeaving() {
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
