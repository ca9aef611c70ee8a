package city.pishkhan.runtime.internal;

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
            "/office/v1", "/agency/v1", "/oversight/v1", "/operator/v1", "/auth/v1", "/soap/office", "/soap/agency",
            "/pay", "/verify", "/track", "/rules", "/health", "/metrics", "/console");

    private static final long serialVersionUID = 1L;
    private static final long PARK_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 50;
    private static final int PARKED_AT_MOST = 32;

    private final transient SharedBus shared;
    private final transient Semaphore parking = new Semaphore(PARKED_AT_MOST);
    private final transient Set<String> opened = ConcurrentHashMap.newKeySet();

    @Activate
    public Doors(@Reference SharedBus shared) {
        this.shared = shared;
    }

    static boolean below(String path, String door) {
        return path.startsWith(door) && (path.length() == door.length() || path.charAt(door.length()) == '/');
    }

    @Override
    protected void loadBus(ServletConfig config) {
        setBus(shared.bus());
    }

    @Override
    protected ServletController createServletController(ServletConfig config) {
        return new ServletController(registry(), config, new ServiceListGeneratorServlet(registry(), shared.bus())) {
            @Override
            protected void generateNotFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
                if (KNOWN.stream().anyMatch(door -> below(request.getRequestURI(), door))) {
                    response.setHeader("Retry-After", "5");
                    Problems.write(request, response, 503, "door.away",
                            "This door is being updated; send the same request again in a moment.",
                            "این درگاه در حال به‌روزرسانی است؛ کمی بعد دوباره بفرستید.");
                } else {
                    Problems.write(request, response, 404, "door.unknown", "There is no such door.", "چنین درگاهی نیست.");
                }
            }
        };
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!Gate.passed(http, (HttpServletResponse) response)) {
            return;
        }
        park(http.getRequestURI());
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

    private void park(String path) throws IOException {
        String door = KNOWN.stream().filter(known -> below(path, known)).findFirst().orElse("");
        if (door.isEmpty()) {
            return;
        }
        if (answered(path)) {
            opened.add(door);
            return;
        }
        // one that never was there does not come back
        if (!opened.contains(door) || !parking.tryAcquire()) {
            return;
        }
        try {
            long begin = System.nanoTime();
            while (!answered(path) && System.nanoTime() - begin < PARK_MILLIS * 1_000_000) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a door was away", e);
        } finally {
            parking.release();
        }
    }

    private boolean answered(String path) {
        DestinationRegistry registry = registry();
        return registry.getDestinationForPath(path, true) != null || registry.checkRestfulRequest(path) != null;
    }

    private DestinationRegistry registry() {
        return getDestinationRegistryFromBusOrDefault(null);
    }
}
