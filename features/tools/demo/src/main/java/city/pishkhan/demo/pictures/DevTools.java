package city.pishkhan.demo.pictures;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection to a browser by the Chrome DevTools protocol: JSON messages over a WebSocket. Events of the browser are ignored. */
final class DevTools implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final WebSocket socket;
    private int last;

    /** @throws CityException if the browser does not accept the connection */
    DevTools(URI address) {
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .connectTimeout(TIMEOUT)
                    .buildAsync(address, new Messages())
                    .join();
        } catch (CompletionException e) {
            throw new CityException("The browser does not answer at " + address + ": " + e.getCause(), e);
        }
    }

    /**
     * Calls a method and waits for its result.
     *
     * @param session session of a page, or {@code null} for the browser itself
     * @throws CityException if the browser reports an error or does not answer within 30 seconds
     */
    JsonNode call(String session, String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++last;
        ObjectNode message = HubClient.JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", HubClient.JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> call = new CompletableFuture<>();
        calls.put(id, call);
        socket.sendText(message.toString(), true);
        try {
            JsonNode answer = call.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.has("error")) {
                throw new CityException("The browser refuses " + method + ": "
                        + answer.at("/error/message").asText());
            }
            return answer.path("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new CityException("The browser does not answer " + method + ": " + e, e);
        } finally {
            calls.remove(id);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Completes each call with the browser's answer that has the call's id. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder received = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
            received.append(part);
            if (whole) {
                complete(received.toString());
                received.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void complete(String text) {
            try {
                JsonNode message = HubClient.JSON.readTree(text);
                CompletableFuture<JsonNode> call = calls.get(message.path("id").asInt());
                if (call != null) {
                    call.complete(message);
                }
            } catch (JsonProcessingException e) {
                onError(socket, e);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            onError(from, new CityException("The browser ended the connection"));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            calls.values().forEach(call -> call.completeExceptionally(error));
        }
    }
}
