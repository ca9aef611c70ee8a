package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.runtime.RouteContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The framework that a deployment goes into.
 *
 * @param contexts {@code null} while nothing runs routes
 * @param guard    starts deployed bundles when the hub starts
 */
public record BundleSurroundings(
        BundleContext framework,
        ServiceComponentRuntime runtime,
        ConfigurationAdmin configurations,
        Supplier<RouteContexts> contexts,
        BundleGuard guard) {

    /** Whether there is a configuration of a PID, or one of a factory PID. */
    boolean configured(String pid) {
        try {
            return configurations.listConfigurations("(|(service.pid=" + pid + ")(service.factoryPid=" + pid + "))")
                    != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(pid, e);
        }
    }

    /** Whether a file in {@code etc} has become a configuration. */
    public boolean inForce(String file) {
        try {
            return configurations.listConfigurations("(felix.fileinstall.filename=*/" + file + ")") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(file, e);
        }
    }

    /** Where a bundle came from; empty if there is none of that name. */
    public String location(String name) {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .map(Bundle::getLocation)
                .findFirst()
                .orElse("");
    }

    Impact impact(Collection<Bundle> stopping) {
        return Impact.ofBundles(framework, runtime, stopping, running());
    }

    /** @param properties which components read what changes, by their properties */
    public Impact impact(Predicate<Map<String, Object>> properties) {
        return Impact.ofConfiguration(framework, runtime, properties, running());
    }

    private Set<String> running() {
        RouteContexts present = contexts.get();
        return present == null
                ? Set.of()
                : present.contexts().stream().map(RouteContexts.Info::name).collect(Collectors.toSet());
    }
}
