package city.pishkhan.api.agencies;

import java.util.Map;

/** Channels of this node to agencies, according to their configuration files. */
public interface AgencyChannels {

    /** {@code system} or {@code worklist}, by agency. */
    Map<String, String> channels();
}
