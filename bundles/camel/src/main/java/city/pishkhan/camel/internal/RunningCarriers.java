package city.pishkhan.camel.internal;

import city.pishkhan.api.cases.InquiryCarriers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** {@link InquiryCarriers}: counts the consumers of each agency's queue, in whatever context they run. */
@Component(service = {InquiryCarriers.class, RunningCarriers.class})
public final class RunningCarriers implements InquiryCarriers {
    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    void started(String agency) {
        running.merge(agency, 1, Integer::sum);
    }

    void stopped(String agency) {
        running.computeIfPresent(agency, (name, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public Set<String> agencies() {
        return Set.copyOf(running.keySet());
    }
}
