package city.pishkhan.soap;

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

/** CXF client of one contract at one endpoint. It has its own bus, so that its settings affect no other endpoint. */
final class Proxy<P> implements AutoCloseable {

    /**
     * Limits of the structure of a response; legitimate ones have a few levels and some dozens of elements. The
     * settings of the endpoint limit the size.
     */
    private static final Map<String, Object> SHAPE = Map.of(
            "org.apache.cxf.stax.maxElementDepth", 32,
            "org.apache.cxf.stax.maxElementCount", 10_000L,
            "org.apache.cxf.stax.maxChildElements", 1_000,
            "org.apache.cxf.stax.maxAttributeCount", 32,
            "org.apache.cxf.stax.maxAttributeSize", 1_024);

    private final Bus bus;
    private final P port;

    /** @param attachments {@code true} to send binary parts as attachments (MTOM) */
    public Proxy(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        bus = CxfContext.privateBus();
        try {
            port = port(contract, endpoint, attachments);
        } catch (RuntimeException e) {
            bus.shutdown(true);
            throw e;
        }
    }

    private P port(Class<P> contract, SoapEndpoint endpoint, boolean attachments) {
        // CXF's default transport (HttpClient) waits forever for the rest of a response and uses twice the CPU
        HTTPConduitFactory conduits = (transports, owner, local, target) -> new OnceConduit(owner, local, target);
        bus.setExtension(conduits, HTTPConduitFactory.class);
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(contract);
        // otherwise the data binding would use the default bus, or create one
        JAXBDataBinding binding = new JAXBDataBinding();
        binding.setBus(bus);
        factory.setDataBinding(binding);
        factory.setAddress(endpoint.url().toString());
        Map<String, Object> properties = new HashMap<>(SHAPE);
        properties.put("mtom-enabled", attachments);
        // the caller reports a failure on one line; CXF would log a stack trace for each
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
        // the caller decides about retries
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

    /**
     * Returns the port and clears the previous response of this thread. Call it before each operation; threads share
     * the port.
     */
    public P port() {
        ClientProxy.getClient(port).getResponseContext().clear();
        return port;
    }

    /** HTTP status of the response to this thread's last call; 0 if there was none. */
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
