package city.pishkhan.itests.modules;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import city.pishkhan.itests.HubContainer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Every feature of the hub resolves alone on the bare framework, with bundles and services, using the features service's resolver. With all
 * features installed, every bundle is active. Features that operators see can then be removed and installed again, while the others run:
 * three in a build, all with the profile nightly.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesAloneIT {
    /** number of features that are removed and installed again; the profile nightly does it with all */
    private static final String REMOVED = "features.removed";

    private static final EnumSet<FeaturesService.Option> QUIETLY =
            EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);

    /**
     * Features with functions that the doors offer only while the feature is installed, so no other feature may depend
     * on them.
     */
    private static final Set<String> OPTIONAL =
            Set.of("pishkhan-pictures", "pishkhan-clamd", "pishkhan-tika", "pishkhan-s3", "pishkhan-archivesource");

    @Inject
    FeaturesService features;

    @Inject
    BundleContext bundles;

    @Configuration
    public Option[] hub() {
        return new Option[] {
            HubContainer.framework(),
            editConfigurationFilePut("etc/system.properties", REMOVED, System.getProperty(REMOVED, "3"))
        };
    }

    @Test
    public void everyFeatureInstallsAloneAndEveryBundleStarts() throws Exception {
        Set<String> hubFeatures = Stream.of(features.listFeatures())
                .map(Feature::getName)
                .filter(name -> name.startsWith("pishkhan"))
                // excluded, because they add and remove files in etc that the other features need here; StockKarafIT
                // installs both
                .filter(name -> !name.equals("pishkhan") && !name.equals("pishkhan-etc"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue("our features are known: " + hubFeatures, hubFeatures.size() > 10);
        assertEquals(List.of(), hubFeatures.stream().flatMap(this::resolveAlone).toList());

        features.installFeatures(hubFeatures, QUIETLY);
        assertEquals(List.of(), inactive());
        Set<String> missing = new TreeSet<>(hubFeatures);
        missing.removeAll(installed());
        assertEquals(Set.of(), missing);

        removeAndInstallEach(hubFeatures);
    }

    /** Operators install features by name and not all at once, so the hub is installed here by the features that they see. */
    private void removeAndInstallEach(Set<String> hubFeatures) throws Exception {
        Set<String> visible = new TreeSet<>();
        for (String name : hubFeatures) {
            if (!features.getFeature(name).isHidden() && !name.equals("pishkhan-hub")) {
                visible.add(name);
            }
        }
        Set<String> unneeded = new TreeSet<>(hubFeatures);
        unneeded.removeAll(visible);
        features.uninstallFeatures(unneeded, QUIETLY);
        unneeded.remove("pishkhan-hub");
        unneeded.removeAll(installed());
        assertEquals("hidden features that no visible feature needs", Set.of(), unneeded);

        Set<String> whole = symbolicNames();
        assertTrue("visible features " + visible, visible.containsAll(OPTIONAL));
        Set<String> removed = new TreeSet<>(sample(visible));
        removed.addAll(OPTIONAL);
        for (String name : removed) {
            Set<String> rest = new TreeSet<>(visible);
            rest.remove(name);
            Set<String> expected = needed(rest);
            assertTrue("no other feature needs " + name, !OPTIONAL.contains(name) || !expected.contains(name));
            features.uninstallFeature(name, QUIETLY);
            Set<String> left = installed();
            left.retainAll(hubFeatures);
            assertEquals("features without " + name, expected, left);
            assertEquals("bundles without " + name, List.of(), inactive());
            features.installFeature(name, QUIETLY);
            assertEquals("bundles after the installation of " + name, List.of(), inactive());
            assertEquals("bundles after the installation of " + name, whole, symbolicNames());
        }
    }

    /** Returns as many of the features' names as the property {@link #REMOVED} demands, evenly distributed. */
    private static List<String> sample(Set<String> names) {
        List<String> all = List.copyOf(names);
        int size = Math.min(Integer.getInteger(REMOVED), all.size());
        return IntStream.range(0, size)
                .mapToObj(n -> all.get(n * all.size() / size))
                .toList();
    }

    /** Returns these features of the hub and those that they need. */
    private Set<String> needed(Set<String> names) throws Exception {
        Set<String> all = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (name.startsWith("pishkhan") && all.add(name)) {
                features.getFeature(name).getDependencies().forEach(one -> open.push(one.getName()));
            }
        }
        return all;
    }

    private Set<String> installed() throws Exception {
        return Stream.of(features.listInstalledFeatures())
                .map(Feature::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> symbolicNames() {
        return Stream.of(bundles.getBundles())
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> inactive() {
        return Stream.of(bundles.getBundles())
                .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null && b.getState() != Bundle.ACTIVE)
                .map(b -> b.getSymbolicName() + " is in state " + b.getState())
                .toList();
    }

    /**
     * Simulates the installation of one feature; nothing is installed.
     *
     * @return the feature's name and the error; empty if the feature resolves
     */
    private Stream<String> resolveAlone(String name) {
        try {
            features.installFeature(
                    name, EnumSet.of(FeaturesService.Option.Simulate, FeaturesService.Option.NoAutoRefreshBundles));
            return Stream.empty();
        } catch (Exception e) {
            return Stream.of(name + ": " + e);
        }
    }
}
