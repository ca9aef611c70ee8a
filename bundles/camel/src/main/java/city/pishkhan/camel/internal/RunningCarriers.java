package city.pishkhan.camel.internal;

import city.pishkhan.api.cases.InquiryCarriers;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.messages.Messages;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** {@link InquiryCarriers}: which context consumes which agency's queues, and by how many consumers. One context has a queue. */
@Component(service = {InquiryCarriers.class, RunningCarriers.class})
public final class RunningCarriers implements InquiryCarriers {
    private static final Messages MESSAGES = Messages.of(RunningCarriers.class);

    private final Map<String, Holder> running = new ConcurrentHashMap<>();

    private record Holder(String context, int consumers) {}

    /**
     * @param context that wants to consume a queue
     * @throws Taken if another one does
     */
    void started(String queue, String context) {
        running.compute(queue, (name, holder) -> {
            if (holder != null && !holder.context().equals(context)) {
                throw new Taken(MESSAGES.both("carriers.taken", queue, holder.context(), context));
            }
            return new Holder(context, holder == null ? 1 : holder.consumers() + 1);
        });
    }

    void stopped(String queue) {
        running.computeIfPresent(
                queue,
                (name, holder) ->
                        holder.consumers() == 1 ? null : new Holder(holder.context(), holder.consumers() - 1));
    }

    @Override
    public Set<String> agencies() {
        return running.keySet().stream()
                .filter(queue -> queue.startsWith(Queues.INQUIRY))
                .map(queue -> queue.substring(Queues.INQUIRY.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
