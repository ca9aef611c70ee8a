package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.api.agencies.AgencyChannels;
import city.pishkhan.messages.Messages;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** Which file speaks for which agency, one each, and what its routes wait for. */
@Component(service = {AgencyRegister.class, AgencyChannels.class})
public final class AgencyRegister implements AgencyChannels {
    private static final Messages MESSAGES = Messages.of(AgencyRegister.class);

    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, String> channels = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> twice = new ConcurrentHashMap<>();

    /**
     * @param file as who wrote it knows it
     * @throws IllegalArgumentException if another file has that agency: two would share its inquiries by chance
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

    /** @param what is not there yet */
    void waits(String agency, String what) {
        waiting.put(agency, what);
    }

    void runs(String agency) {
        waiting.remove(agency);
    }

    /**
     * @param who who goes on, and who does not
     * @return whether that is news
     */
    boolean offeredTwice(String agency, String who) {
        return !who.equals(twice.put(agency, who));
    }

    void alone(String agency) {
        twice.remove(agency);
    }

    /** Which agencies more lead to than is used, by agency. */
    Map<String, String> twice() {
        return new TreeMap<>(twice);
    }

    /** What is not there yet, by agency. */
    Map<String, String> waiting() {
        return new TreeMap<>(waiting);
    }
}
