package city.pishkhan.itests.rooms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import city.pishkhan.itests.HubContainer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

/** Every feature of ours brings all it needs: installed alone on the bare framework, all its bundles are active. */
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
    public void everyFeatureInstallsAlone() throws Exception {
        List<String> ours = Stream.of(features.listFeatures())
                .map(Feature::getName)
                .filter(name -> name.startsWith("pishkhan"))
                // with them the files of etc come and go, which the others stand on here: StockKarafIT installs them
                .filter(name -> !name.equals("pishkhan") && !name.equals("pishkhan-etc"))
                .distinct()
                .sorted()
                .toList();
        assertTrue("our features are known: " + ours, ours.size() > 10);
        List<String> failures = new ArrayList<>();
        for (String name : ours) {
            failures.addAll(installAlone(name));
        }
        assertEquals(List.of(), failures);
    }

    private List<String> installAlone(String name) {
        try {
            features.installFeature(name, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            List<String> inactive = Stream.of(bundles.getBundles())
                    .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null && b.getState() != Bundle.ACTIVE)
                    .map(b -> name + ": " + b.getSymbolicName() + " is in state " + b.getState())
                    .toList();
            uninstall(name);
            return inactive;
        } catch (Exception e) {
            return List.of(name + ": " + e);
        }
    }

    /** Felix's whiteboard may stumble over its own list while the HTTP server goes; it has gone by the second call. */
    private void uninstall(String name) throws Exception {
        try {
            features.uninstallFeature(name, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        } catch (Exception e) {
            features.uninstallFeature(name, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        }
    }
}
