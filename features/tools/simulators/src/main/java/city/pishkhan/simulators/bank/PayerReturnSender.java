package city.pishkhan.simulators.bank;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Posts a payer's return to the merchant. Failed attempts are retried, like a payer who reloads the page. */
final class PayerReturnSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long PAUSE_MS = 500;
    private static final long WAIT_SECONDS = 20;
    private static final int SERVER_ERROR = 500;
    /** status of a merchant that is still starting and has not registered its addresses; the post is retried */
    private static final int NOT_FOUND = 404;

    private static final Duration STARTING = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "bank-returns");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Posts the return in the background until the merchant processes it.
     *
     * @return the merchant's HTTP status
     */
    CompletableFuture<Integer> postInBackground(URI callback, Map<String, String> form) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        attempt(request(callback, form), Instant.now(), done);
        return done;
    }

    private static HttpRequest request(URI callback, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(callback)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /**
     * Posts the return once.
     *
     * @return the merchant's HTTP status, or 0 without a reply
     */
    int postOnce(URI callback, Map<String, String> form) {
        try {
            return client.send(request(callback, form), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void attempt(HttpRequest request, Instant since, CompletableFuture<Integer> done) {
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
            Duration tried = Duration.between(since, Instant.now());
            if (failure == null && isProcessed(response.statusCode(), tried)) {
                done.complete(response.statusCode());
            } else if (tried.compareTo(PATIENCE) > 0) {
                done.completeExceptionally(new IOException("the merchant does not answer"));
            } else if (!timer.isShutdown()) {
                timer.schedule(() -> attempt(request, since, done), PAUSE_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private static boolean isProcessed(int status, Duration tried) {
        return status < SERVER_ERROR && (status != NOT_FOUND || tried.compareTo(STARTING) > 0);
    }

    /** @return the merchant's HTTP status, or 0 after 20 seconds; the retries then continue in the background */
    int postAndWait(URI callback, Map<String, String> form) {
        try {
            return postInBackground(callback, form).get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
