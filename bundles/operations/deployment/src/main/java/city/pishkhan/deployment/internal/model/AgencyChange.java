package city.pishkhan.deployment.internal.model;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Effect of a deployment on the agencies whose inquiries are consumed now.
 *
 * @param consumingContexts by agency, the context that consumes its inquiries
 * @param stopping contexts that stop
 * @param own those stopping contexts whose routes the deployment replaces; the remaining ones restart unchanged
 * @param next agencies whose inquiries the new version consumes
 */
public record AgencyChange(
        Map<String, String> consumingContexts, Collection<String> stopping, Collection<String> own, Set<String> next) {
    private static final Messages MESSAGES = Messages.of(AgencyChange.class);

    /** Agencies whose inquiries wait while contexts are stopped. */
    public Set<String> waiting() {
        Set<String> waiting = new TreeSet<>();
        consumingContexts.forEach((agency, context) -> {
            if (stopping.contains(context)) {
                waiting.add(agency);
            }
        });
        return waiting;
    }

    /** Messages for the agencies that the new version would consume although another context consumes them. */
    public List<Text> conflicts() {
        return next.stream()
                .sorted()
                .filter(agency ->
                        consumingContexts.containsKey(agency) && !stopping.contains(consumingContexts.get(agency)))
                .map(agency -> MESSAGES.text("plan.carried", agency, consumingContexts.get(agency)))
                .toList();
    }

    /** Messages for the agencies whose inquiries no context consumes afterwards. */
    public List<Text> abandoned() {
        return consumingContexts.entrySet().stream()
                .filter(one -> own.contains(one.getValue()) && !next.contains(one.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(one -> MESSAGES.text("plan.abandoned", one.getKey()))
                .toList();
    }
}
