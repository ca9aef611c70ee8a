package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Serves {@code GET /oversight/v1/stream}: the journal as server-sent events, with sequence numbers as ids. A client that reconnects with
 * {@code Last-Event-ID} or {@code ?after=} misses no entry. Without them, the stream starts with new entries, or with up to 200 earlier
 * ones ({@code ?back=}). It is a servlet and not a Camel route, because a stream outlives any exchange and must not delay the draining of
 * doors.
 */
@Component(
        service = Servlet.class,
        configurationPid = "city.pishkhan.routes.oversight.stream",
        property = {
            "osgi.http.whiteboard.servlet.name=oversight-stream",
            "osgi.http.whiteboard.servlet.pattern=" + EventStream.PATH,
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
@Designate(ocd = EventStream.Config.class)
public final class EventStream extends HttpServlet {
    static final String PATH = OversightDoor.REST + "/stream";
    private static final long serialVersionUID = 1L;
    private static final long MOST_BACK = 200;
    /** divisor for the streams of one login: a quarter of all streams, enough for several windows */
    private static final int SHARE = 4;

    @ObjectClassDefinition(name = "Pishkhan oversight stream")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "maximum open streams, of which one login may use a quarter; each open stream occupies a thread")
        int max_streams() default 20;

        @AttributeDefinition(description = "minutes after which a stream ends, so that its login is checked again")
        int minutes() default 10;
    }

    private final transient Access access;
    private final transient Journal journal;
    private final transient Semaphore free;
    private final transient int mostOfOne;
    private final transient Map<String, Integer> byLogin = new ConcurrentHashMap<>();
    private final transient Duration longest;
    private final transient Set<EventStreamWorker> workers = ConcurrentHashMap.newKeySet();

    @Activate
    public EventStream(@Reference Access access, @Reference Journal journal, Config config) {
        this.access = access;
        this.journal = journal;
        free = new Semaphore(config.max_streams());
        mostOfOne = Math.max(1, config.max_streams() / SHARE);
        longest = Duration.ofMinutes(config.minutes());
    }

    @Deactivate
    public void close() {
        workers.forEach(EventStreamWorker::end);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getAttribute(Requests.CALLER) instanceof Caller caller)) {
            // the gate has not started
            Refusal.Kind.UNAVAILABLE
                    .retrySeconds()
                    .ifPresent(seconds -> response.setHeader("Retry-After", Integer.toString(seconds)));
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        access.check(caller, "oversight.stream.read");
        long after = startPosition(request);
        String login = caller.principal();
        acquire(login);
        boolean started = false;
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.flushBuffer();
            AsyncContext exchange = request.startAsync(request, response);
            exchange.setTimeout(0);
            EventStreamWorker worker = new EventStreamWorker(journal, exchange, after, longest, ended -> {
                workers.remove(ended);
                release(login);
            });
            workers.add(worker);
            worker.start();
            started = true;
        } finally {
            if (!started) {
                // the stream's worker did not start, so its place is released here; a started worker releases its place
                // at its end
                release(login);
            }
        }
    }

    private void acquire(String login) {
        boolean permitted = byLogin.merge(login, 1, Integer::sum) <= mostOfOne;
        if (!permitted || !free.tryAcquire()) {
            decrement(login);
            throw Refusal.of(Refusal.Kind.TOO_MANY, "stream.too-many", null);
        }
    }

    private void release(String login) {
        decrement(login);
        free.release();
    }

    private void decrement(String login) {
        byLogin.computeIfPresent(login, (key, open) -> open == 1 ? null : open - 1);
    }

    private static long parseBack(String text) {
        long back = text == null ? 0 : OversightResource.number("back", text);
        if (back > MOST_BACK) {
            throw Refusal.invalid("stream.back", "back", MOST_BACK);
        }
        return back;
    }

    private long startPosition(HttpServletRequest request) {
        String last = request.getHeader("Last-Event-ID");
        String given = last == null || last.isBlank() ? request.getParameter("after") : last;
        return given == null
                ? Math.max(0, journal.lastSequence() - parseBack(request.getParameter("back")))
                : OversightResource.parseAfter(given);
    }
}
