package city.pishkhan.api.agencies;

import java.util.Map;

/** Which way this node has to agencies, as their files say. */
public interface AgencyChannels {

    /** {@code system} or {@code worklist}, by agency. */
    Map<String, String> channels();
}
