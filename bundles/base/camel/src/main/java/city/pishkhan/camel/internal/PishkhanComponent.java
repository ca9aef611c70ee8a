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
 * The {@code pishkhan:} component, which connects Camel routes to the hub:
 *
 * <ul>
 *   <li>{@code from("pishkhan:inquiries?agency=fire")}: receives a {@link city.pishkhan.spi.Inquiry} as body, one at a time per
 *       consumer. Inquiries that no longer need to be sent are skipped. If the route throws an exception, the inquiry is sent again later.
 *   <li>{@code to("pishkhan:answers")}: records the {@link city.pishkhan.spi.Reply} of a connector, or the reply that a route has set
 *       in variables, see {@link WrittenReply}; returns once the reply is stored.
 *   <li>{@code from("pishkhan:notices?agency=fire")}: receives a {@link city.pishkhan.spi.AgencyNotice} as body.
 *   <li>{@code from("pishkhan:work?queue=payment")}: receives a {@link java.util.UUID} as body, the id of an internal work item.
 * </ul>
 *
 * <pre>{@code
 * from("pishkhan:inquiries?agency=heritage")
 *     .routeId("heritage-inquiries")
 *     .routeConfigurationId("transacted")     // failures go to the hub, which retries with growing delays
 *     .bean(connector, "ask")
 *     .to("pishkhan:answers");
 * from("pishkhan:notices?agency=heritage&consumers=1")
 *     .routeId("heritage-notices")
 *     .routeConfigurationId("transacted")
 *     .bean(connector, "sendNotice");
 * }</pre>
 *
 * A route file sets its answer in variables:
 *
 * <pre>{@code
 * - setVariable: {name: verdict, constant: approve}
 * - setVariable: {name: reference, jsonpath: $.ticket}
 * - to: {uri: 'pishkhan:answers'}
 * }</pre>
 *
 * Each Camel context gets its own instance of the component.
 */
@org.apache.camel.spi.annotations.Component("pishkhan")
@org.osgi.service.component.annotations.Component(
        service = Component.class,
        property = "name=pishkhan",
        scope = ServiceScope.PROTOTYPE)
public final class PishkhanComponent extends DefaultComponent {
    private final Inquiries inquiries;
    private final ConnectionFactory broker;
    private final RunningDispatchers carriers;

    @Activate
    public PishkhanComponent(
            @Reference Inquiries inquiries,
            @Reference(target = "(name=hub)") ConnectionFactory broker,
            @Reference RunningDispatchers carriers) {
        this.carriers = carriers;
        this.inquiries = inquiries;
        this.broker = broker;
    }

    /**
     * Adds this bundle's class loader to the Camel context, because a context only sees the bundles of its routes and
     * the platform. Camel needs it to find the generated configurer of the options.
     */
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

    RunningDispatchers dispatchers() {
        return carriers;
    }

    ConnectionFactory broker() {
        return broker;
    }
}
