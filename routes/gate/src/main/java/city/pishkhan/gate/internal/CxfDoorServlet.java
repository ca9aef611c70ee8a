package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.gate.internal.contexts.RequestDrain.Visit;
import city.pishkhan.gate.internal.contexts.RouteClassLoaders;
import city.pishkhan.gate.internal.contexts.SharedBus;
import city.pishkhan.gate.internal.http.ResponseHeaders;
import city.pishkhan.messages.Messages;
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
 * Dispatches requests to the endpoints of all contexts. An endpoint's address is its whole path. While a door is unavailable, for example
 * during an update, its requests are parked for a limited time.
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
        requestParking = new RequestParking(doors, shared.traffic(), this::hasEndpoint);
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
                rejectUnserved(request, response);
            }
        };
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!Gate.ensurePassed(http, (HttpServletResponse) response)) {
            return;
        }
        if (http.getDispatcherType() != DispatcherType.ASYNC) {
            dispatch(http, (HttpServletResponse) response);
        } else if (ChangeWait.clearWaited(http)) {
            Gate.resume(http, (HttpServletResponse) response, () -> dispatch(http, (HttpServletResponse) response));
        } else {
            // second dispatch of an asynchronous response; its visit to the door has already begun
            answer(http, (HttpServletResponse) response);
        }
    }

    private void dispatch(HttpServletRequest http, HttpServletResponse response) throws ServletException, IOException {
        Visit visit = requestParking.enter(http.getRequestURI());
        if (visit == null) {
            rejectUnserved(http, response);
            return;
        }
        boolean isSent = false;
        try {
            isSent = answer(http, response);
        } finally {
            if (isSent) {
                // the body no longer needs the door, so a slow client does not delay an update
                shared.traffic().leave(visit);
            } else {
                RequestEndListener.register(http, shared.traffic(), visit);
            }
        }
    }

    private void rejectUnserved(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (doors.find(request.getRequestURI()).isPresent()) {
            ResponseHeaders.setRetryAfter(response, Refusal.Kind.UNAVAILABLE);
            GateProblems.write(request, response, 503, "door.away", MESSAGES.text("door.away"));
        } else {
            GateProblems.write(request, response, 404, "door.unknown", MESSAGES.text("door.unknown"));
        }
    }

    /**
     * Lets the door's endpoint answer a request.
     *
     * @return {@code true} if the door has finished and the body is still being sent
     */
    private boolean answer(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(RouteClassLoaders.platform());
        try {
            // the general servlet method, because the method for HTTP alone does not support PATCH
            return DeferredResponse.send(
                    request, response, answer -> super.service((ServletRequest) request, (ServletResponse) answer));
        } catch (IOException | ServletException | RuntimeException e) {
            // the second dispatch does not pass the gate, so the server would log each aborted connection with a stack
            // trace
            if (!IncidentLog.isAborted(e)) {
                throw e;
            }
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Keeps all endpoints. A restart of the server destroys and initializes this servlet, and CXF would drop them. */
    @Override
    public void destroy() {
        // the bus lives as long as its component
    }

    @Override
    public void destroyBus() {
        // the bus is owned by its component
    }

    private boolean hasEndpoint(String path) {
        DestinationRegistry registry = registry();
        return registry.getDestinationForPath(path, true) != null || registry.checkRestfulRequest(path) != null;
    }

    private DestinationRegistry registry() {
        return getDestinationRegistryFromBusOrDefault(null);
    }
}
