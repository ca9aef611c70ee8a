package city.pishkhan.routes.utilities.internal;

import city.pishkhan.spi.AgencyConnector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Starts the routes of each company that is configured, and stops them when it is no more: nothing here names a company. */
@Component(
        service = {},
        immediate = true)
public final class Companies {

    private static final int CONCURRENCY = 4;

    private final BundleContext bundle;
    private final Map<AgencyConnector, ServiceRegistration<RoutesBuilder>> running = new ConcurrentHashMap<>();

    @Activate
    public Companies(BundleContext bundle) {
        this.bundle = bundle;
    }

    @Reference(
            name = "company",
            target = "(utility=true)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(AgencyConnector company, Map<String, Object> properties) {
        String agency = properties.get("agency").toString();
        int concurrency = properties.get("concurrency") instanceof Integer n ? n : CONCURRENCY;
        UtilityRoutes routes = new UtilityRoutes(
                agency,
                "pishkhan:inquiries?agency=%s&consumers=%d".formatted(agency, concurrency),
                "pishkhan:notices?agency=%s&consumers=1".formatted(agency),
                "pishkhan:answers",
                company);
        running.put(company, bundle.registerService(RoutesBuilder.class, routes, null));
    }

    /** Called for each company when this component stops, too. */
    void remove(AgencyConnector company) {
        ServiceRegistration<RoutesBuilder> routes = running.remove(company);
        if (routes != null) {
            routes.unregister();
        }
    }
}
