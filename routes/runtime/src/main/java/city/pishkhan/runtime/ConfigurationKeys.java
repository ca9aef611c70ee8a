package city.pishkhan.runtime;

import java.util.Collection;
import java.util.Optional;

/** Which keys the hub's configurations may have. */
public interface ConfigurationKeys {

    /**
     * What of a configuration nobody reads, in one line; empty if all of it is read.
     *
     * @param pid  the PID, or the factory PID of one of several
     * @param keys those that it has
     */
    Optional<String> mistakes(String pid, Collection<String> keys);
}
