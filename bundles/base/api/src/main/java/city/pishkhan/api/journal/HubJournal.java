package city.pishkhan.api.journal;

import city.pishkhan.api.security.Caller;
import java.util.Map;

/**
 * Access to the {@link Journal} for bundles that have no transaction of their own. It records events of the hub itself;
 * each entry is committed when the call returns.
 */
public interface HubJournal {

    /**
     * Records one event.
     *
     * @param event   e.g. {@code route-file.refused}
     * @param actor   author of the event
     * @param details as in {@link Journal#record}
     */
    void record(String event, Caller actor, Map<String, ?> details);
}
