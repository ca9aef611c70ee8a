package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.Inquiries;
import jakarta.jms.ConnectionFactory;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The {@code pishkhan:} component, the integrator's way in:
 *
 * <ul>
 *   <li>{@code from("pishkhan:inquiries?agency=fire")}: body {@link city.pishkhan.spi.Inquiry}, one at a time per consumer, only what is still
 *       to be carried; an exception of the route means that it is carried again later
 *   <li>{@code to("pishkhan:answers")}: takes the {@link city.pishkhan.spi.Reply} of a connector, or what a route says by variables, see
 *       {@link WrittenReply}; returns once it is recorded
 *   <li>{@code from("pishkhan:notices?agency=fire")}: body {@link city.pishkhan.spi.AgencyNotice}
 *   <li>{@code from("pishkhan:work?queue=payment")}: body {@link java.util.UUID}, the hub's own work items
 * </ul>
 *
 * <pre>{@code
 * from("pishkhan:inquiries?agency=heritage")
 *         .routeId("heritage-inquiries")
 *         .routeConfigurationId("transacted")     // a failure is the hub's: it sends again, later each time
 *         .bean(connector, "ask")
 *         .to("pishkhan:answers");
 *
 * from("pishkhan:notices?agency=heritage&consumers=1")
 *         .routeId("heritage-notices")
 *         .routeConfigurationId("transacted")
 *         .bean(connector, "tell");
 * }</pre>
 *
 * A route file says its answer by variables:
 *
 * <pre>{@code
 * - setVariable: {name: verdict, constant: approve}
 * - setVariable: {name: reference, jsonpath: $.ticket}
 * - to: {uri: 'pishkhan:answers'}
 * }</pre>
 *
 * Each Camel context gets an instance of its own.
 */
@org.apache.camel.spi.annotations.Component("pishkhan")
@org.osgi.service.component.annotations.Component(
        service = Component.class,
        property = "name=pishkhan",
        scope = ServiceScope.PROTOTYPE)
public final class PishkhanComponent extends DefaultComponent {
    private final Inquiries inquiries;
    private final ConnectionFactory broker;
    private final RunningCarriers carriers;

    @Activate
    public PishkhanComponent(
            @Reference Inquiries inquiries,
            @Reference(target = "(name=hub)") ConnectionFactory broker,
            @Reference RunningCarriers carriers) {
        this.carriers = carriers;
        this.inquiries = inquiries;
        this.broker = broker;
    }

    /** A context sees the bundles of its routes and the platform: what sets the options is found by this bundle's own loader. */
    @Override
    protected void doBuild() throws Exception {
        getCamelContext().getClassResolver().addClassLoader(PishkhanComponent.class.getClassLoader());
        super.doBuild();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PishkhanEndpoint endpoint = new PishkhanEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    Inquiries inquiries() {
        return inquiries;
    }

    RunningCarriers carriers() {
        return carriers;
    }

    ConnectionFactory broker() {
        return broker;
    }
}
