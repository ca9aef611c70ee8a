package city.pishkhan.rest;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Partners as connectors' configurations say. */
public final class RestPartners {
    private static final Messages MESSAGES = Messages.of(RestPartners.class);

    private RestPartners() {}

    /**
     * A partner as a connector's configuration says.
     *
     * @param name  for messages
     * @param whose the partner, for whoever mends the configuration, e.g. {@code the post}
     * @throws IllegalArgumentException if the address is none, or a secret is not there
     */
    public static RestPartner of(String name, String whose, RestConnection connection) {
        return new RestPartner(
                new RestPartner.Settings(
                        name,
                        address(whose, connection.url()),
                        connection.token().isEmpty() ? "" : Secrets.resolve(connection.token()),
                        Duration.ofMillis(connection.connectTimeoutMs()),
                        Duration.ofMillis(connection.receiveTimeoutMs()),
                        connection.maxReplyBytes()),
                new CircuitBreaker(
                        Clock.systemUTC(),
                        connection.breakerFailures(),
                        Duration.ofSeconds(connection.breakerSeconds()),
                        Duration.ofSeconds(connection.breakerMostSeconds())));
    }

    /** A partner that is always called: whoever calls has another clock by which it keeps back. */
    public static RestPartner always(RestPartner.Settings settings) {
        return new RestPartner(
                settings, new CircuitBreaker(Clock.systemUTC(), Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO));
    }

    /**
     * Reads an address from a configuration.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static URI address(String partner, String url) {
        URI address = URI.create(url);
        if (address.getHost() == null || !"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(MESSAGES.both("rest-partners.url", partner, url));
        }
        return address;
    }
}
