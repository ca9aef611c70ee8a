package city.pishkhan.itests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests that must succeed, to addresses that are not doors. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Http() {}

    /** Reads the text at an address. */
    static String text(HttpClient http, URI address) {
        return send(http, HttpRequest.newBuilder(address));
    }

    /**
     * Sends a request.
     *
     * @return the body of the 200 response
     * @throws IllegalStateException if the status is not 200
     */
    static String send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        response.uri() + " answers " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
