package city.pishkhan.runtime.internal;

import city.pishkhan.runtime.internal.Traffic.Visit;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
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
public final class Doors extends CXFNonSpringServlet {

    /** Every door there is or will be: under these a missing endpoint is one that is being updated. */
    static final List<String> KNOWN = List.of(
            "/office/v1",
            "/agency/v1",
            "/committee/v1",
            "/oversight/v1",
            "/operator/v1",
            "/auth/v1",
            "/soap/office",
            "/soap/agency",
            "/pay",
            "/verify",
            "/track",
            "/rules",
            "/health",
            "/metrics",
            "/console");

    private static final long serialVersionUID = 1L;
    private static final long PARK_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 20;
    private static final int PARKED_AT_MOST = 32;

    private final transient SharedBus shared;
    private final transient Semaphore parking = new Semaphore(PARKED_AT_MOST);
    private final transient Set<String> opened = ConcurrentHashMap.newKeySet();

    @Activate
    public Doors(@Reference SharedBus shared) {
        this.shared = shared;
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
        if (http.getDispatcherType() == DispatcherType.ASYNC) {
            answer(request, response);
            return;
        }
        Visit visit = enter(http.getRequestURI());
        if (visit == null) {
            away(http, (HttpServletResponse) response);
            return;
        }
        try {
            answer(request, response);
        } finally {
            if (!leavesLater(request, visit)) {
                shared.traffic().leave(visit);
            }
        }
    }

    private boolean leavesLater(ServletRequest request, Visit visit) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Leaving(visit));
                return true;
            }
        } catch (IllegalStateException e) {
            // answered meanwhile
        }
        return false;
    }

    private static void away(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (KNOWN.stream().anyMatch(door -> Traffic.below(request.getRequestURI(), door))) {
            response.setHeader("Retry-After", "5");
            Problems.write(
                    request,
                    response,
                    503,
                    "door.away",
                    "This door is being updated; send the same request again in a moment.",
                    "این درگاه در حال به‌روزرسانی است؛ کمی بعد دوباره بفرستید.");
        } else {
            Problems.write(request, response, 404, "door.unknown", "There is no such door.", "چنین درگاهی نیست.");
        }
    }

    private void answer(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Loaders.platform());
        try {
            super.service(request, response);
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

    /** Waits for a door that is being updated; {@code null} if it does not come back in time, or never was. */
    private Visit enter(String path) throws IOException {
        String door = KNOWN.stream()
                .filter(known -> Traffic.below(path, known))
                .findFirst()
                .orElse("");
        Visit visit = tryEnter(path, door);
        // one that never was there does not come back
        if (visit != null || !opened.contains(door) || !parking.tryAcquire()) {
            return visit;
        }
        try {
            long begin = System.nanoTime();
            while (visit == null && System.nanoTime() - begin < PARK_MILLIS * 1_000_000) {
                Thread.sleep(LOOK_MILLIS);
                visit = tryEnter(path, door);
            }
            return visit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a door was away", e);
        } finally {
            parking.release();
        }
    }

    private Visit tryEnter(String path, String door) {
        Visit visit = shared.traffic().enter(path);
        if (visit != null && !answered(path)) {
            shared.traffic().leave(visit);
            return null;
        }
        if (visit != null) {
            opened.add(door);
        }
        return visit;
    }

    private boolean answered(String path) {
        DestinationRegistry registry = registry();
        return registry.getDestinationForPath(path, true) != null || registry.checkRestfulRequest(path) != null;
    }

    private DestinationRegistry registry() {
        return getDestinationRegistryFromBusOrDefault(null);
    }

    private final class Leaving implements AsyncListener {

        private final Visit visit;

        Leaving(Visit visit) {
            this.visit = visit;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            shared.traffic().leave(visit);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            shared.traffic().leave(visit);
        }

        @Override
        public void onError(AsyncEvent event) {
            shared.traffic().leave(visit);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
