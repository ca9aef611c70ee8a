package city.pishkhan.gate.internal.contexts;

import city.pishkhan.platform.startup.Participation;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Prevents routes with timers or polling consumers from working on a suspended node ({@link Participation}). A copy of an installation must
 * not fetch files from a partner's server, because the original would miss them. Its timers must not call any partner.
 */
final class QuarantineRoutePolicyFactory extends LifecycleStrategySupport implements RoutePolicyFactory {
    private static final Set<String> TIMERS = Set.of("timer", "quartz", "cron");

    private static final RoutePolicy NO_TICK = new RoutePolicySupport() {
        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            if (Participation.isSuspended()) {
                exchange.setRouteStop(true);
            }
        }
    };

    /** Called for each consumer before it starts. */
    @Override
    public void onServiceAdd(CamelContext context, Service service, Route route) {
        if (service instanceof ScheduledPollConsumer polling
                && !(polling.getPollStrategy() instanceof SuspendablePollStrategy)) {
            PollingConsumerPollStrategy usual = polling.getPollStrategy();
            // Camel sets its default strategy only later, so the default is created here if the route sets none
            polling.setPollStrategy(
                    new SuspendablePollStrategy(usual == null ? new DefaultPollingConsumerPollStrategy() : usual));
        }
    }

    @Override
    public @Nullable RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode node) {
        String uri = node instanceof RouteDefinition route && route.getInput() != null
                ? route.getInput().getEndpointUri()
                : "";
        return uri != null && TIMERS.contains(uri.split(":", 2)[0]) ? NO_TICK : null;
    }

    /** Skips polls while the node is suspended. */
    private record SuspendablePollStrategy(PollingConsumerPollStrategy usual) implements PollingConsumerPollStrategy {
        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return !Participation.isSuspended() && usual.begin(consumer, endpoint);
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polled) {
            usual.commit(consumer, endpoint, polled);
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception cause) throws Exception {
            return usual.rollback(consumer, endpoint, retries, cause);
        }
    }
}
