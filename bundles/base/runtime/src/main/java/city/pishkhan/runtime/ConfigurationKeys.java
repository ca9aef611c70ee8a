package city.pishkhan.runtime;

import city.pishkhan.messages.Text;
import java.util.Collection;
import java.util.Optional;

/** Valid keys of the hub's configurations. */
public interface ConfigurationKeys {

    /**
     * Describes the unknown keys of a configuration in one line; empty if all keys are known.
     * @param pid  the PID, or the factory PID of a factory configuration
     * @param keys keys that the configuration contains
     */
    Optional<Text> mistakes(String pid, Collection<String> keys);
}
