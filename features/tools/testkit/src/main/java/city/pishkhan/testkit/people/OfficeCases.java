package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cases at the office door, with the versions that one user last read. Every change contains the version that it is
 * based on.
 */
public final class OfficeCases {

    public static final String CASES = "/office/v1/cases";

    private static final int STALE = 412;
    private static final int MOST_TRIES = 20;

    private final HubClient hubClient;
    /** last version of each case that this user has read */
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    OfficeCases(HubClient hubClient) {
        this.hubClient = hubClient;
    }

    /** A call that changes a case which was read at {@code version}. */
    @FunctionalInterface
    interface Change {
        JsonNode apply(long version) throws InterruptedException;
    }

    public static String path(String id) {
        return CASES + "/" + id;
    }

    JsonNode get(String id) throws InterruptedException {
        return storeVersion(hubClient.get(path(id)));
    }

    JsonNode getIfChanged(String id, JsonNode known) throws InterruptedException {
        return storeVersion(hubClient.getIfChanged(path(id), known));
    }

    /**
     * Stores the version of a case.
     *
     * @param now case as the hub has just returned it
     */
    JsonNode storeVersion(JsonNode now) {
        String id = now.path("id").asText();
        if (now.hasNonNull("ended")) {
            versions.remove(id);
        } else {
            versions.put(id, now.path("version").asLong());
        }
        return now;
    }

    /** Changes a case; reads it again and retries if its version is stale, because agencies may answer at any time. */
    JsonNode change(String id, Change change) throws InterruptedException {
        for (int i = 1; ; i++) {
            Long version = versions.get(id);
            if (version == null) {
                version = get(id).path("version").asLong();
            }
            try {
                return storeVersion(change.apply(version));
            } catch (HubClient.Refused e) {
                if (e.status() != STALE || i == MOST_TRIES) {
                    throw e;
                }
                versions.remove(id);
            }
        }
    }
}
