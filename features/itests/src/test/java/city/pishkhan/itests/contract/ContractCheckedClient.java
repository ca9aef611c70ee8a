package city.pishkhan.itests.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * An HTTP client that validates every call to a door of the hub, and its answer, against the contract that the hub serves. All test clients
 * of the hub use it, so that no test has to request the check.
 */
public final class ContractCheckedClient extends HttpClientDecorator {

    public ContractCheckedClient(HttpClient http) {
        super(http);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpResponse<T> response = http.send(request, handler);
        check(request, response);
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return http.sendAsync(request, handler).thenApply(response -> check(request, response));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
        return http.sendAsync(request, handler, pushes).thenApply(response -> check(request, response));
    }

    private <T> HttpResponse<T> check(HttpRequest request, HttpResponse<T> response) {
        ServedContract.of(http, request.uri()).ifPresent(contract -> {
            byte[] answer = response.body() instanceof String text
                    ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                    : response.body() instanceof byte[] bytes ? bytes : null;
            contract.check(new Exchange(
                    request,
                    request.bodyPublisher().map(ContractCheckedClient::bytes).orElse(new byte[0]),
                    response,
                    answer));
        });
        return response;
    }

    /** Reads the content of a request body by subscribing to its publisher; {@code null} if the length is unknown. */
    private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (publisher.contentLength() < 0) {
            return null; // the body may be a stream, which can be read only once
        }
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                all.writeBytes(bytes);
            }

            @Override
            public void onError(Throwable thrown) {
                throw new IllegalStateException(thrown);
            }

            @Override
            public void onComplete() {
                // nothing to do: the content has been collected in onNext
            }
        });
        return all.toByteArray();
    }
}
