package city.pishkhan.rest;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.platform.secrets.Secrets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Creates partners from the configurations of connectors. */
public final class RestPartners {
    private static final Messages MESSAGES = Messages.of(RestPartners.class);

    private RestPartners() {}

    /**
     * Creates a partner from a connector's configuration.
     *
     * @param name name for messages
     * @param label description of the partner in configuration errors, e.g. {@code the post}
     * @throws IllegalArgumentException if the address is invalid or a secret is missing
     */
    public static RestPartner of(String name, String label, RestConnection connection) {
        return new RestPartner(
                new RestPartner.Settings(
                        name,
                        address(label, connection.url()),
                        connection.token().isEmpty() ? "" : Secrets.resolve(connection.token()),
                        Duration.ofMillis(connection.connectTimeoutMs()),
                        Duration.ofMillis(connection.receiveTimeoutMs()),
                        connection.maxReplyBytes()),
                new CircuitBreaker(
                        name,
                        Rule.inARow(
                                connection.breakerFailures(),
                                Duration.ofSeconds(connection.breakerSeconds()),
                                Duration.ofSeconds(connection.breakerMaxSeconds())),
                        Clock.systemUTC()));
    }

    /** Creates a partner without a circuit breaker, for callers that limit their calls themselves. */
    public static RestPartner withoutBreaker(RestPartner.Settings settings) {
        return new RestPartner(settings, CircuitBreaker.disabled(settings.name()));
    }

    /**
     * Parses an address of a configuration.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static URI address(String partner, String url) {
        URI address = URI.create(url);
        if (address.getHost() == null || !"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(MESSAGES.bilingual("rest-partners.url", partner, url));
        }
        return address;
    }
}
