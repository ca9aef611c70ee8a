package city.pishkhan.runtime;

import city.pishkhan.api.Refusal;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * What happens to a failure in any route of the hub. Whoever ends a failure logs it, once.
 *
 * <p>By default that is the route: without bodies or headers; then it goes back to whoever called. A refusal is the caller's
 * mistake and is not logged. A route with {@code routeConfigurationId("door")} leaves the failure to its door, which answers
 * with the id that it logs; one with {@code "transacted"} leaves all of it to the broker's consumer, log included; one with
 * {@code "dead-letter"} has nobody to go back to and keeps the message with its cause in the queue {@code dead.routes}.
 */
public final class ErrorPolicy extends RouteConfigurationBuilder {

    /** For the routes of a door. */
    public static final String DOOR = "door";

    private static final String CAUSE = "pishkhanCause";
    private static final String ROUTE = "pishkhanRoute";

    @Override
    public void configuration() {
        // one definition: of several with the same id the last one's error handler counts, be it none
        RouteConfigurationDefinition usual = routeConfiguration();
        usual.errorHandler(defaultErrorHandler()
                .maximumRedeliveries(0)
                .logExhaustedMessageHistory(false)
                .logExhaustedMessageBody(false));
        usual.onException(Refusal.class).handled(false).logExhausted(false);

        routeConfiguration(DOOR).errorHandler(noErrorHandler());
        routeConfiguration("transacted").errorHandler(noErrorHandler());

        routeConfiguration("dead-letter")
                .errorHandler(deadLetterChannel("jms:queue:dead.routes")
                        .maximumRedeliveries(3)
                        .redeliveryDelay(1_000)
                        .retryAttemptedLogLevel(LoggingLevel.WARN)
                        .onPrepareFailure(exchange -> {
                            Throwable cause =
                                    exchange.getProperty(org.apache.camel.Exchange.EXCEPTION_CAUGHT, Throwable.class);
                            exchange.getMessage().setHeader(CAUSE, String.valueOf(cause));
                            exchange.getMessage().setHeader(ROUTE, exchange.getFromRouteId());
                        }));
    }
}
