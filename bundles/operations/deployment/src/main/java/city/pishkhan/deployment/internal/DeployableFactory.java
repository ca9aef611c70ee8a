package city.pishkhan.deployment.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.bundles.BundleContent;
import city.pishkhan.deployment.internal.bundles.BundleDeployable;
import city.pishkhan.deployment.internal.bundles.DeploymentEnvironment;
import city.pishkhan.deployment.internal.features.FeatureDeployable;
import city.pishkhan.deployment.internal.files.ConfigurationDeployable;
import city.pishkhan.deployment.internal.files.RouteFileDeployable;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.RouteFileCheck;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.karaf.features.FeaturesService;
import org.jspecify.annotations.Nullable;

/**
 * Creates the deployable for a file by its name and content.
 *
 * @param etc folder for route files and configurations
 * @param features returns {@code null} if the service is not available
 * @param running folder that records the installed features
 */
record DeployableFactory(
        DeploymentEnvironment hub,
        Path etc,
        Supplier<RouteFileCheck> routeFiles,
        Supplier<ConfigurationKeys> keys,
        Supplier<FeaturesService> features,
        Path running,
        BoundedStep step) {
    private static final String ROUTES = "[A-Za-z0-9_][A-Za-z0-9._-]*\\.camel\\.yaml";
    private static final String CONFIGURATION = "city\\.pishkhan\\.[A-Za-z0-9._~-]+\\.cfg";

    /**
     * Creates the deployable of a file.
     *
     * @param location location for a new bundle; {@code null} for the default location
     * @throws Refusal if the kind of the file is not supported
     */
    Deployable of(String file, byte[] content, @Nullable String location) {
        if (file.endsWith(".jar")) {
            return bundle(BundleContent.of(content).name(), location);
        }
        if (file.matches(ROUTES)) {
            return routes(file);
        }
        if (file.matches(CONFIGURATION)) {
            return configuration(file);
        }
        if (file.endsWith(".kar") || file.endsWith(".xml")) {
            return feature(FeatureDeployable.nameOf(content, karaf()));
        }
        throw Refusal.conflict("deployment.kind", file);
    }

    /** Creates the deployable of an entry of the history. */
    Deployable of(Entry entry) {
        return switch (entry.kind()) {
            case BUNDLE -> bundle(entry.name(), null);
            case FEATURE -> feature(entry.name());
            case ROUTES -> routes(entry.name());
            case CONFIGURATION -> configuration(entry.name());
        };
    }

    private Deployable bundle(String name, @Nullable String location) {
        return new BundleDeployable(hub, name, location == null ? "deployment:" + name : location, step);
    }

    private Deployable feature(String name) {
        return new FeatureDeployable(name, hub, etc, routeFiles, running, karaf(), step);
    }

    private FeaturesService karaf() {
        FeaturesService karaf = features.get();
        if (karaf == null) {
            throw Refusal.conflict("deployment.no-features/service");
        }
        return karaf;
    }

    private Deployable routes(String file) {
        return new RouteFileDeployable(etc.resolve("routes").resolve(file), hub, routeFiles);
    }

    private Deployable configuration(String file) {
        return new ConfigurationDeployable(etc.resolve(file), hub, keys);
    }
}
