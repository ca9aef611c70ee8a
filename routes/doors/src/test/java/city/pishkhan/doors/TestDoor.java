package city.pishkhan.doors;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.messaging.Idempotency.Outcome;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.runtime.ErrorPolicy;
import city.pishkhan.runtime.Requests;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.cxf.jaxrs.CxfRsEndpoint;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A door on a real server (Jetty, CXF and Camel), behind a gate that trusts {@code X-Test-Caller: principal role role}. */
public final class TestDoor implements AutoCloseable {
    private final Server server = new Server();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    public TestDoor(RoutesBuilder... routes) throws Exception {
        Bus shared = new CXFBusFactory().createBus();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        CXFNonSpringServlet servlet = new CXFNonSpringServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void loadBus(ServletConfig config) {
                setBus(shared);
            }
        };
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        handler.addServlet(holder, "/*");
        handler.addFilter(new FilterHolder(gate()), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(handler);
        server.start();
        base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        camel.disableJMX();
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof CxfRsEndpoint rest) {
                rest.setBus(shared);
            } else if (endpoint instanceof CxfEndpoint soap) {
                soap.setBus(shared);
            }
            return endpoint;
        });
        camel.addRoutesConfigurations(new ErrorPolicy());
        for (RoutesBuilder builder : routes) {
            camel.addRoutes(builder);
        }
        camel.start();
    }

    private static Filter gate() {
        return (request, response, chain) -> {
            String caller = ((jakarta.servlet.http.HttpServletRequest) request).getHeader("X-Test-Caller");
            if (caller != null) {
                String[] words = caller.split(" ");
                request.setAttribute(
                        Requests.CALLER,
                        new Caller(words[0], Set.copyOf(List.of(words).subList(1, words.length))));
            }
            chain.doFilter(request, response);
        };
    }

    /** A response with its body parsed, if it is JSON. */
    public record Answer(int status, HttpResponse<String> response, JsonNode json) {
        public String code() {
            return json.path("code").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    /**
     * @param caller {@code principal role role}, or {@code null} for no caller
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, String caller, String body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, caller, body == null ? null : HttpRequest.BodyPublishers.ofString(body), headers);
    }

    public Answer send(String method, String path, String caller, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : body);
        Map<String, String> all = new LinkedHashMap<>();
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        if (caller != null) {
            all.put("X-Test-Caller", caller);
        }
        all.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode json = type.contains("json")
                ? DoorJson.mapper().readTree(response.body())
                : DoorJson.mapper().missingNode();
        return new Answer(response.statusCode(), response, json);
    }

    public URI base() {
        return base;
    }

    @Override
    public void close() {
        camel.stop();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stores results in memory, with the contract of the real implementation. */
    public static final class Memory implements Idempotency {
        private record Kept(String digest, String value) {}

        private final Map<List<String>, Kept> kept = new HashMap<>();

        @Override
        public synchronized Result once(
                Caller caller, String operation, String key, String digest, Supplier<Outcome> work) {
            if (key == null) {
                throw new Refusal(
                        Refusal.Kind.PRECONDITION_REQUIRED, "idempotency.key-missing", "Idempotency-Key", "en", "fa");
            }
            List<String> scope = List.of(caller.principal(), operation, key);
            Kept before = kept.get(scope);
            if (before == null) {
                before = new Kept(digest, work.get().value());
                kept.put(scope, before);
                return new Result(before.value, false);
            }
            if (!before.digest.equals(digest)) {
                throw new Refusal(Refusal.Kind.INVALID, "idempotency.other-body", "Idempotency-Key", "en", "fa");
            }
            return new Result(before.value, true);
        }

        @Override
        public Result onceOptimistic(
                Caller caller, String operation, String key, String digest, Supplier<Outcome> work) {
            return once(caller, operation, key, digest, work);
        }

        @Override
        public Result onceDetached(Caller caller, String operation, String key, String digest, Supplier<Outcome> work) {
            return once(caller, operation, key, digest, work);
        }

        @Override
        public Result onceClaimed(
                Caller caller, String operation, String key, String digest, Function<Claim, Outcome> work) {
            return once(
                    caller,
                    operation,
                    key,
                    digest,
                    () -> work.apply(new Claim() {
                        @Override
                        public void recordRunning() {}

                        @Override
                        public void recordOutcome(Outcome outcome) {}
                    }));
        }
    }

    /** Permits operations whose prefix is the kind of one of the caller's roles. */
    public static final class ByPrefix implements Access {
        @Override
        public void check(Caller caller, String operation) {
            if (Stream.of(operation.split("\\.")[0])
                    .noneMatch(kind -> caller.roles().stream().anyMatch(r -> r.startsWith(kind)))) {
                throw new Refusal(Refusal.Kind.FORBIDDEN, "access.forbidden", null, "en", "fa");
            }
        }

        @Override
        public Scope scope(Caller caller, String operation) {
            return Scope.EVERYTHING;
        }

        @Override
        public Map<String, Map<String, String>> table() {
            return Map.of();
        }
    }
}
