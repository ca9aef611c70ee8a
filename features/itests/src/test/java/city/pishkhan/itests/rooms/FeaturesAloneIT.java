package city.pishkhan.itests.rooms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import city.pishkhan.itests.HubContainer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 * features installed, every bundle is active.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesAloneIT {
    @Inject
    FeaturesService features;

    @Inject
    BundleContext bundles;

    @Configuration
    public Option[] hub() {
        return new Option[] {HubContainer.framework()};
    }

    @Test
    public void everyFeatureIsResolvedAloneAndEveryBundleStarts() throws Exception {
        Set<String> ours = Stream.of(features.listFeatures())
                .map(Feature::getName)
                .filter(name -> name.startsWith("pishkhan"))
                // these two add and remove files in etc, on which the other features rely here; StockKarafIT installs
                // them
                .filter(name -> !name.equals("pishkhan") && !name.equals("pishkhan-etc"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue("our features are known: " + ours, ours.size() > 10);
        assertEquals(List.of(), ours.stream().flatMap(this::resolveAlone).toList());

        features.installFeatures(ours, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        List<String> inactive = Stream.of(bundles.getBundles())
                .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null && b.getState() != Bundle.ACTIVE)
                .map(b -> b.getSymbolicName() + " is in state " + b.getState())
                .toList();
        assertEquals(List.of(), inactive);
        Set<String> missing = new TreeSet<>(ours);
        Stream.of(features.listInstalledFeatures()).map(Feature::getName).forEach(missing::remove);
        assertEquals(Set.of(), missing);
    }

    /**
     * Simulates the installation of one feature; nothing is installed.
     *
     * @return what is missing
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
