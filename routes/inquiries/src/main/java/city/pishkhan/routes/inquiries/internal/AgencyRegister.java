package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.api.agencies.AgencyChannels;
import city.pishkhan.messages.Messages;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** Registers the configuration file and channel of each agency, one per agency, and the services that its routes wait for. Thread-safe. */
@Component(service = {AgencyRegister.class, AgencyChannels.class})
public final class AgencyRegister implements AgencyChannels {
    private static final Messages MESSAGES = Messages.of(AgencyRegister.class);

    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, String> channels = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> twice = new ConcurrentHashMap<>();

    /**
     * Assigns an agency to a configuration file.
     * @param file file name as the operator knows it
     * @throws IllegalArgumentException if another file has the agency, because two files would share its inquiries at random
     */
    void claim(String agency, String file) {
        String other = files.putIfAbsent(agency, file);
        if (other != null) {
            throw new IllegalArgumentException(MESSAGES.both("agency.twice", agency, other));
        }
    }

    void leads(String agency, AgencyChannel.Kind channel) {
        channels.put(agency, channel.word());
    }

    @Override
    public Map<String, String> channels() {
        return new TreeMap<>(channels);
    }

    void release(String agency) {
        files.remove(agency);
        channels.remove(agency);
        waiting.remove(agency);
        twice.remove(agency);
    }

    /** @param what missing service, in words */
    void waits(String agency, String what) {
        waiting.put(agency, what);
    }

    void runs(String agency) {
        waiting.remove(agency);
    }

    /**
     * Records that several services offer the channel of an agency.
     * @param who description of the used and the unused services
     * @return {@code true} if the description has changed
     */
    boolean offeredTwice(String agency, String who) {
        return !who.equals(twice.put(agency, who));
    }

    void alone(String agency) {
        twice.remove(agency);
    }

    /** Descriptions of ambiguous channels, by agency. */
    Map<String, String> twice() {
        return new TreeMap<>(twice);
    }

    /** Missing services, by agency. */
    Map<String, String> waiting() {
        return new TreeMap<>(waiting);
    }
}
