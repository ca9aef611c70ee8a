package city.pishkhan.camel.internal;

import city.pishkhan.api.cases.InquiryCarriers;
import city.pishkhan.messages.Messages;
import city.pishkhan.spi.ContractWatch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** {@link InquiryCarriers}: which context consumes which agency's queues, and by which consumers. One context has a queue. */
@Component(service = {InquiryCarriers.class, RunningCarriers.class, ContractWatch.class})
public final class RunningCarriers implements InquiryCarriers, ContractWatch {
    private static final Messages MESSAGES = Messages.of(RunningCarriers.class);

    private final Map<String, Holder> held = new ConcurrentHashMap<>();
    /** each with how many it carries at a time */
    private final Map<InquiryCarrier, Integer> running = new ConcurrentHashMap<>();

    private record Holder(String context, int consumers) {}

    /**
     * @param context that wants to consume a queue
     * @throws Taken if another one does
     */
    void hold(String queue, String context) {
        held.compute(queue, (name, holder) -> {
            if (holder != null && !holder.context().equals(context)) {
                throw new Taken(MESSAGES.both("carriers.taken", queue, holder.context(), context));
            }
            return new Holder(context, holder == null ? 1 : holder.consumers() + 1);
        });
    }

    void release(String queue) {
        held.computeIfPresent(
                queue,
                (name, holder) ->
                        holder.consumers() == 1 ? null : new Holder(holder.context(), holder.consumers() - 1));
    }

    void started(InquiryCarrier carrier, int consumers) {
        running.put(carrier, consumers);
    }

    void stopped(InquiryCarrier carrier) {
        running.remove(carrier);
    }

    @Override
    public Set<String> agencies() {
        return running.keySet().stream().map(InquiryCarrier::agency).collect(Collectors.toUnmodifiableSet());
    }

    private List<InquiryCarrier> of(String agency) {
        return running.keySet().stream()
                .filter(carrier -> carrier.agency().equals(agency))
                .toList();
    }

    /** Of several the one whose breaker keeps most away speaks for all. */
    @Override
    public Optional<Carrying> carrying(String agency) {
        List<InquiryCarrier> all = of(agency);
        int consumers = all.stream()
                .mapToInt(carrier -> running.getOrDefault(carrier, 0))
                .sum();
        return all.stream()
                .map(InquiryCarrier::breaker)
                .min(Comparator.comparing(breaker -> switch (breaker.state()) {
                    case OPEN -> 0;
                    case HALF_OPEN -> 1;
                    case CLOSED -> 2;
                }))
                .map(breaker -> new Carrying(
                        consumers, breaker.state(), breaker.until(), breaker.latency(), breaker.lastError()));
    }

    @Override
    public List<Departure> departures() {
        return running.keySet().stream()
                .map(carrier -> carrier.breaker().departures().lately())
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void tryNow(String agency) {
        of(agency).forEach(carrier -> carrier.breaker().tryNow());
    }
}
