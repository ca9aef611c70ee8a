package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.messages.Messages;
import city.pishkhan.spi.ContractWatch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Implements {@link InquiryDispatchers}: tracks the Camel contexts that consume agencies' queues, and their consumers. Only one
 * context may consume a queue.
 */
@Component(service = {InquiryDispatchers.class, RunningDispatchers.class, ContractWatch.class})
public final class RunningDispatchers implements InquiryDispatchers, ContractWatch {
    private static final Messages MESSAGES = Messages.of(RunningDispatchers.class);

    private final Map<String, QueueAssignment> assignments = new ConcurrentHashMap<>();
    private final Map<InquiryDispatcher, LimitedConsumer> running = new ConcurrentHashMap<>();
    private Map<String, Limit> limits = Map.of();

    /** A consumer whose limits an operator can change while it runs. */
    interface LimitedConsumer {

        /**
         * Applies a limit.
         *
         * @param limit values that override the options of the endpoint; {@code null} for the endpoint's own options
         */
        void limit(@Nullable Limit limit);

        /** Current number of messages processed at a time. */
        int consumers();
    }

    private record QueueAssignment(String context, int consumers) {}

    /**
     * Assigns a queue to a context.
     *
     * @param context name of the context that starts a consumer
     * @throws AgencyAlreadyServed if another context consumes the queue
     */
    void assign(String queue, String context) {
        assignments.compute(queue, (name, holder) -> {
            if (holder != null && !holder.context().equals(context)) {
                throw new AgencyAlreadyServed(MESSAGES.bilingual("carriers.taken", queue, holder.context(), context));
            }
            return new QueueAssignment(context, holder == null ? 1 : holder.consumers() + 1);
        });
    }

    void release(String queue) {
        assignments.computeIfPresent(
                queue,
                (name, holder) ->
                        holder.consumers() == 1 ? null : new QueueAssignment(holder.context(), holder.consumers() - 1));
    }

    /** Registers a consumer, which applies the operator's limit or the endpoint's own options. */
    synchronized void add(InquiryDispatcher dispatcher, LimitedConsumer consumer) {
        running.put(dispatcher, consumer);
        consumer.limit(limits.get(dispatcher.agency()));
    }

    synchronized void remove(InquiryDispatcher dispatcher) {
        running.remove(dispatcher);
    }

    @Override
    public synchronized void setLimits(Map<String, Limit> now) {
        Map<String, Limit> before = limits;
        limits = Map.copyOf(now);
        running.forEach((dispatcher, consumer) -> {
            Limit limit = limits.get(dispatcher.agency());
            if (!Objects.equals(limit, before.get(dispatcher.agency()))) {
                consumer.limit(limit);
            }
        });
    }

    @Override
    public Set<String> agencies() {
        return running.keySet().stream().map(InquiryDispatcher::agency).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<String, String> contexts() {
        Map<String, String> contexts = new TreeMap<>();
        assignments.forEach((queue, holder) -> {
            if (queue.startsWith(Queues.INQUIRY)) {
                contexts.put(queue.substring(Queues.INQUIRY.length()), holder.context());
            }
        });
        return contexts;
    }

    private List<InquiryDispatcher> dispatchersOf(String agency) {
        return running.keySet().stream()
                .filter(dispatcher -> dispatcher.agency().equals(agency))
                .toList();
    }

    /**
     * State of the agency's consumers on this node. If they have several circuit breakers, the most restrictive state
     * is reported.
     */
    @Override
    public Optional<DispatchState> dispatchState(String agency) {
        int consumers = running.entrySet().stream()
                .filter(one -> one.getKey().agency().equals(agency))
                .mapToInt(one -> one.getValue().consumers())
                .sum();
        return dispatchersOf(agency).stream()
                .min(Comparator.comparing(
                        dispatcher -> switch (dispatcher.breaker().state()) {
                            case OPEN -> 0;
                            case HALF_OPEN -> 1;
                            case CLOSED -> 2;
                        }))
                .map(dispatcher -> new DispatchState(
                        consumers,
                        dispatcher.rate().perSecond(),
                        dispatcher.breaker().state(),
                        dispatcher.breaker().until(),
                        dispatcher.breaker().latency(),
                        dispatcher.breaker().lastError()));
    }

    @Override
    public List<ContractViolation> violations() {
        return running.keySet().stream()
                .map(dispatcher -> dispatcher.breaker().violations().findRecent())
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void tryNow(String agency) {
        dispatchersOf(agency).forEach(dispatcher -> dispatcher.breaker().tryNow());
    }
}
