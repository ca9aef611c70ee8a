package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.FirePort;
import java.net.URI;
import java.time.Duration;
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
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/**
 * The one SOAP client of the department's endpoint. It is set up once and not touched after, so all threads share it. On a bus of its
 * own: what is set here reaches no door and no other partner.
 */
final class FireClient implements AutoCloseable {

    /**
     * @param user          empty for no login
     * @param receive       for each wait for something to read, and again for the whole reply
     * @param maxReplyBytes of the whole reply, attachments included
     */
    record Settings(URI url, String user, String password, Duration connect, Duration receive, long maxReplyBytes) {}

    /** calls below this are sent with their length; larger ones, which carry a plan, are streamed */
    private static final int STREAMED_FROM = 16 << 10;

    private final Bus bus;
    private final FirePort port;

    FireClient(Settings settings) {
        // CXF, JAXB and SAAJ look their parts up by the loader of the thread
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(CXFBusFactory.class.getClassLoader());
        try {
            bus = new CXFBusFactory().createBus();
            // CXF's default, on the JDK's HttpClient, waits for ever for a reply that stops half way, and costs twice
            // the CPU
            HTTPConduitFactory conduits =
                    (transports, owner, local, target) -> new URLConnectionHTTPConduit(owner, local, target);
            bus.setExtension(conduits, HTTPConduitFactory.class);
            JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
            factory.setBus(bus);
            factory.setAddress(settings.url().toString());
            factory.setServiceClass(FirePort.class);
            // whoever calls reports a failure once, in one line; CXF would add a stack trace to each
            FaultListener quiet = (exception, description, message) -> false;
            factory.setProperties(Map.of("mtom-enabled", true, FaultListener.class.getName(), quiet));
            factory.setInInterceptors(
                    List.of(new BoundedReply(settings.maxReplyBytes(), settings.receive()), new NoDoctype()));
            factory.setInFaultInterceptors(factory.getInInterceptors());
            port = factory.create(FirePort.class);
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
        policy.setAllowChunking(true);
        policy.setChunkingThreshold(STREAMED_FROM);
        conduit.setClient(policy);
        if (!settings.user().isEmpty()) {
            AuthorizationPolicy login = new AuthorizationPolicy();
            login.setAuthorizationType("Basic");
            login.setUserName(settings.user());
            login.setPassword(settings.password());
            conduit.setAuthorization(login);
        }
    }

    FirePort port() {
        return port;
    }

    @Override
    public void close() {
        ClientProxy.getClient(port).destroy();
        bus.shutdown(true);
    }
}
