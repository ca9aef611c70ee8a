package city.pishkhan.deployment.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.deployment.internal.bundles.BundleContent;
import city.pishkhan.deployment.internal.bundles.BundleDeployable;
import city.pishkhan.deployment.internal.bundles.BundleSurroundings;
import city.pishkhan.deployment.internal.files.ConfigurationDeployable;
import city.pishkhan.deployment.internal.files.RouteFileDeployable;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.RouteFileCheck;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a file is, told by its name and content.
 *
 * @param etc where route files and configurations go
 */
record DeployableFactory(
        BundleSurroundings hub,
        Path etc,
        Supplier<RouteFileCheck> routeFiles,
        Supplier<ConfigurationKeys> keys,
        BoundedStep step) {
    private static final String ROUTES = "[A-Za-z0-9_][A-Za-z0-9._-]*\\.camel\\.yaml";
    private static final String CONFIGURATION = "city\\.pishkhan\\.[A-Za-z0-9._~-]+\\.cfg";

    /**
     * @param location where a bundle is installed that is new; {@code null} for one of our own
     * @throws Refusal if it is none of the three
     */
    Deployable of(String file, byte[] content, String location) {
        if (file.endsWith(".jar")) {
            return bundle(BundleContent.of(content).name(), location);
        }
        if (file.matches(ROUTES)) {
            return routes(file);
        }
        if (file.matches(CONFIGURATION)) {
            return configuration(file);
        }
        throw Refusal.conflict("deployment.kind", file);
    }

    /** What an entry of the history was about. */
    Deployable of(Entry entry) {
        return entry.kind() == Kind.BUNDLE
                ? bundle(entry.name(), null)
                : entry.kind() == Kind.ROUTES ? routes(entry.name()) : configuration(entry.name());
    }

    private Deployable bundle(String name, String location) {
        return new BundleDeployable(hub, name, location == null ? "deployment:" + name : location, step);
    }

    private Deployable routes(String file) {
        return new RouteFileDeployable(etc.resolve("routes").resolve(file), hub.contexts(), routeFiles);
    }

    private Deployable configuration(String file) {
        return new ConfigurationDeployable(etc.resolve(file), hub, keys);
    }
}
