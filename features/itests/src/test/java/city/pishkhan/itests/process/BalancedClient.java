package city.pishkhan.itests.process;

import city.pishkhan.itests.contract.HttpClientDecorator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer in front of the nodes, configured as the handbook recommends. Nodes take turns. A node that refuses a connection or
 * answers 503 is skipped for this call. A broken call is sent to another node if it is safe to repeat: a GET, a call with an
 * Idempotency-Key, a payer's return or a login.
 */
final class BalancedClient extends HttpClientDecorator {
    private static final int UNAVAILABLE = 503;

    private final List<URI> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final List<String> brokenOff = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    BalancedClient(HttpClient http) {
        super(http);
    }

    /** Adds another node. Calls to the address of the first node are distributed to all nodes. */
    void add(URI address) {
        nodes.add(address);
    }

    /** Calls that no node answered, or that were answered only with a server error. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** Calls that one node broke off and another node answered. */
    List<String> retriedCalls() {
        return List.copyOf(brokenOff);
    }

    int calls() {
        return calls.get();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        if (nodes.isEmpty() || !request.uri().getAuthority().equals(nodes.get(0).getAuthority())) {
            return http.send(request, handler);
        }
        calls.incrementAndGet();
        String call = request.method() + " " + request.uri().getPath();
        List<String> messages = new ArrayList<>();
        HttpResponse<T> last = null;
        int first = turn.getAndIncrement();
        for (int i = 0; i < nodes.size(); i++) {
            URI node = nodes.get(Math.floorMod(first + i, nodes.size()));
            try {
                last = http.send(withNode(node, request), handler);
                if (last.statusCode() != UNAVAILABLE
                        || last.headers().firstValue("Retry-After").isEmpty()) {
                    break;
                }
                messages.add(node.getPort() + ": 503 " + last.body());
            } catch (ConnectException e) {
                messages.add(node.getPort() + ": refused");
            } catch (IOException e) {
                messages.add(node.getPort() + ": " + e);
                brokenOff.add(call + " " + e);
                if (!isRepeatable(request)) {
                    failed.add(call + " " + messages);
                    throw e;
                }
            }
        }
        if (last == null) {
            failed.add(call + " " + messages);
            throw new ConnectException(call + ": no node answers: " + messages);
        }
        if (last.statusCode() >= 500) {
            failed.add(call + " " + last.statusCode() + " " + last.body() + " " + messages);
        }
        return last;
    }

    private static boolean isRepeatable(HttpRequest request) {
        return request.method().equals("GET")
                || request.headers().firstValue("Idempotency-Key").isPresent()
                || request.uri().getPath().startsWith("/pay/")
                || request.uri().getPath().startsWith("/auth/");
    }

    /** The same call, addressed to a given node. */
    static HttpRequest withNode(URI node, HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(node.resolve(request.uri().getRawPath()
                        + (request.uri().getRawQuery() == null
                                ? ""
                                : "?" + request.uri().getRawQuery())))
                .build();
    }
}
