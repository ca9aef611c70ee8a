package city.pishkhan.platform.startup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * How far the container has come with what it starts by itself: what is not installed yet nobody can miss. Its installer says when it is
 * done, also in a start that finds all installed before; then the bundles come one after the other.
 */
public final class BootProgress implements Supplier<Optional<String>> {
    /** By its name: where there is no such installer, nobody waits for it. */
    private static final String INSTALLER = "org.apache.karaf.features.FeaturesService";

    private static final String INSTALLED = "org.apache.karaf.features.BootFinished";

    private final BundleContext framework;

    public BootProgress(BundleContext framework) {
        this.framework = framework;
    }

    /** What is not there yet; empty once all is. */
    @Override
    public Optional<String> get() {
        if (present(INSTALLER) && !present(INSTALLED)) {
            return Optional.of("features are being installed");
        }
        List<String> missing = Arrays.stream(framework.getBundles())
                .filter(BootProgress::awaited)
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing) + " have not started");
    }

    private boolean present(String service) {
        try {
            return framework.getAllServiceReferences(service, null) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever starts lazily is there when somebody needs it. */
    private static boolean awaited(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return bundle.getState() != Bundle.ACTIVE
                && bundle.getState() != Bundle.UNINSTALLED
                && level != null
                && level.isPersistentlyStarted()
                && !level.isActivationPolicyUsed()
                && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null;
    }
}
