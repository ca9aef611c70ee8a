package city.pishkhan.runtime.internal.gate;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.internal.contexts.RequestDrain.Visit;
import city.pishkhan.runtime.internal.contexts.RouteClassLoaders;
import city.pishkhan.runtime.internal.contexts.SharedBus;
import city.pishkhan.runtime.internal.http.ResponseHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.cxf.transport.servlet.ServletController;
import org.apache.cxf.transport.servlet.servicelist.ServiceListGeneratorServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Brings requests to the endpoints of all contexts. An endpoint's address is its whole path. While a door is away, as it
 * is during an update, its requests are parked for a bounded time.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=doors",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "servlet.init.hide-service-list-page=true"
        })
public final class CxfDoorServlet extends CXFNonSpringServlet {
    private static final Messages MESSAGES = Messages.of(CxfDoorServlet.class);

    private static final long serialVersionUID = 1L;

    private final transient SharedBus shared;
    private final transient KnownDoors doors;
    private final transient RequestParking requestParking;

    @Activate
    public CxfDoorServlet(@Reference SharedBus shared, @Reference DoorPathTracker declared) {
        this.shared = shared;
        doors = declared.doors();
        requestParking = new RequestParking(doors, shared.traffic(), this::answered);
    }

    @Override
    protected void loadBus(ServletConfig config) {
        setBus(shared.bus());
    }

    @Override
    protected ServletController createServletController(ServletConfig config) {
        return new ServletController(registry(), config, new ServiceListGeneratorServlet(registry(), shared.bus())) {
            @Override
            protected void generateNotFound(HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                away(request, response);
            }
        };
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!Gate.passed(http, (HttpServletResponse) response)) {
            return;
        }
        // the second half of an asynchronous answer comes by here again: it is inside already
        if (http.getDispatcherType() == DispatcherType.ASYNC && !ChangeWait.again(http)) {
            answer(http, (HttpServletResponse) response);
            return;
        }
        if (http.getDispatcherType() == DispatcherType.ASYNC && !Gate.again(http, (HttpServletResponse) response)) {
            return;
        }
        Visit visit = requestParking.enter(http.getRequestURI());
        if (visit == null) {
            away(http, (HttpServletResponse) response);
            return;
        }
        boolean isSent = false;
        try {
            isSent = answer(http, (HttpServletResponse) response);
        } finally {
            if (isSent) {
                // the body needs the door no more: a slow client holds up no update
                shared.traffic().leave(visit);
            } else {
                RequestEnd.of(request, shared.traffic(), visit);
            }
        }
    }

    private void away(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (doors.of(request.getRequestURI()).isPresent()) {
            ResponseHeaders.comeAgain(response, Refusal.Kind.UNAVAILABLE);
            GateProblems.write(request, response, 503, "door.away", MESSAGES.text("door.away"));
        } else {
            GateProblems.write(request, response, 404, "door.unknown", MESSAGES.text("door.unknown"));
        }
    }

    /** @return whether the door has done its part and the body is still being sent */
    private boolean answer(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(RouteClassLoaders.platform());
        try {
            // as any servlet's: the method for HTTP alone knows no PATCH
            return DeferredAnswer.send(
                    request, response, answer -> super.service((ServletRequest) request, (ServletResponse) answer));
        } catch (IOException | ServletException | RuntimeException e) {
            // the second half of an answer has no gate around it, and the server would log the trace
            if (!IncidentLog.isAborted(e)) {
                throw e;
            }
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A restart of the server ends and begins this servlet; CXF would forget all endpoints. */
    @Override
    public void destroy() {
        // the bus lives as long as its component
    }

    @Override
    public void destroyBus() {
        // not ours
    }

    private boolean answered(String path) {
        DestinationRegistry registry = registry();
        return registry.getDestinationForPath(path, true) != null || registry.checkRestfulRequest(path) != null;
    }

    private DestinationRegistry registry() {
        return getDestinationRegistryFromBusOrDefault(null);
    }
}
