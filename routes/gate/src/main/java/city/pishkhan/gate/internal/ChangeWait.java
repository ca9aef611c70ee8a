package city.pishkhan.gate.internal;

import city.pishkhan.api.cases.CaseChanges;
import city.pishkhan.api.security.Caller;
import city.pishkhan.gate.internal.http.ResponseHeaders;
import city.pishkhan.gate.internal.http.WithheldResponse;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Implements {@code Prefer: wait=seconds} (RFC 7240) for conditional GETs. A 304 of a door is withheld until the case changes or the time
 * ends; then the request is dispatched to the door again. The door has already authorized the caller at that point. No thread is blocked,
 * and the door may be updated while the request waits.
 */
@Component(
        service = Filter.class,
        configurationPid = "city.pishkhan.runtime.wait",
        property = {
            "osgi.http.whiteboard.filter.name=wait",
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "service.ranking:Integer=500"
        })
@Designate(ocd = ChangeWait.Config.class)
public final class ChangeWait implements Filter {

    @ObjectClassDefinition(name = "Pishkhan waiting for changes")
    public @interface Config {

        @AttributeDefinition(
                description = "maximum seconds that a caller can wait; must be less than the server's idle timeout")
        int seconds() default 45;

        @AttributeDefinition(description = "maximum waiting callers; a further one is answered at once")
        int max_waiting() default 1_000;

        @AttributeDefinition(description = "maximum waiting callers of one login")
        int max_waiting_login() default 8;
    }

    /** Attribute of a request that has waited and is dispatched to its door again. */
    private static final String WAITED = ChangeWait.class.getName();

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])");
    private static final long GRACE_MILLIS = 2_000;

    private final Config config;
    private final Semaphore places;
    private final Map<String, Integer> waitingByLogin = new ConcurrentHashMap<>();

    /** An optional service: while it is unavailable, no request waits. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CaseChanges changes;

    @Activate
    public ChangeWait(Config config) {
        this.config = config;
        places = new Semaphore(config.max_waiting());
    }

    @Override
    public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plain;
        HttpServletResponse response = (HttpServletResponse) answer;
        OptionalInt seconds = waitSeconds(request);
        if (seconds.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        WithheldResponse heldBack =
                new WithheldResponse(response, () -> response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED);
        chain.doFilter(request, heldBack);
        heldBack.finish();
        if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED && !response.isCommitted()) {
            await(request, response, Duration.ofSeconds(Math.min(seconds.getAsInt(), config.seconds())));
        }
    }

    /** Returns {@code true}, once, if the request has waited and must be handled like a new request. */
    static boolean clearWaited(HttpServletRequest request) {
        boolean waited = request.getAttribute(WAITED) != null;
        request.removeAttribute(WAITED);
        return waited;
    }

    private static OptionalInt waitSeconds(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getHeader("If-None-Match") == null) {
            return OptionalInt.empty();
        }
        String prefer = String.join(",", Collections.list(request.getHeaders("Prefer")));
        Matcher wait = WAIT.matcher(prefer);
        return wait.find() ? OptionalInt.of(Integer.parseInt(wait.group(1))) : OptionalInt.empty();
    }

    private void await(HttpServletRequest request, HttpServletResponse response, Duration atMost) {
        CaseChanges watch = changes;
        Caller caller = (Caller) request.getAttribute(Requests.CALLER);
        CaseChanges.KnownVersion known = (CaseChanges.KnownVersion) request.getAttribute(Requests.UNCHANGED);
        if (watch == null || caller == null || known == null || atMost.isZero() || !tryAcquire(caller.principal())) {
            return; // the request does not wait, and the door's 304 is sent
        }
        ResponseHeaders.reset(request, response);
        request.setAttribute(WAITED, Boolean.TRUE);
        AsyncContext later = startAsync(request, response, caller.principal());
        later.setTimeout(atMost.toMillis() + GRACE_MILLIS);
        Redispatch again = new Redispatch(later, caller.principal());
        later.addListener(again);
        watch.runOnChange(known, atMost, again);
    }

    private AsyncContext startAsync(HttpServletRequest request, HttpServletResponse response, String principal) {
        try {
            return request.startAsync(request, response);
        } catch (IllegalStateException e) {
            release(principal);
            throw e;
        }
    }

    private boolean tryAcquire(String principal) {
        if (!places.tryAcquire()) {
            return false;
        }
        if (waitingByLogin.merge(principal, 1, Integer::sum) > config.max_waiting_login()) {
            release(principal);
            return false;
        }
        return true;
    }

    private void release(String principal) {
        waitingByLogin.computeIfPresent(principal, (login, count) -> count == 1 ? null : count - 1);
        places.release();
    }

    /** Dispatches the request to its door again, once. */
    private final class Redispatch implements Runnable, AsyncListener {
        private final AsyncContext later;
        private final String principal;
        private final AtomicBoolean done = new AtomicBoolean();

        private Redispatch(AsyncContext later, String principal) {
            this.later = later;
            this.principal = principal;
        }

        @Override
        public void run() {
            if (end()) {
                later.dispatch();
            }
        }

        private boolean end() {
            boolean first = done.compareAndSet(false, true);
            if (first) {
                release(principal);
            }
            return first;
        }

        /** Dispatches the request if {@link CaseChanges} did not, for example because its bundle was updated. */
        @Override
        public void onTimeout(AsyncEvent event) {
            run();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nothing to do: the door has started an asynchronous response
        }
    }
}
