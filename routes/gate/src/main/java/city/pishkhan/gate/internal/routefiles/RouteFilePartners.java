package city.pishkhan.gate.internal.routefiles;

import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.spi.PartnerHealth;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Publishes {@link PartnerHealth} for each active route file that calls a partner, so that a deployment can check that partner. */
final class RouteFilePartners implements RouteFiles.Partners {
    /** Service property with the name of the configuration file. */
    private static final String CONFIGURATION = "felix.fileinstall.filename";

    private final BundleContext bundles;
    private final Map<String, Published> published = new ConcurrentHashMap<>();

    private record Published(RouteFilePartner partner, ServiceRegistration<PartnerHealth> service) {}

    RouteFilePartners(BundleContext bundles) {
        this.bundles = bundles;
    }

    @Override
    public void fileStarted(String file, RouteFileContent content, Map<String, String> properties) {
        fileRemoved(file);
        if (content.addresses().isEmpty()) {
            return;
        }
        RouteFilePartner partner = new RouteFilePartner(content.addresses(), properties);
        Hashtable<String, Object> named = new Hashtable<>();
        named.put(RouteContexts.CONTEXT, file);
        named.put(CONFIGURATION, "etc/" + RouteFiles.configuration(file));
        Set<String> agencies = content.agencies();
        named.put("agency", agencies.isEmpty() ? file : String.join(", ", agencies));
        published.put(file, new Published(partner, bundles.registerService(PartnerHealth.class, partner, named)));
    }

    @Override
    public void fileRemoved(String file) {
        Published before = published.remove(file);
        if (before != null) {
            before.service().unregister();
        }
    }

    /** Returns the partner of an active file, or {@code null} if the file is not active or calls no partner. */
    @Nullable
    RouteFilePartner find(String file) {
        Published one = published.get(file);
        return one == null ? null : one.partner();
    }

    void close() {
        Set.copyOf(published.keySet()).forEach(this::fileRemoved);
    }
}
