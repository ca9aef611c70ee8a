package city.pishkhan.deployment.internal.features;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.deployment.internal.bundles.BundleChange;
import city.pishkhan.deployment.internal.bundles.BundleJar;
import city.pishkhan.deployment.internal.bundles.BundleSwitch;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.bundles.Impact;
import city.pishkhan.deployment.internal.bundles.RestartRecord;
import city.pishkhan.deployment.internal.features.FeatureContent.Part;
import city.pishkhan.deployment.internal.model.AgencyChange;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteFileCheck;
import city.pishkhan.runtime.RouteFileCheck.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The bundles, route files and configurations of a features file or a KAR, switched together. Other bundles are not changed: a
 * file with a bundle of the same name and version but other content is refused. Only bundles that differ between two versions
 * are stopped. A configuration is written only if it does not exist.
 */
public final class FeatureDeployable implements Deployable {
    private static final Messages MESSAGES = Messages.of(FeatureDeployable.class);

    private final String name;
    private final DeploymentEnvironment hub;
    private final FeatureFiles files;
    private final Path record;
    private final FeaturesService karaf;
    private final NeededFeatures needed;
    private final BoundedStep step;
    private final BundleSwitch steps;
    private final Set<String> own = new TreeSet<>();
    private final Set<String> installed = new TreeSet<>();
    private final Set<String> fresh = new TreeSet<>();
    private Set<String> wanted = Set.of();
    private List<String> restarted = List.of();

    /**
     * @param etc folder for configurations and route files
     * @param routeFiles checks route files
     * @param folder folder that records the running version
     */
    public FeatureDeployable(
            String name,
            DeploymentEnvironment hub,
            Path etc,
            Supplier<RouteFileCheck> routeFiles,
            Path folder,
            FeaturesService karaf,
            BoundedStep step) {
        this.name = name;
        this.hub = hub;
        this.files = new FeatureFiles(etc, hub, routeFiles);
        this.record = folder.resolve(name + ".running");
        this.karaf = karaf;
        this.needed = new NeededFeatures(karaf);
        this.step = step;
        this.steps = new BundleSwitch(hub.framework(), hub.guard(), step);
    }

    /**
     * Returns the name of the first feature of a file.
     *
     * @throws city.pishkhan.api.Refusal if it is not a features file
     */
    public static String nameOf(byte[] content, FeaturesService karaf) {
        return FeatureContent.of(content, karaf::createRepository, location -> Optional.empty())
                .name();
    }

    @Override
    public Kind kind() {
        return Kind.FEATURE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> ownBundles() {
        return own;
    }

    @Override
    public Optional<byte[]> present() throws IOException {
        return Files.exists(record) ? Optional.of(Files.readAllBytes(record)) : Optional.empty();
    }

    /** Returns the location of a bundle of this feature. */
    private String location(String bundle) {
        return prefix() + bundle;
    }

    private String prefix() {
        return "deployment:" + name + "/";
    }

    private FeatureContent read(byte[] content) {
        return content == null
                ? FeatureContent.NONE
                : FeatureContent.of(content, karaf::createRepository, FeatureContent::fetch);
    }

    private FeatureContent running() throws IOException {
        Optional<byte[]> present = present();
        return present.isEmpty()
                ? FeatureContent.NONE
                : FeatureContent.of(present.get(), karaf::createRepository, location -> Optional.empty());
    }

    /** The bundle changes that a version requires. */
    private record Difference(Map<String, Part> coming, List<Bundle> replaced, List<Bundle> removed) {

        List<Bundle> leaving() {
            List<Bundle> leaving = new ArrayList<>(replaced);
            leaving.addAll(removed);
            return leaving;
        }
    }

    private Difference difference(FeatureContent next) throws IOException {
        Difference difference = new Difference(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<String, Part> one : next.parts().entrySet()) {
            Bundle ours = hub.framework().getBundle(location(one.getKey()));
            if (ours == null) {
                if (findForeign(one.getKey(), one.getValue()).isEmpty()) {
                    difference.coming().put(one.getKey(), one.getValue());
                }
            } else if (!BundleJar.isSame(ours, one.getValue().jar()) || !BundleSwitch.isActive(ours)) {
                difference.coming().put(one.getKey(), one.getValue());
                difference.replaced().add(ours);
            }
        }
        Arrays.stream(hub.framework().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(prefix()))
                .filter(bundle -> !next.parts().containsKey(bundle.getSymbolicName()))
                .forEach(difference.removed()::add);
        return difference;
    }

    /** Finds a foreign bundle that replaces this part (if it is a dependency) or conflicts with it. */
    private Optional<Bundle> findForeign(String bundle, Part part) {
        return Arrays.stream(hub.framework().getBundles())
                .filter(one -> bundle.equals(one.getSymbolicName()))
                .filter(one -> !one.getLocation().startsWith(prefix()))
                .filter(one -> part.dependency()
                        || one.getVersion().equals(part.described().version()))
                .findFirst();
    }

    private List<String> conflicts(FeatureContent next) throws IOException {
        List<String> conflicts = new ArrayList<>();
        for (Map.Entry<String, Part> one : next.parts().entrySet()) {
            Optional<Bundle> other = findForeign(one.getKey(), one.getValue());
            if (other.isPresent()
                    && !one.getValue().dependency()
                    && !BundleJar.isSame(other.get(), one.getValue().jar())) {
                conflicts.add(MESSAGES.english(
                        "features.conflict",
                        one.getKey(),
                        one.getValue().described().version()));
            }
        }
        return conflicts;
    }

    @Override
    public Plan plan(byte[] content, String sha256, String before) throws IOException {
        FeatureContent next = read(content);
        FeatureContent running = running();
        Difference difference = difference(next);
        BundleChange change = new BundleChange(
                hub, difference.coming().values().stream().map(Part::described).toList(), difference.leaving());
        Impact impact = change.impact();
        List<Text> problems =
                new ArrayList<>(next.problems().stream().map(Text::untranslated).toList());
        conflicts(next).stream().map(Text::untranslated).forEach(problems::add);
        Findings findings = files.check(running, next);
        findings.problems().stream().map(Text::untranslated).forEach(problems::add);
        needed.problems(next.needed()).stream().map(Text::untranslated).forEach(problems::add);
        Predicate<String> brought =
                pid -> next.configurations().keySet().stream().anyMatch(file -> file.startsWith(pid));
        if (problems.isEmpty() && missing(next).isEmpty()) {
            problems.addAll(change.problems(brought));
        }
        List<String> stopping = files.stopping(running, next);
        AgencyChange agencies = change.agencies(impact, findings.agencies(), stopping);
        problems.addAll(agencies.conflicts());
        List<Text> warnings = new ArrayList<>(change.warnings(brought));
        findings.warnings().stream().map(Text::untranslated).forEach(warnings::add);
        warnings.addAll(agencies.abandoned());
        return new Plan(
                kind(),
                name,
                sha256,
                before,
                change.restarted(),
                sorted(impact.contexts(), stopping),
                impact.doors(),
                sorted(impact.agencies(), agencies.waiting()),
                problems,
                warnings);
    }

    private static List<String> sorted(Collection<String> one, Collection<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().sorted().toList();
    }

    /**
     * Returns the needed features that are not installed, or all needed features if Karaf cannot be queried. The
     * capabilities of a feature are unknown before it is installed.
     */
    private Set<String> missing(FeatureContent next) {
        try {
            return needed.missing(next.needed());
        } catch (Exception e) {
            return next.needed();
        }
    }

    /**
     * Returns the bundles and route files that are in the KAR itself. The digest of the file says nothing about artifacts from
     * elsewhere, so each of those must be accepted itself.
     */
    @Override
    public List<byte[]> code(byte[] content) {
        FeatureContent own = FeatureContent.of(content, karaf::createRepository, location -> Optional.empty());
        List<byte[]> code = new ArrayList<>(own.routeFiles().values());
        own.parts().values().forEach(part -> code.add(part.jar()));
        return code;
    }

    @Override
    public List<Step> stepsTo(byte[] content, byte[] from) throws IOException {
        FeatureContent next = read(content);
        List<Step> all = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, Part> one : next.parts().entrySet()) {
            if (findForeign(one.getKey(), one.getValue()).isEmpty()) {
                all.add(Step.bundle(
                        location(one.getKey()),
                        one.getValue().jar(),
                        one.getValue().start()));
                kept.add(location(one.getKey()));
            }
        }
        // an artifact that cannot be fetched now may still be installed
        for (Bundle one :
                next.problems().isEmpty() ? new Bundle[0] : hub.framework().getBundles()) {
            if (one.getLocation().startsWith(prefix()) && !kept.contains(one.getLocation())) {
                all.add(Step.bundle(one.getLocation(), BundleJar.build(one), BundleSwitch.isActive(one)));
                kept.add(one.getLocation());
            }
        }
        all.add(Step.only(prefix(), kept));
        all.addAll(files.stepsTo(next, read(from)));
        all.add(Step.file(record, content));
        return all;
    }

    @Override
    public void put(byte[] content) throws Fault {
        try (RestartRecord stops = new RestartRecord(hub.framework())) {
            try {
                undo();
                FeatureContent next = read(content);
                step.run("features", () -> installed.addAll(needed.install(next.needed())));
                files.configure(next);
                own.addAll(files.removeRoutes(running(), next));
                change(next);
                own.addAll(files.writeRoutes(next));
                writeRecord(content);
            } catch (IOException e) {
                throw Fault.of(e.getClass().getSimpleName() + ": " + name, e);
            } finally {
                // bundles of the failed version were not running before
                restarted = stops.stopped().stream()
                        .filter(bundle -> !fresh.contains(bundle))
                        .toList();
            }
        }
    }

    /** Removes the files and features that a failed version added. */
    private void undo() throws Fault, IOException {
        files.undo();
        Set<String> features = Set.copyOf(installed);
        installed.clear();
        if (!features.isEmpty()) {
            step.run("features", () -> needed.uninstall(features));
        }
    }

    private void change(FeatureContent next) throws Fault, IOException {
        Difference difference = difference(next);
        own.addAll(difference.coming().keySet());
        List<Bundle> leaving = difference.leaving();
        leaving.forEach(bundle -> own.add(bundle.getSymbolicName()));
        Collections.reverse(leaving);
        for (Bundle bundle : leaving) {
            steps.stop(bundle);
        }
        for (Bundle bundle : difference.removed()) {
            steps.uninstall(bundle);
        }
        for (Bundle bundle : difference.replaced()) {
            steps.update(bundle, next.parts().get(bundle.getSymbolicName()).jar());
        }
        List<Bundle> start = new ArrayList<>();
        for (Map.Entry<String, Part> one : difference.coming().entrySet()) {
            Bundle ours = hub.framework().getBundle(location(one.getKey()));
            if (ours == null) {
                fresh.add(one.getKey());
            }
            Bundle bundle = ours == null
                    ? steps.install(location(one.getKey()), one.getValue().jar())
                    : ours;
            if (one.getValue().start()) {
                start.add(bundle);
            }
        }
        if (!leaving.isEmpty()) {
            steps.refresh(leaving);
        }
        wanted = new TreeSet<>();
        for (Bundle bundle : start) {
            wanted.add(bundle.getSymbolicName());
            steps.start(bundle);
        }
    }

    private void writeRecord(byte[] content) throws IOException {
        if (content == null) {
            Files.deleteIfExists(record);
        } else {
            Files.createDirectories(record.getParent());
            FeatureFiles.replace(content, record);
        }
    }

    @Override
    public Optional<String> pending() {
        return wanted.stream()
                .map(bundle -> hub.framework().getBundle(location(bundle)))
                .filter(bundle -> bundle != null && !BundleSwitch.isActive(bundle))
                .map(bundle -> bundle.getSymbolicName() + " is not active")
                .findFirst()
                .or(files::pending);
    }

    @Override
    public boolean hasService(ServiceReference<?> service) {
        Bundle bundle = service.getBundle();
        return bundle != null && bundle.getLocation().startsWith(prefix())
                || service.getProperty(RouteContexts.CONTEXT) instanceof String file && hasRoutes(file);
    }

    private boolean hasRoutes(String file) {
        try {
            return own.contains(file) || running().routeFiles().containsKey(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> restarted() {
        return restarted;
    }
}
