package city.pishkhan.routes.inquiries.internal;

import city.pishkhan.messages.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;
import org.jspecify.annotations.Nullable;
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
    private final Function<Supplier<RoutesBuilder>, Runnable> publish;
    private final Map<K, AgencyChannel> offered = new LinkedHashMap<>();
    private @Nullable K used;
    private boolean closed;
    private Runnable withdraw = () -> {};

    /**
     * Creates a publisher without offers.
     * @param awaited missing service, in words
     * @param named   returns the name of an offer for messages
     * @param publish publishes routes, a new instance for each start, and returns the action that withdraws them
     */
    RoutesPublisher(
            AgencySettings settings,
            AgencyRegister register,
            String awaited,
            Function<K, String> named,
            Function<Supplier<RoutesBuilder>, Runnable> publish) {
        this.settings = settings;
        this.register = register;
        this.awaited = awaited;
        this.named = named;
        this.publish = publish;
        register.setMissingService(settings.agency(), awaited);
    }

    synchronized void add(K key, AgencyChannel channel) {
        offered.put(key, channel);
        selectChannel();
    }

    synchronized void remove(K key) {
        offered.remove(key);
        selectChannel();
    }

    /** Withdraws the published routes; further offers are ignored. */
    @Override
    public synchronized void close() {
        closed = true;
        selectChannel();
    }

    private void selectChannel() {
        boolean keepsCurrent = !closed && used != null && offered.containsKey(used);
        if (!keepsCurrent) {
            switchTo(closed ? null : offered.keySet().stream().findFirst().orElse(null));
        }
        reportAmbiguity();
    }

    private void switchTo(@Nullable K next) {
        if (next == used) {
            return;
        }
        // the old routes are withdrawn before the new routes are published, so that only one channel processes an
        // inquiry
        withdraw.run();
        withdraw = () -> {};
        used = null;
        register.setMissingService(settings.agency(), awaited);
        if (next != null) {
            AgencyChannel channel = Objects.requireNonNull(offered.get(next));
            withdraw = publish.apply(
                    () -> new InquiryRoutes(settings.agency(), settings.inquiries(), settings.notices(), channel));
            used = next;
            register.clearMissingService(settings.agency());
        }
    }

    private void reportAmbiguity() {
        List<String> unused = offered.keySet().stream()
                .filter(key -> !key.equals(used))
                .map(named)
                .toList();
        if (closed || used == null || unused.isEmpty()) {
            register.removeAmbiguity(settings.agency());
        } else {
            String message = MESSAGES.bilingual("agency.offered-twice", settings.agency(), named.apply(used), unused);
            if (register.addAmbiguity(settings.agency(), message)) {
                LOG.warn("{}", message);
            }
        }
    }
}
