package city.pishkhan.api.agencies;

import java.util.Map;

/** Channels of this node to agencies, according to their configuration files. */
public interface AgencyChannels {

    /** Returns the channel of each agency by the agency's name: {@code system} or {@code worklist}. */
    Map<String, String> channels();
}
