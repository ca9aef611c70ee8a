package city.pishkhan.platform.artemis;

import java.util.List;
import java.util.Map;

/** Administration of the message broker, embedded or external. */
public interface BrokerAdmin {

    /**
     * Returns the number of messages by queue, including messages in delivery and those waiting for redelivery. Temporary
     * queues and the broker's internal queues are left out.
     *
     * @throws IllegalStateException if the broker does not answer or denies the request
     */
    Map<String, Long> queueDepths();

    /** Name of the queue for messages that the broker has given up. */
    default String deadQueue() {
        return "dead";
    }

    /**
     * Returns the differences between the broker's address settings and those that the hub needs
     * ({@code etc/broker/address-settings.xml}), one per line and without secrets. A broker whose settings cannot be read is
     * reported too.
     */
    default List<String> settingDifferences() {
        return List.of();
    }

    /** Returns {@code true} if the broker accepts messages now. Cheap enough for a health check. */
    boolean isUp();
}
