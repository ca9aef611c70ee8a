package city.pishkhan.gate.internal.contexts;

import city.pishkhan.api.health.IncidentLog;
import java.io.InputStream;
import java.net.Authenticator;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.endpoint.ServerLifeCycleListener;
import org.apache.cxf.endpoint.ServerLifeCycleManager;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.resource.ResourceManager;
import org.apache.cxf.resource.ResourceResolver;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.MDC;

/** The single CXF bus that connects the endpoints of all contexts with the servlet. */
@Component(service = SharedBus.class)
public final class SharedBus {

    private static final int ATTACHMENTS = 20;
    private static final int MEMORY_BYTES = 64 << 10;

    private final Bus bus;
    private final RequestDrain requestDrain = new RequestDrain();

    @Activate
    public SharedBus() throws Exception {
        bus = RouteClassLoaders.runWith(RouteClassLoaders.platform(), () -> new CXFBusFactory().createBus());
        // the gate limits the size of the whole body, attachments included
        bus.setProperty("attachment-max-count", String.valueOf(ATTACHMENTS));
        bus.setProperty("attachment-memory-threshold", String.valueOf(MEMORY_BYTES));
        // a fault describes the error without internals of the code
        bus.setProperty("exceptionMessageCauseEnabled", "false");
        bus.setProperty("faultStackTraceEnabled", "false");
        // by default, CXF logs each broken connection and each identical fault with its stack trace
        bus.setProperty(FaultListener.class.getName(), (FaultListener)
                (thrown, what, message) -> IncidentLog.isNew(MDC.get("request"), thrown));
        // by default, CXF caches the first provider for a media type, although it may not accept the type of the next
        // body
        bus.setProperty("org.apache.cxf.jaxrs.provider.cache.checkAllCandidates", "true");
        // the servlet requests this class loader at each call; without a resolver CXF would search every bundle
        ClassLoader platform = RouteClassLoaders.platform();
        bus.getExtension(ResourceManager.class).addResourceResolver(new ResourceResolver() {
            @Override
            public <T> @Nullable T resolve(String name, Class<T> type) {
                return type == ClassLoader.class ? type.cast(platform) : null;
            }

            @Override
            public @Nullable InputStream getAsStream(String name) {
                return null;
            }
        });
        // wakes waiting requests, because their endpoint may have started
        bus.getExtension(ServerLifeCycleManager.class).registerListener(new ServerLifeCycleListener() {
            @Override
            public void startServer(Server server) {
                requestDrain.changes().send();
            }

            @Override
            public void stopServer(Server server) {
                // nothing to do: requests wait until an endpoint starts again
            }
        });
        BusFactory.setDefaultBus(bus);
    }

    public Bus bus() {
        return bus;
    }

    public RequestDrain traffic() {
        return requestDrain;
    }

    @Deactivate
    void stop() {
        BusFactory.setDefaultBus(null);
        bus.shutdown(true);
        // CXF installs a JVM-wide authenticator, which would keep this class loader reachable
        Authenticator.setDefault(null);
    }
}
