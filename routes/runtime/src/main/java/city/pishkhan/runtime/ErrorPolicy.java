package city.pishkhan.runtime.internal;

import city.pishkhan.api.Refusal;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * What happens to a failure in any route of the hub.
 *
 * <p>By default it is logged once, without bodies or headers, and goes back to whoever called: a door makes a fault or a
 * problem of it, a broker delivers again, a file stays where it is. A refusal is the caller's mistake and is not logged.
 * A route with {@code routeConfigurationId("transacted")} leaves all of it to the broker, log included; one with {@code
 * "dead-letter"} has nobody to go back to and keeps the message with its cause in the queue {@code dead.routes}.
 */
final class ErrorPolicy extends RouteConfigurationBuilder {

    private static final String CAUSE = "pishkhanCause";
    private static final String ROUTE = "pishkhanRoute";

    @Override
    public void configuration() {
        routeConfiguration()
                .errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(0)
                        .logExhaustedMessageHistory(false)
                        .logExhaustedMessageBody(false));
        routeConfiguration().onException(Refusal.class).handled(false).logExhausted(false);

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
