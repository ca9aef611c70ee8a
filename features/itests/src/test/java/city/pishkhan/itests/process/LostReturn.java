package city.pishkhan.itests.process;

import city.pishkhan.itests.contract.HttpClientDecorator;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.process.HubProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A payer who paid at Mellat's page, and whose return request reaches a node that is then killed. */
final class LostReturn {
    private static final Duration LIMIT = Duration.ofSeconds(300);

    private final CityExtension city;
    private final Journey journey;
    private String bill;
    private String attempts;
    private HttpRequest unsent;

    LostReturn(CityExtension city, Journey journey) {
        this.city = city;
        this.journey = journey;
    }

    Journey journey() {
        return journey;
    }

    /** Pays at the bank, up to the redirect back to the hub; that request is kept and not sent. */
    LostReturn pay() throws InterruptedException {
        journey.awaitDuties();
        bill = city.clerk().bills(journey.id()).get(0).path("id").asText();
        attempts = "/office/v1/cases/" + journey.id() + "/bills/" + bill + "/attempts";
        JsonNode attempt = city.clerk().beginPayment(journey.id(), bill, "mellat");
        try {
            new PayerBrowser(new ReturnInterceptor(city.city().http())).pay(attempt);
        } catch (IOException kept) {
            // expected: the interceptor keeps the return request and throws this exception
        }
        if (unsent == null) {
            throw new IllegalStateException("the bank did not send the payer back");
        }
        return this;
    }

    /**
     * Sends the kept request to a frozen node, which receives it and does not process it.
     *
     * @param frozen the frozen node
     * @param plain a client that sends to this node directly
     */
    void sendReturnTo(HubProcess frozen, HttpClient plain) {
        plain.sendAsync(BalancedClient.withNode(frozen.address(), unsent), HttpResponse.BodyHandlers.discarding());
    }

    /** Waits until the office sees the notice that the payer should reload the page, reloads it, and completes the case. */
    void reloadAndComplete() throws IOException, InterruptedException {
        HubClient office = city.door("clerk-1204");
        Awaitility.await("another node has asked the bank")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> office.get(attempts)
                        .path("items")
                        .path(0)
                        .path("noticeFa")
                        .asText()
                        .contains("بانک"));
        boolean[] intercepted = {false};
        // a page that answers "not now" is loaded again; a payer who paid again instead would pay twice and get one
        // payment back
        Awaitility.await("it is paid")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    intercepted[0] = intercepted[0]
                            || city.city()
                                            .http()
                                            .send(unsent, HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    < 400;
                    return journey.isPaid(bill);
                });
        journey.end();
    }

    /** Sends all requests except the payer's return to the hub, which this client keeps. */
    private final class ReturnInterceptor extends HttpClientDecorator {
        ReturnInterceptor(HttpClient http) {
            super(http);
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
                throws IOException, InterruptedException {
            if (request.uri().getPath().startsWith("/pay/")) {
                unsent = request;
                throw new ConnectException("kept");
            }
            return http.send(request, handler);
        }
    }
}
