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
    private final Map<String, String> missingServices = new ConcurrentHashMap<>();
    private final Map<String, String> ambiguities = new ConcurrentHashMap<>();

    /**
     * Assigns an agency to a configuration file.
     * @param file file name as the operator knows it
     * @throws IllegalArgumentException if another file has the agency, because two files would share its inquiries at random
     */
    void claim(String agency, String file) {
        String other = files.putIfAbsent(agency, file);
        if (other != null) {
            throw new IllegalArgumentException(MESSAGES.bilingual("agency.twice", agency, other));
        }
    }

    void setChannel(String agency, AgencyChannel.Kind channel) {
        channels.put(agency, channel.configName());
    }

    @Override
    public Map<String, String> channels() {
        return new TreeMap<>(channels);
    }

    void release(String agency) {
        files.remove(agency);
        channels.remove(agency);
        missingServices.remove(agency);
        ambiguities.remove(agency);
    }

    /** @param missing missing service, in words */
    void setMissingService(String agency, String missing) {
        missingServices.put(agency, missing);
    }

    void clearMissingService(String agency) {
        missingServices.remove(agency);
    }

    /**
     * Records that several services offer the channel of an agency.
     * @param description description of the used and the unused services
     * @return {@code true} if the description has changed
     */
    boolean addAmbiguity(String agency, String description) {
        return !description.equals(ambiguities.put(agency, description));
    }

    void removeAmbiguity(String agency) {
        ambiguities.remove(agency);
    }

    /** Descriptions of ambiguous channels, by agency. */
    Map<String, String> ambiguities() {
        return new TreeMap<>(ambiguities);
    }

    /** Missing services, by agency. */
    Map<String, String> missingServices() {
        return new TreeMap<>(missingServices);
    }
}
