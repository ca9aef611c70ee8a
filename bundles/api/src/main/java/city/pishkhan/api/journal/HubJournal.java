package city.pishkhan.api.journal;

import city.pishkhan.api.security.Caller;
import java.util.Map;

/** The {@link Journal} for rooms that have no transaction: what happened to the hub itself, each entry committed when the call returns. */
public interface HubJournal {

    /**
     * @param event   e.g. {@code route-file.refused}
     * @param actor   who did it
     * @param details as in {@link Journal#record}
     */
    void record(String event, Caller actor, Map<String, ?> details);
}
