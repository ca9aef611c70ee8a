package city.pishkhan.deployment.internal.features;

import city.pishkhan.messages.Messages;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.FeaturesService.Option;

/** External features that a feature needs. Karaf resolves and installs them without refreshing running bundles. */
final class NeededFeatures {
    private static final Messages MESSAGES = Messages.of(NeededFeatures.class);

    private final FeaturesService karaf;

    NeededFeatures(FeaturesService karaf) {
        this.karaf = karaf;
    }

    /** The needed features that are not installed. */
    Set<String> missing(Set<String> needed) throws Exception {
        Set<String> missing = new TreeSet<>(needed);
        for (String one : needed) {
            String[] named = one.split("/", 2);
            Feature[] found = named.length == 2 ? karaf.getFeatures(named[0], named[1]) : karaf.getFeatures(named[0]);
            if (Arrays.stream(found).anyMatch(karaf::isInstalled)) {
                missing.remove(one);
            }
        }
        return missing;
    }

    /** Error messages of Karaf's resolver if the features cannot be installed; empty if they can. */
    List<String> problems(Set<String> needed) {
        try {
            Set<String> missing = missing(needed);
            if (!missing.isEmpty()) {
                karaf.installFeatures(missing, EnumSet.of(Option.Simulate, Option.NoAutoRefreshBundles));
            }
            return List.of();
        } catch (Exception e) {
            return List.of(MESSAGES.english("features.needed", needed, message(e)));
        }
    }

    /** Removes the default version that Karaf shows for features without a version. */
    private static String message(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("/0(\\.0\\.0)?(?=\\s|$)", "");
    }

    /** @return the features that were not installed before */
    Set<String> install(Set<String> needed) throws Exception {
        Set<String> missing = missing(needed);
        if (!missing.isEmpty()) {
            karaf.installFeatures(missing, EnumSet.of(Option.NoAutoRefreshBundles));
        }
        return missing;
    }

    void uninstall(Set<String> installed) throws Exception {
        if (!installed.isEmpty()) {
            karaf.uninstallFeatures(installed, EnumSet.of(Option.NoAutoRefreshBundles));
        }
    }
}
