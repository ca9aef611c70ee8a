package city.pishkhan.runtime;

import city.pishkhan.api.Refusal;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * Error handling of all routes of the hub. Each failure is logged exactly once, by the component that handles it.
 * <p>By default, the route logs the failure without bodies or headers and passes it to its caller. A refusal is the caller's mistake and is
 * not logged. A route with {@code routeConfigurationId("door")} leaves the failure to its door, which answers with the id that it logs. A
 * route with {@code "transacted"} leaves handling and logging to the broker's consumer. A route with {@code "dead-letter"} has no caller;
 * its message is kept together with the cause in the queue {@code dead.routes}.
 */
public final class ErrorPolicy extends RouteConfigurationBuilder {

    /** Route configuration of the routes of a door. */
    public static final String DOOR = "door";

    private static final String CAUSE = "pishkhanCause";
    private static final String ROUTE = "pishkhanRoute";

    @Override
    public void configuration() {
        // a single definition, because among several with the same id the last one's error handler wins, even if it is
        // unset
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
