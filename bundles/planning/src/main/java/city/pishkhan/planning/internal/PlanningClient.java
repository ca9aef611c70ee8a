package city.pishkhan.planning.internal;

import city.pishkhan.planning.contract.PlanOrder;
import city.pishkhan.planning.contract.PlanOrders;
import city.pishkhan.planning.contract.PropertyUnknownFault;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.configuration.security.AuthorizationPolicy;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/** The one SOAP client of the planning system's endpoint, shared by all threads, on a bus of its own. */
final class PlanningClient implements AutoCloseable {

    /**
     * @param user          empty for no login
     * @param receive       for the whole reply
     * @param maxReplyBytes of the whole reply
     */
    record Settings(URI url, String user, String password, Duration connect, Duration receive, long maxReplyBytes) {}

    private final Bus bus;
    private final PlanOrders port;

    PlanningClient(Settings settings) {
        // CXF, JAXB and SAAJ look their parts up by the loader of the thread
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(CXFBusFactory.class.getClassLoader());
        try {
            bus = new CXFBusFactory().createBus();
            JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
            factory.setBus(bus);
            factory.setAddress(settings.url().toString());
            factory.setServiceClass(PlanOrders.class);
            factory.setInInterceptors(
                    List.of(new ReplyLimits(settings.maxReplyBytes(), settings.receive()), new NoDoctype()));
            factory.setInFaultInterceptors(factory.getInInterceptors());
            // the caller tells what failed, once and in one line; CXF would add a stack trace to each
            FaultListener silent = (failure, description, message) -> false;
            factory.setProperties(new HashMap<>(Map.of(FaultListener.class.getName(), silent)));
            port = factory.create(PlanOrders.class);
            configure(ClientProxy.getClient(port), settings);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void configure(Client client, Settings settings) {
        HTTPConduit conduit = (HTTPConduit) client.getConduit();
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(settings.connect().toMillis());
        policy.setReceiveTimeout(settings.receive().toMillis());
        policy.setAutoRedirect(false);
        policy.setMaxRetransmits(0);
        policy.setAllowChunking(false);
        policy.setVersion("1.1");
        conduit.setClient(policy);
        if (!settings.user().isEmpty()) {
            AuthorizationPolicy login = new AuthorizationPolicy();
            login.setAuthorizationType("Basic");
            login.setUserName(settings.user());
            login.setPassword(settings.password());
            conduit.setAuthorization(login);
        }
    }

    /** @throws RuntimeException for everything but the contract's own fault */
    PlanOrder planOrder(String renovationCode) throws PropertyUnknownFault {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(CXFBusFactory.class.getClassLoader());
        try {
            return port.getPlanOrder(renovationCode);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        ClientProxy.getClient(port).destroy();
        bus.shutdown(true);
    }
}
