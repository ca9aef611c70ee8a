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
 * Progress of the container's own start: features and bundles that are not installed or started yet. The feature installer
 * reports its end at every start, also if all features were installed before; then the bundles start one after the other.
 */
public final class BootProgress implements Supplier<Optional<String>> {
    /**
     * Name of Karaf's features service, whose class is not imported. Without this service no installation of features
     * is awaited.
     */
    private static final String INSTALLER = "org.apache.karaf.features.FeaturesService";

    private static final String INSTALLED = "org.apache.karaf.features.BootFinished";

    private final BundleContext framework;

    public BootProgress(BundleContext framework) {
        this.framework = framework;
    }

    /** Returns a description of missing parts; empty once the start is complete. */
    @Override
    public Optional<String> get() {
        if (isPresent(INSTALLER) && !isPresent(INSTALLED)) {
            return Optional.of("features are being installed");
        }
        List<String> missing = Arrays.stream(framework.getBundles())
                .filter(BootProgress::isAwaited)
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing) + " have not started");
    }

    private boolean isPresent(String service) {
        try {
            return framework.getAllServiceReferences(service, null) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns {@code true} if the bundle should run and does not run yet. Bundles that are activated lazily are not
     * awaited.
     */
    private static boolean isAwaited(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return bundle.getState() != Bundle.ACTIVE
                && bundle.getState() != Bundle.UNINSTALLED
                && level != null
                && level.isPersistentlyStarted()
                && !level.isActivationPolicyUsed()
                && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null;
    }
}
