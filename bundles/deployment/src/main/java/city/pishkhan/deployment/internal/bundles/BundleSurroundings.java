package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.api.agencies.InquiryCarriers;
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
 * The framework that a deployment goes into.
 *
 * @param contexts {@code null} while nothing runs routes
 * @param carriers {@code null} while nothing carries inquiries
 * @param guard    starts deployed bundles when the hub starts
 */
public record BundleSurroundings(
        BundleContext framework,
        ServiceComponentRuntime runtime,
        ConfigurationAdmin configurations,
        Supplier<RouteContexts> contexts,
        Supplier<InquiryCarriers> carriers,
        BundleGuard guard) {
    private static final Duration CONNECT = Duration.ofSeconds(2);

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

    /** Agency to the context that consumes its inquiries. */
    public Map<String, String> carried() {
        InquiryCarriers present = carriers.get();
        return present == null ? Map.of() : present.contexts();
    }

    /** Whether a service is registered by a bundle that is not one of these. @param filter LDAP; empty for none */
    boolean offered(String service, String filter, Collection<Bundle> leaving) {
        try {
            ServiceReference<?>[] found = framework.getAllServiceReferences(service, filter.isEmpty() ? null : filter);
            return found != null
                    && Arrays.stream(found)
                            .anyMatch(one -> one.getBundle() != null && !leaving.contains(one.getBundle()));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    /** Whether components that read a PID are asked for their partner after a deployment. */
    public boolean asksPartner(String pid) {
        return runtime.getComponentDescriptionDTOs().stream()
                .anyMatch(one -> Arrays.asList(one.configurationPid).contains(pid)
                        && Arrays.asList(one.serviceInterfaces).contains(ComponentXml.HEALTH));
    }

    /** Addresses of partners in the configurations of a PID, or of a factory PID. */
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

    /** @return why an address is not reached; empty if it is, if it is no HTTP address, or if this installation may call nobody */
    public static Optional<String> unreached(String url) {
        if (Participation.quarantined()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(url.strip());
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                PartnerAddress.reach(address, CONNECT);
            }
            return Optional.empty();
        } catch (PartnerUnavailable e) {
            return Optional.of(e.getMessage());
        } catch (URISyntaxException e) {
            // its component says what is wrong with it
            return Optional.empty();
        }
    }

    /** Whether a connector of an agency runs. */
    public boolean hasConnector(String agency) {
        return offered("city.pishkhan.spi.AgencyConnector", "(agency=" + agency + ")", List.of());
    }

    /** Names of configuration files with a property of that value. */
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
