package city.pishkhan.bank.internal;

import city.pishkhan.bank.contract.IPaymentGateway;
import city.pishkhan.spi.PartnerUnavailable;
import jakarta.xml.ws.WebServiceException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/**
 * The SOAP port, built once and used by all threads. The interface alone says all of the contract that goes over the wire, so the WSDL is
 * not read at run time. An answer is bounded in every direction, and a DTD ends it.
 */
final class MellatClient implements AutoCloseable {
    private static final ClassLoader PLATFORM = BusFactory.class.getClassLoader();
    /** an honest answer has about 300 bytes */
    private static final int MOST_BYTES = 16 * 1024;

    private static final Map<String, Object> LIMITS = Map.of(
            "org.apache.cxf.stax.maxElementDepth", 16,
            "org.apache.cxf.stax.maxElementCount", 64L,
            "org.apache.cxf.stax.maxChildElements", 32,
            "org.apache.cxf.stax.maxAttributeCount", 32,
            "org.apache.cxf.stax.maxAttributeSize", 1024,
            "org.apache.cxf.stax.maxTextLength", 1024L,
            // no caller's cookie, no session: each call stands alone
            "jakarta.xml.ws.session.maintain", false);

    private final Bus bus;
    private final IPaymentGateway port;

    MellatClient(Settings settings) {
        Bus[] made = new Bus[1];
        port = inPlatform(() -> {
            Bus before = BusFactory.getThreadDefaultBus(false);
            made[0] = new CXFBusFactory().createBus();
            // ours alone: neither the thread nor the hub may take it for the default
            BusFactory.setThreadDefaultBus(before);
            BusFactory.clearDefaultBusForAnyThread(made[0]);
            return port(settings, made[0]);
        });
        bus = made[0];
    }

    private static IPaymentGateway port(Settings settings, Bus bus) {
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(IPaymentGateway.class);
        factory.setAddress(settings.url().toString());
        factory.setProperties(new java.util.HashMap<>(LIMITS));
        IPaymentGateway port = factory.create(IPaymentGateway.class);
        Client client = ClientProxy.getClient(port);
        // what fails is thrown here with its cause; CXF's own log of it would be the second, with a stack for each call
        client.getEndpoint().put(FaultListener.class.getName(), (FaultListener) (fault, what, message) -> false);
        client.getInInterceptors().add(new BoundedAnswer(MOST_BYTES));
        client.getInFaultInterceptors().add(new BoundedAnswer(MOST_BYTES));
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(settings.connect().toMillis());
        policy.setConnectionRequestTimeout(settings.connect().toMillis());
        policy.setReceiveTimeout(settings.receive().toMillis());
        policy.setVersion("1.1");
        // a second POST would be a second call at the bank: whether to call again is not for the transport to decide
        policy.setAutoRedirect(false);
        policy.setMaxRetransmits(0);
        policy.setAllowChunking(false);
        ((HTTPConduit) client.getConduit()).setClient(policy);
        return port;
    }

    /**
     * One call.
     *
     * @throws PartnerUnavailable whatever went wrong: after the first byte left, nobody here knows what the bank did
     */
    String call(String operation, Function<IPaymentGateway, String> call) {
        try {
            return inPlatform(() -> call.apply(port));
        } catch (WebServiceException e) {
            throw new PartnerUnavailable(operation + " at the bank came to no known end: " + rootOf(e), e);
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.toString();
    }

    /** CXF looks up its providers by the thread's class loader. */
    private static <T> T inPlatform(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PLATFORM);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        inPlatform(() -> {
            ClientProxy.getClient(port).destroy();
            bus.shutdown(true);
            return null;
        });
    }
}
