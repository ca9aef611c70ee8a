package city.pishkhan.deployment.internal;

import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerUnavailable;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Checks whether the partners of a deployable are reachable ({@link PartnerHealth}). */
final class PartnerProbe {
    /**
     * Service property with the agency of a connector. Services without this property are shown by their component
     * name.
     */
    private static final String AGENCY = "agency";

    private static final String COMPONENT = "component.name";

    private final BundleContext framework;

    PartnerProbe(BundleContext framework) {
        this.framework = framework;
    }

    /**
     * Checks the partners of a deployable one after the other. Returns the reason for each unreachable partner, by
     * partner name.
     */
    Map<String, String> missing(Deployable deployed) {
        Map<String, String> missing = new TreeMap<>();
        for (ServiceReference<PartnerHealth> partner : partners()) {
            if (deployed.hasService(partner)) {
                ask(partner, missing);
            }
        }
        return missing;
    }

    private Collection<ServiceReference<PartnerHealth>> partners() {
        try {
            return framework.getServiceReferences(PartnerHealth.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    private void ask(ServiceReference<PartnerHealth> partner, Map<String, String> missing) {
        PartnerHealth connector = framework.getService(partner);
        if (connector == null) {
            return;
        }
        try {
            connector.isHealthy();
        } catch (PartnerUnavailable e) {
            missing.put(name(partner), e.getMessage());
        } catch (RuntimeException e) {
            missing.put(name(partner), e.getClass().getSimpleName());
        } finally {
            framework.ungetService(partner);
        }
    }

    private static String name(ServiceReference<PartnerHealth> partner) {
        Object agency = partner.getProperty(AGENCY);
        return String.valueOf(agency == null ? partner.getProperty(COMPONENT) : agency);
    }
}
