package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The framework and services that a deployment uses.
 *
 * @param contexts returns {@code null} if no routes are run
 * @param dispatchers returns {@code null} if no inquiries are sent
 * @param guard starts deployed bundles when the hub starts
 */
public record DeploymentEnvironment(
        BundleContext framework,
        ServiceComponentRuntime runtime,
        ConfigurationAdmin configurations,
        Supplier<RouteContexts> contexts,
        Supplier<InquiryDispatchers> dispatchers,
        BundleGuard guard) {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Returns {@code true} if a configuration of a PID or factory PID exists. */
    boolean isConfigured(String pid) {
        try {
            return configurations.listConfigurations("(|(service.pid=" + pid + ")(service.factoryPid=" + pid + "))")
                    != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(pid, e);
        }
    }

    /** Returns, by agency, the context that consumes its inquiries. */
    public Map<String, String> consumingContexts() {
        InquiryDispatchers present = dispatchers.get();
        return present == null ? Map.of() : present.contexts();
    }

    /**
     * Returns {@code true} if a service is provided by a bundle that remains installed.
     *
     * @param filter LDAP filter; empty for none
     */
    boolean isOffered(String service, String filter, Collection<Bundle> leaving) {
        try {
            ServiceReference<?>[] found = framework.getAllServiceReferences(service, filter.isEmpty() ? null : filter);
            return found != null
                    && Arrays.stream(found)
                            .anyMatch(one -> one.getBundle() != null && !leaving.contains(one.getBundle()));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    /** Returns {@code true} if a deployment checks the partners of the components that use a PID. */
    public boolean isPartnerChecked(String pid) {
        return runtime.getComponentDescriptionDTOs().stream()
                .anyMatch(one -> Arrays.asList(one.configurationPid).contains(pid)
                        && Arrays.asList(one.serviceInterfaces).contains(ComponentXml.HEALTH));
    }

    /** Returns the partner addresses in the configurations of a PID or factory PID. */
    List<String> addresses(String pid) {
        try {
            Configuration[] found = configurations.listConfigurations(
                    "(&(url=*)(|(service.pid=" + pid + ")(service.factoryPid=" + pid + ")))");
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .map(one -> String.valueOf(one.getProperties().get("url")))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(pid, e);
        }
    }

    /** @return reason why an address is unreachable; empty if it is reachable, is not HTTP, or if this installation may not call out */
    public static Optional<String> unreachableReason(String url) {
        if (Participation.isQuarantined()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(url.strip());
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                PartnerAddress.requireReachable(address, CONNECT);
            }
            return Optional.empty();
        } catch (PartnerUnavailable e) {
            return Optional.of(e.getMessage());
        } catch (URISyntaxException e) {
            // the component reports the invalid address
            return Optional.empty();
        }
    }

    /** Returns {@code true} if a connector of an agency runs. */
    public boolean hasConnector(String agency) {
        return isOffered("city.pishkhan.spi.AgencyConnector", "(agency=" + agency + ")", List.of());
    }

    /** Returns the names of configuration files in which a property has this value. */
    public List<String> configurations(String property, String value) {
        try {
            Configuration[] found = configurations.listConfigurations("(" + property + "=" + value + ")");
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .map(one -> String.valueOf(one.getProperties().get("felix.fileinstall.filename")))
                            .map(file -> file.replaceFirst(".*/", ""))
                            .sorted()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(value, e);
        }
    }

    /** Returns {@code true} if a file in {@code etc} has become a configuration. */
    public boolean isInForce(String file) {
        try {
            return configurations.listConfigurations("(felix.fileinstall.filename=*/" + file + ")") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(file, e);
        }
    }

    /** Returns the location of a bundle; empty if no bundle has this name. */
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

    /**
     * Computes the impact of a configuration change.
     *
     * @param properties returns {@code true} for the properties of components that read the changed configuration
     */
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
