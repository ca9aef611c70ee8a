package city.pishkhan.routes.inquiries.internal;

import java.util.TreeMap;
import java.util.function.Function;
import org.apache.camel.RoutesBuilder;

/**
 * Publishes the routes of one agency while something is there that its channel leads to. Of several the highest in order is used, as everywhere
 * in OSGi.
 *
 * @param <K> what the offers are ordered by
 */
final class RoutesPublisher<K> implements AutoCloseable {
    private final AgencySettings settings;
    private final AgencyRegister register;
    private final String awaited;
    private final Function<RoutesBuilder, Runnable> publish;
    private final TreeMap<K, AgencyChannel> offered = new TreeMap<>();
    private K used;
    private boolean closed;
    private Runnable withdraw = () -> {};

    /**
     * @param awaited what is waited for as long as nothing is offered
     * @param publish publishes routes, and returns what withdraws them
     */
    RoutesPublisher(
            AgencySettings settings,
            AgencyRegister register,
            String awaited,
            Function<RoutesBuilder, Runnable> publish) {
        this.settings = settings;
        this.register = register;
        this.awaited = awaited;
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

    /** What was published is withdrawn, and nothing takes its place. */
    @Override
    public synchronized void close() {
        closed = true;
        choose();
    }

    private void choose() {
        K best = closed || offered.isEmpty() ? null : offered.lastKey();
        if (best == used) {
            return;
        }
        // before the next: an inquiry is in one hand only
        withdraw.run();
        withdraw = () -> {};
        used = null;
        register.waits(settings.agency(), awaited);
        if (best != null) {
            withdraw = publish.apply(new InquiryRoutes(
                    settings.agency(),
                    settings.inquiries(),
                    settings.notices(),
                    settings.perSecond(),
                    offered.get(best)));
            used = best;
            register.runs(settings.agency());
        }
    }
}
