package city.pishkhan.runtime.internal.contexts;

import city.pishkhan.api.health.IncidentLog;
import java.io.InputStream;
import java.net.Authenticator;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.resource.ResourceManager;
import org.apache.cxf.resource.ResourceResolver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.MDC;

/** The one CXF bus: endpoints of all contexts meet the one servlet on it. */
@Component(service = SharedBus.class)
public final class SharedBus {

    private static final int ATTACHMENTS = 20;
    private static final int MEMORY_BYTES = 64 << 10;

    private final Bus bus;
    private final RequestDrain requestDrain = new RequestDrain();

    @Activate
    public SharedBus() throws Exception {
        bus = RouteClassLoaders.with(RouteClassLoaders.platform(), () -> new CXFBusFactory().createBus());
        // how large an attachment may be is the gate's to say, of the whole body
        bus.setProperty("attachment-max-count", String.valueOf(ATTACHMENTS));
        bus.setProperty("attachment-memory-threshold", String.valueOf(MEMORY_BYTES));
        // a fault tells what went wrong, never where in our code
        bus.setProperty("exceptionMessageCauseEnabled", "false");
        bus.setProperty("faultStackTraceEnabled", "false");
        // CXF itself would log each broken connection and each identical fault with its stack trace
        bus.setProperty(FaultListener.class.getName(), (FaultListener)
                (thrown, what, message) -> IncidentLog.isNew(MDC.get("request"), thrown));
        // else it remembers of a body's type the first provider that its media type fits, and looks through all of them
        // when it is another
        bus.setProperty("org.apache.cxf.jaxrs.provider.cache.checkAllCandidates", "true");
        // the servlet asks for it at each request, and would look through every bundle on its way
        ClassLoader platform = RouteClassLoaders.platform();
        bus.getExtension(ResourceManager.class).addResourceResolver(new ResourceResolver() {
            @Override
            public <T> T resolve(String name, Class<T> type) {
                return type == ClassLoader.class ? type.cast(platform) : null;
            }

            @Override
            public InputStream getAsStream(String name) {
                return null;
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
        // CXF installs one for the whole JVM; it would keep this platform reachable
        Authenticator.setDefault(null);
    }
}
