package city.pishkhan.runtime.internal;

import city.pishkhan.api.Authenticator;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.Requests;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
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
import org.slf4j.MDC;

/** In front of every door: how large a request may be, who sends it, and what each answer carries. */
@Component(
        service = Filter.class,
        configurationPid = "city.pishkhan.runtime.gate",
        property = {
            "osgi.http.whiteboard.filter.name=gate",
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "service.ranking:Integer=1000"
        })
@Designate(ocd = Gate.Config.class)
public final class Gate implements Filter {

    @ObjectClassDefinition(name = "Pishkhan gate")
    public @interface Config {

        @AttributeDefinition(description = "bytes of a request's body at most")
        long body_limit() default 1 << 20;

        @AttributeDefinition(description = "bytes at most where papers, plans or attachments are taken")
        long upload_limit() default 25 << 20;

        @AttributeDefinition(description = "where that is: regular expressions of whole paths")
        String[] upload_paths() default {
            "/office/v1/.*sheets.*", "/agency/v1/.*attachments.*", "/soap/.*", "/operator/v1/loads.*"
        };

        @AttributeDefinition(description = "paths that need no login; with a slash at the end: and all below")
        String[] open_paths() default {
            "/auth/v1/token",
            "/pay/",
            "/verify/",
            "/track",
            "/track/",
            "/rules",
            "/rules/",
            "/health",
            "/health/",
            "/console",
            "/console/"
        };
    }

    private static final String PASSED = Gate.class.getName();

    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private final Access access;
    private final Metrics metrics;
    private final long bodyLimit;
    private final long uploadLimit;
    private final List<Pattern> uploads;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Authenticator authenticator;

    @Activate
    public Gate(@Reference Metrics metrics, Config config) {
        this.metrics = metrics;
        access = new Access(List.of(config.open_paths()));
        bodyLimit = config.body_limit();
        uploadLimit = config.upload_limit();
        uploads = java.util.Arrays.stream(config.upload_paths())
                .map(Pattern::compile)
                .toList();
    }

    @Override
    public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plain;
        HttpServletResponse response = (HttpServletResponse) answer;
        Timer.Sample sample = Timer.start(metrics.registry());
        String id = requestId(request);
        request.setAttribute(Requests.REQUEST_ID, id);
        headers(request, response, id);
        MDC.put("request", id);
        try {
            pass(request, response, chain);
        } catch (Refusal refusal) {
            challenge(response, refusal);
            Problems.write(request, response, refusal);
        } catch (RuntimeException | ServletException | LinkageError e) {
            if (!response.isCommitted()) {
                response.reset();
                headers(request, response, id);
            }
            Problems.incident(request, response, id, e);
        } finally {
            MDC.remove("request");
            sample.stop(Timer.builder("pishkhan.door")
                    .description("requests by door, method and status")
                    .tags(
                            "door",
                            door(request),
                            "method",
                            request.getMethod(),
                            "status",
                            String.valueOf(response.getStatus()))
                    .register(metrics.registry()));
        }
    }

    /** Asked by each servlet behind the gate: while the gate is not there yet nobody comes in without it. */
    static boolean passed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean passed = request.getAttribute(PASSED) != null;
        if (!passed) {
            response.setHeader("Retry-After", "5");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        return passed;
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long limit = uploads.stream()
                        .anyMatch(u -> u.matcher(request.getRequestURI()).matches())
                ? uploadLimit
                : bodyLimit;
        if (request.getContentLengthLong() > limit) {
            response.setHeader("Connection", "close");
            throw tooLarge(limit);
        }
        authenticate(request);
        if (!Access.tidy(request.getRequestURI())) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "path.unknown", null, "No such path.", "چنین نشانی‌ای نیست.");
        }
        request.setAttribute(PASSED, Boolean.TRUE);
        if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response); // the server itself ends the body where it was announced to end
            return;
        }
        LimitedRequest limited = new LimitedRequest(request, limit);
        OverrulingResponse overruling = new OverrulingResponse(response, limited);
        chain.doFilter(limited, overruling);
        overruling.finish();
        if (limited.exceeded() && !response.isCommitted()) {
            response.reset();
            headers(request, response, (String) request.getAttribute(Requests.REQUEST_ID));
            response.setHeader("Connection", "close");
            throw tooLarge(limit);
        }
    }

    private void authenticate(HttpServletRequest request) {
        if (access.isOpen(request)) {
            return;
        }
        boolean metricsPath = request.getRequestURI().equals("/metrics");
        if (metricsPath && Access.fromHere(request) && request.getHeader("Authorization") == null) {
            return;
        }
        Authenticator now = authenticator;
        if (now == null) {
            throw new Refusal(
                    Refusal.Kind.UNAVAILABLE,
                    "hub.starting",
                    null,
                    "The hub is not ready yet; send the same request again in a moment.",
                    "سامانه هنوز آماده نیست؛ کمی بعد دوباره بفرستید.");
        }
        Caller caller = access.caller(request, now);
        if (metricsPath && !caller.operator()) {
            throw Refusal.forbidden("Metrics are for operators.", "سنجه‌ها برای گردانندگان سامانه است.");
        }
        request.setAttribute(Requests.CALLER, caller);
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response, String id) {
        response.setHeader("X-Request-Id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        // pages bring their own; nothing else has anything to load
        if (!request.getRequestURI().startsWith("/console")) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static void challenge(HttpServletResponse response, Refusal refusal) {
        switch (refusal.kind()) {
            case UNAUTHENTICATED -> response.setHeader("WWW-Authenticate", "Bearer realm=\"pishkhan\"");
            case UNAVAILABLE, TOO_MANY -> response.setHeader("Retry-After", "5");
            default -> {}
        }
    }

    private static String requestId(HttpServletRequest request) {
        String given = request.getHeader("X-Request-Id");
        return given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    /** The first part of the path: few values, whatever callers send. */
    private static String door(HttpServletRequest request) {
        return KnownDoors.of(request.getRequestURI()).orElse("other");
    }

    private static Refusal tooLarge(long limit) {
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "request.too-large",
                null,
                "The body is larger than " + limit + " bytes.",
                "حجم درخواست از " + limit + " بایت بیشتر است.");
    }
}
