package city.pishkhan.soap.internal;

import city.pishkhan.soap.SoapEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.configuration.security.AuthorizationPolicy;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/** CXF's client of one contract at one endpoint, on a bus of its own: what is set here reaches no door and no other partner. */
public final class Proxy<P> implements AutoCloseable {

    /** An honest reply is a few levels deep and has some dozens of elements; how long it may be, its endpoint says. */
    private static final Map<String, Object> SHAPE = Map.of(
            "org.apache.cxf.stax.maxElementDepth", 32,
            "org.apache.cxf.stax.maxElementCount", 10_000L,
            "org.apache.cxf.stax.maxChildElements", 1_000,
            "org.apache.cxf.stax.maxAttributeCount", 32,
            "org.apache.cxf.stax.maxAttributeSize", 1_024);

    private final Bus bus;
    private final P port;

    /** @param attachments whether binary parts of a request go beside the message (MTOM) */
    public Proxy(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        bus = Platform.privateBus();
        try {
            port = port(contract, endpoint, attachments);
        } catch (RuntimeException e) {
            bus.shutdown(true);
            throw e;
        }
    }

    private P port(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        // CXF's default, on the JDK's HttpClient, waits for ever for a reply that stops half way, and costs twice the
        // CPU
        HTTPConduitFactory conduits = (transports, owner, local, target) -> new OnceConduit(owner, local, target);
        bus.setExtension(conduits, HTTPConduitFactory.class);
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(contract);
        // left to itself it would ask for the default bus, and make one where there is none
        JAXBDataBinding binding = new JAXBDataBinding();
        binding.setBus(bus);
        factory.setDataBinding(binding);
        factory.setAddress(endpoint.url().toString());
        Map<String, Object> properties = new HashMap<>(SHAPE);
        properties.put("mtom-enabled", attachments);
        // whoever calls reports a failure once, in one line; CXF would add a stack trace to each
        FaultListener quiet = (failure, description, message) -> false;
        properties.put(FaultListener.class.getName(), quiet);
        factory.setProperties(properties);
        factory.setInInterceptors(
                List.of(new BoundedReply(endpoint.maxReplyBytes(), endpoint.receive()), new NoDoctype()));
        factory.setInFaultInterceptors(factory.getInInterceptors());
        P made = factory.create(contract);
        configure((HTTPConduit) ClientProxy.getClient(made).getConduit(), endpoint);
        return made;
    }

    private static void configure(HTTPConduit conduit, SoapEndpoint endpoint) {
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(endpoint.connect().toMillis());
        policy.setReceiveTimeout(endpoint.receive().toMillis());
        policy.setAutoRedirect(false);
        // whether to call again is not for the transport to decide
        policy.setMaxRetransmits(0);
        conduit.setClient(policy);
        if (!endpoint.user().isEmpty()) {
            AuthorizationPolicy login = new AuthorizationPolicy();
            login.setAuthorizationType("Basic");
            login.setUserName(endpoint.user());
            login.setPassword(endpoint.password());
            conduit.setAuthorization(login);
        }
    }

    /** Used by many threads at once; never changed. Each takes it anew for a call. */
    public P port() {
        ClientProxy.getClient(port).getResponseContext().clear();
        return port;
    }

    /** Of the reply to this thread's last call; 0 if none came. */
    public int status() {
        Object status = ClientProxy.getClient(port).getResponseContext().get(Message.RESPONSE_CODE);
        return status instanceof Integer code ? code : 0;
    }

    @Override
    public void close() {
        ClientProxy.getClient(port).destroy();
        bus.shutdown(true);
    }
}
