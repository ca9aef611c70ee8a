package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.messages.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the routes of one agency while its channel is available. If several services offer the channel, the first is used and the rest
 * are reported, because the connector of an agency must not change at random. Thread-safe.
 * @param <K> key of an offer
 */
final class RoutesPublisher<K> implements AutoCloseable {
    private static final Messages MESSAGES = Messages.of(RoutesPublisher.class);
    private static final Logger LOG = LoggerFactory.getLogger(RoutesPublisher.class);

    private final AgencySettings settings;
    private final AgencyRegister register;
    private final String awaited;
    private final Function<K, String> named;
    private final Function<RoutesBuilder, Runnable> publish;
    private final Map<K, AgencyChannel> offered = new LinkedHashMap<>();
    private K used;
    private boolean closed;
    private Runnable withdraw = () -> {};

    /**
     * Creates a publisher without offers.
     * @param awaited missing service, in words
     * @param named   returns the name of an offer for messages
     * @param publish publishes routes and returns the action that withdraws them
     */
    RoutesPublisher(
            AgencySettings settings,
            AgencyRegister register,
            String awaited,
            Function<K, String> named,
            Function<RoutesBuilder, Runnable> publish) {
        this.settings = settings;
        this.register = register;
        this.awaited = awaited;
        this.named = named;
        this.publish = publish;
        register.waits(settings.agency(), awaited);
    }

    synchronized void add(K key, AgencyChannel channel) {
        offered.put(key, channel);
        choose();
    }

    synchronized void remove(K key) {
        offered.remove(key);
        choose();
    }

    /** Withdraws the published routes; further offers are ignored. */
    @Override
    public synchronized void close() {
        closed = true;
        choose();
    }

    private void choose() {
        boolean stays = !closed && used != null && offered.containsKey(used);
        if (!stays) {
            change(closed ? null : offered.keySet().stream().findFirst().orElse(null));
        }
        tellOfOthers();
    }

    private void change(K next) {
        if (next == used) {
            return;
        }
        // withdrawn before the next routes are published, so that only one channel processes an inquiry
        withdraw.run();
        withdraw = () -> {};
        used = null;
        register.waits(settings.agency(), awaited);
        if (next != null) {
            withdraw = publish.apply(
                    new InquiryRoutes(settings.agency(), settings.inquiries(), settings.notices(), offered.get(next)));
            used = next;
            register.runs(settings.agency());
        }
    }

    private void tellOfOthers() {
        List<String> others = offered.keySet().stream()
                .filter(key -> !key.equals(used))
                .map(named)
                .toList();
        if (closed || used == null || others.isEmpty()) {
            register.alone(settings.agency());
        } else {
            String said = MESSAGES.both("agency.offered-twice", settings.agency(), named.apply(used), others);
            if (register.offeredTwice(settings.agency(), said)) {
                LOG.warn("{}", said);
            }
        }
    }
}
