package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetLimit;
import city.pishkhan.api.backup.RestoreProgress;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions;
import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.http.BodyLimits;
import city.pishkhan.gate.internal.http.BodyPace;
import city.pishkhan.gate.internal.http.ClientAddress;
import city.pishkhan.gate.internal.http.ClientRequest;
import city.pishkhan.gate.internal.http.RequestPath;
import city.pishkhan.gate.internal.http.RequestSyntax;
import city.pishkhan.gate.internal.http.ResponseHeaders;
import city.pishkhan.gate.internal.http.TrustedProxies;
import city.pishkhan.health.Metrics;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.WarmUp;
import city.pishkhan.runtime.BrokenBody;
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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Filter in front of every door. Enforces size limits, authenticates the caller and sets the headers of each response. */
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
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Messages MESSAGES = Messages.of(Gate.class);

    @ObjectClassDefinition(name = "Pishkhan gate")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "public address of the hub, used in contracts and answers instead of the Host of a request")
        String publicUrl() default "http://127.0.0.1:8181";

        @AttributeDefinition(description = "maximum bytes of a request's body")
        long body_limit() default 1 << 20;

        @AttributeDefinition(
                description = "paths that accept uploads as large as a sheet: regular expressions of complete paths")
        String[] upload_paths() default {
            "/office/v1/.*sheets.*",
            "/office/v1/.*uploads.*",
            "/agency/v1/.*attachments.*",
            "/citizen/v1/report-photos",
            "/soap/.*"
        };

        @AttributeDefinition(
                description =
                        "proxies whose forwarding headers are trusted: addresses or ranges, e.g. 192.0.2.7, 2001:db8::/64")
        String[] trusted_proxies() default {};

        @AttributeDefinition(description = "minimum average bytes per second of a body, for callers without a login")
        long body_rate_anonymous() default 1_000;

        @AttributeDefinition(description = "minimum average bytes per second of a body, for callers with a login")
        long body_rate() default 200;

        @AttributeDefinition(description = "milliseconds before the minimum rate is enforced")
        long body_grace() default 10_000;

        @AttributeDefinition(
                description =
                        "milliseconds that a rejected body is still read, because many clients read the answer only after sending")
        long body_discard() default 30_000;

        @AttributeDefinition(
                description = "maximum bodies received in parallel; must be well below the server's maxThreads")
        int bodies_waiting() default 64;

        @AttributeDefinition(description = "maximum bodies received in parallel from callers without a login")
        int bodies_waiting_anonymous() default 16;

        @AttributeDefinition(
                description =
                        "maximum parallel requests at the doors; the sum of all kinds must be below the server's maxThreads")
        int requests_doors() default 150;

        @AttributeDefinition(description = "maximum parallel requests at the doors without a login")
        int requests_anonymous() default 64;

        @AttributeDefinition(description = "maximum parallel requests for health and metrics")
        int requests_health() default 32;

        @AttributeDefinition(description = "maximum parallel requests for pages and files of console and handbook")
        int requests_assets() default 32;

        @AttributeDefinition(description = "maximum parallel requests at the paths that check passwords and codes")
        int requests_logins() default 96;

        @AttributeDefinition(description = "maximum parallel SOAP requests")
        int requests_soap() default 48;

        @AttributeDefinition(description = "maximum parallel requests of one kind by one login")
        int requests_login() default 48;

        @AttributeDefinition(
                description =
                        "maximum parallel requests of one kind by one network without a login (IPv4: 24 bits, IPv6: 64); up to three quarters of a kind")
        int requests_network() default 72;

        @AttributeDefinition(
                description =
                        "maximum requests that a connection may send before the first one is answered; read by the server")
        int requests_pipelined() default 4;

        @AttributeDefinition(
                description =
                        "maximum open connections of one network, except trusted proxies; 0: no limit; read by the server")
        int connections_network() default 1_000;

        @AttributeDefinition(description = "maximum large answers sent in parallel; they use no thread")
        int answers_sending() default 1200;

        @AttributeDefinition(description = "maximum large answers sent in parallel without a login")
        int answers_sending_anonymous() default 1000;

        @AttributeDefinition(description = "maximum large answers sent in parallel to one login")
        int answers_sending_login() default 48;

        @AttributeDefinition(description = "maximum large answers sent in parallel to one network without a login")
        int answers_sending_network() default 64;

        @AttributeDefinition(
                description =
                        "minimum bytes per second that a client must read of its answer; slower connections are closed; read by the server")
        long answer_rate() default 500;

        @AttributeDefinition(description = "milliseconds over which this rate is measured; read by the server")
        long answer_window() default 40_000;

        @AttributeDefinition(description = "paths that need no login; a slash at the end includes all paths below")
        String[] open_paths() default {
            "/auth/v1/token",
            SessionServlet.PATH,
            "/citizen/v1/login",
            "/citizen/v1/login/code",
            "/citizen/v1/login/slip",
            "/pay/",
            "/verify",
            "/verify/",
            "/track",
            "/track/",
            "/complaints",
            "/complaints/",
            "/rules",
            "/rules/",
            "/handbook",
            "/handbook/",
            "/contracts",
            "/contracts/",
            "/health",
            "/health/",
            "/",
            "/console",
            "/console/",
            "/my",
            "/my/"
        };

        @AttributeDefinition(
                description =
                        "paths to which pages of other sites can submit changes through a browser, e.g. a bank's page after a payment")
        String[] cross_site_paths() default {"/pay/"};
    }

    private static final String PASSED = Gate.class.getName();
    private static final String AGAIN = PASSED + ".again";

    private static final String HEALTH = "/health";
    private static final int WARM_UP_CALLS = 10;
    private static final long WARM_UP_PATIENCE_MS = 20_000;

    /** Labels of a timer; all values are from fixed sets. */
    private record Labels(String door, String method, int status) {}

    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();
    private final WarmUp warmUp;
    private final RequestAuthentication requestAuthentication;
    private final KnownDoors doors;
    private final Metrics metrics;
    private final BodyLimits bodies;
    private final TrustedProxies proxies;
    private final RequestPlaces places;
    private final ResponseTransfers transfers;

    private final URI address;
    private final CrossSiteCheck crossSiteCheck;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Authenticator authenticator;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Sessions sessions;

    /** Source of the maximum size of a sheet, which also limits uploads. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetLimit sheets;

    /** Progress of a restore; the service exists only if the hub was started to complete a restore. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RestoreProgress restore;

    /** Tells whether this node may serve requests. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Cluster cluster;

    private final Refusal starting = RequestAuthentication.starting();
    private volatile boolean ended;
    private volatile long lastLimit;

    @Activate
    public Gate(@Reference Metrics metrics, @Reference DoorPathTracker declared, Config config) {
        this(metrics, declared.doors(), config, new WarmUp(WARM_UP_CALLS, WARM_UP_PATIENCE_MS));
    }

    /** Creates a gate without warm-up. */
    Gate(Metrics metrics, KnownDoors doors, Config config) {
        this(metrics, doors, config, new WarmUp(0, 0));
    }

    private Gate(Metrics metrics, KnownDoors doors, Config config, WarmUp warmUp) {
        this.warmUp = warmUp;
        this.doors = doors;
        this.metrics = metrics;
        proxies = new TrustedProxies(List.of(config.trusted_proxies()));
        address = URI.create(config.publicUrl().strip().replaceAll("/+$", ""));
        crossSiteCheck = new CrossSiteCheck(List.of(config.cross_site_paths()), address);
        requestAuthentication = new RequestAuthentication(List.of(config.open_paths()));
        BodyPace.Rates rates =
                new BodyPace.Rates(config.body_grace(), config.body_rate_anonymous(), config.body_rate());
        bodies = new BodyLimits(
                config.body_limit(),
                this::uploadLimit,
                List.of(config.upload_paths()),
                new BodyPace(rates, config.bodies_waiting(), config.bodies_waiting_anonymous()),
                config.body_discard(),
                request -> proxies.network(ClientAddress.of(request)));
        places = new RequestPlaces(new RequestPlaces.Limits(
                config.requests_health(),
                config.requests_assets(),
                config.requests_logins(),
                config.requests_soap(),
                config.requests_doors(),
                config.requests_anonymous(),
                config.requests_network(),
                config.requests_login()));
        transfers = new ResponseTransfers(
                new ResponseTransfers.Limits(
                        config.answers_sending(),
                        config.answers_sending_anonymous(),
                        config.answers_sending_login(),
                        config.answers_sending_network()),
                proxies::network);
        GateProblems.prepare();
        PayerReturn.prepare();
    }

    @Deactivate
    void stop() {
        ended = true;
    }

    @Override
    public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        IncidentLog.flush();
        ClientAddress client = proxies.client((HttpServletRequest) plain);
        client.attachTo((HttpServletRequest) plain);
        HttpServletRequest called = new ClientRequest((HttpServletRequest) plain, client);
        PayerReturn payer = PayerReturn.of(called, (HttpServletResponse) answer, proxies.network(client));
        HttpServletRequest request = payer == null ? called : payer.request();
        HttpServletResponse response = payer == null ? (HttpServletResponse) answer : payer.response();
        Timer.Sample sample = Timer.start(metrics.registry());
        String id = ResponseHeaders.identify(request);
        ResponseHeaders.set(request, response);
        MDC.put("request", id);
        try (WarmUp.Turn turn = RequestDrain.isBelow(request.getRequestURI(), HEALTH) ? () -> {} : warmUp.enter()) {
            pass(request, response, chain);
        } catch (Refusal refusal) {
            ResponseHeaders.challenge(response, refusal);
            GateProblems.write(request, response, refusal);
            end(request);
        } catch (BrokenBody e) {
            answerBrokenBody(request, response);
            end(request);
        } catch (Throwable e) {
            answerFailure(request, response, id, e);
            end(request);
        } finally {
            MDC.remove("request");
            count(sample, new Labels(door(request), HttpMethods.label(request.getMethod()), response.getStatus()));
            bodies.discardRest(request, response);
        }
    }

    private void count(Timer.Sample sample, Labels labels) {
        Timer known = timers.get(labels);
        if (known != null) {
            sample.stop(known);
            return;
        }
        Timer timer = Timer.builder("pishkhan.door")
                .description("requests by door, method and status")
                .tags("door", labels.door, "method", labels.method, "status", String.valueOf(labels.status))
                .register(metrics.registry());
        sample.stop(timer);
        // the registry returns a timer without effect while it has too many meters
        if (timer.count() > 0) {
            timers.put(labels, timer);
        }
    }

    /** Completes an asynchronous exchange whose answer failed. Otherwise the exchange would never end. */
    private static void end(HttpServletRequest request) {
        if (request.isAsyncStarted()) {
            try {
                request.getAsyncContext().complete();
            } catch (IllegalStateException e) {
                LOG.debug("The exchange has already ended", e);
            }
        }
    }

    /**
     * Answers an unexpected failure: 503 while the hub stops, otherwise 500. Rethrows JVM errors such as
     * OutOfMemoryError, but not StackOverflowError, after which the thread can continue.
     */
    private void answerFailure(HttpServletRequest request, HttpServletResponse response, String id, Throwable thrown)
            throws IOException {
        if (thrown instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
            throw fatal;
        }
        if (response.isCommitted()) {
            GateProblems.writeIncident(request, response, id, thrown);
            if (!IncidentLog.isAborted(thrown)) {
                // the server aborts the connection, so that the client does not take the partial response for a
                // complete one
                throw new IOException("The answer to request " + id + " was aborted");
            }
            return;
        }
        ResponseHeaders.reset(request, response);
        if (ended) {
            // a service that stops during an admitted request is not a fault of the request
            ResponseHeaders.setRetryAfter(response, Refusal.Kind.UNAVAILABLE);
            GateProblems.write(request, response, starting);
        } else {
            GateProblems.writeIncident(request, response, id, thrown);
        }
    }

    private static void answerBrokenBody(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            ResponseHeaders.reset(request, response);
            GateProblems.write(request, response, 400, "request.broken", MESSAGES.text("request.broken/body"));
        }
    }

    /**
     * Returns whether the request has passed the gate; if not, answers 503. Every servlet behind the gate calls it, because the gate may
     * not have started.
     */
    public static boolean ensurePassed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean passed = request.getAttribute(PASSED) != null;
        if (!passed) {
            ResponseHeaders.identify(request);
            ResponseHeaders.set(request, response);
            ResponseHeaders.setRetryAfter(response, Refusal.Kind.UNAVAILABLE);
            GateProblems.write(request, response, RequestAuthentication.starting());
        }
        return passed;
    }

    /**
     * Passes a request on after it has waited, or answers it with a refusal. It is authenticated again, because its login may have ended,
     * and holds a place like a new request, because one change may wake many requests.
     */
    static void resume(HttpServletRequest request, HttpServletResponse response, Passage door)
            throws IOException, ServletException {
        try (RequestPlaces.Place place = ((Readmission) request.getAttribute(AGAIN)).admit()) {
            door.pass();
        } catch (Refusal refusal) {
            ResponseHeaders.challenge(response, refusal);
            GateProblems.write(request, response, refusal);
        }
    }

    /** Authenticates a waiting request again and returns the place that it holds from now on. */
    private interface Readmission {
        RequestPlaces.Place admit();
    }

    /** Rest of the filter chain after the gate. */
    interface Passage {
        void pass() throws IOException, ServletException;
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestPlaces.Kind kind = RequestPlaces.Kind.of(request.getRequestURI());
        // the door servlet defers its responses itself, because it must know when they are sent
        FilterChain deferred = kind == RequestPlaces.Kind.ASSETS || kind == RequestPlaces.Kind.HEALTH
                ? (asked, answer) -> DeferredResponse.send(
                        (HttpServletRequest) asked, (HttpServletResponse) answer, kept -> chain.doFilter(asked, kept))
                : chain;
        try (RequestPlaces.Place place = places.acquire(kind)) {
            admit(request, response, deferred, kind, place);
        }
    }

    private void admit(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            RequestPlaces.Kind kind,
            RequestPlaces.Place place)
            throws IOException, ServletException {
        if (HttpMethods.refuse(request, response) == HttpMethods.Answer.GIVEN) {
            return;
        }
        Refusal path = RequestPath.violation(request);
        if (path != null) {
            throw path;
        }
        RequestSyntax.check(request, response);
        crossSiteCheck.check(request);
        RestoreProgress restoring = restore;
        if (restoring != null && restoring.isIncomplete() && !RequestDrain.isBelow(request.getRequestURI(), HEALTH)) {
            ResponseHeaders.setRetryAfter(response, Refusal.Kind.UNAVAILABLE);
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "hub.restoring", null);
        }
        requireServing(request);
        bodies.check(request, response);
        requestAuthentication.admit(request, authenticator, sessions);
        request.setAttribute(AGAIN, (Readmission) () -> readmit(request, kind));
        if (!RequestAuthentication.isUnambiguous(request.getRequestURI())) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "path.unknown", null);
        }
        if (HttpMethods.options(request, response) == HttpMethods.Answer.GIVEN) {
            return;
        }
        request.setAttribute(PASSED, Boolean.TRUE);
        countHolder(request, place);
        transfers.offer(request);
        bodies.pass(new DoorRequest(request, address), response, chain);
    }

    private void countHolder(HttpServletRequest request, RequestPlaces.Place place) {
        if (request.getAttribute(Requests.CALLER) instanceof Caller caller) {
            place.countLogin(caller.principal());
        } else {
            place.countAnonymous(proxies.network(ClientAddress.of(request)));
        }
    }

    private RequestPlaces.Place readmit(HttpServletRequest request, RequestPlaces.Kind kind) {
        RequestPlaces.Place place = places.acquire(kind);
        boolean isAdmitted = false;
        try {
            requestAuthentication.admit(request, authenticator, sessions);
            countHolder(request, place);
            isAdmitted = true;
            return place;
        } finally {
            if (!isAdmitted) {
                place.close();
            }
        }
    }

    /**
     * Refuses all requests but health and metrics if the node may not serve, e.g. if its keys differ from those of the other nodes.
     * @throws Refusal UNAVAILABLE
     */
    private void requireServing(HttpServletRequest request) {
        Cluster nodes = cluster;
        if (nodes != null
                && !RequestDrain.isBelow(request.getRequestURI(), HEALTH)
                && !request.getRequestURI().equals("/metrics")) {
            nodes.refusal().ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    /** Maximum upload size in bytes, or the last known value while the archive is being updated; 0 if it was never known. */
    private long uploadLimit() {
        SheetLimit now = sheets;
        if (now != null) {
            lastLimit = now.bytes();
        }
        return lastLimit;
    }

    /** The declared door of a request, or {@code other}. This bounds the number of label values regardless of the requested paths. */
    private String door(HttpServletRequest request) {
        return doors.find(request.getRequestURI()).orElse("other");
    }
}
