package city.pishkhan.platform.artemis;

import java.util.List;
import java.util.Map;

/** A look into the broker, embedded or elsewhere. */
public interface BrokerAdmin {

    /**
     * Messages per queue, those in delivery and those waiting for a redelivery included. Temporary queues and the
     * broker's own are left out.
     *
     * @return name of the queue to its number of messages
     * @throws IllegalStateException if the broker does not answer or does not allow the question
     */
    Map<String, Long> queueDepths();

    /** Queue of what the broker gave up. */
    default String deadQueue() {
        return "dead";
    }

    /**
     * What the broker has unlike what the hub needs of its addresses ({@code etc/broker/address-settings.xml}), one line each without any
     * secret; a broker that does not tell its settings is one of them.
     */
    default List<String> unlikeSettings() {
        return List.of();
    }

    /** Whether the broker takes messages now. Cheap enough for a health check. */
    boolean up();
}
