package city.pishkhan.api.health;

import city.pishkhan.messages.Text;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backlog of pending work; published as a service by the bundle that stores it. Reported in the metrics {@code
 * pishkhan_backlog_waiting} and {@code pishkhan_backlog_oldest_seconds}, and as a warning once the oldest item waits too long.
 */
public interface BacklogWatch {

    /** Short, stable name of the backlog, e.g. {@code outbox}. */
    String backlogName();

    /** The present backlog, by a short query; the count of a long backlog may be incomplete. */
    Backlog backlog();

    /** Maximum waiting time of the oldest item before a warning. */
    Duration longestWait();

    /** Description of the waiting items, for operators. */
    Text description();

    /** Consequence if the items wait too long, for operators. */
    Text effect();

    /** Action that operators should take if the items wait too long. */
    Text remedy();

    /**
     * A backlog.
     *
     * @param oldest time since which the oldest item waits; {@code null} if nothing waits
     */
    record Backlog(long waiting, @Nullable Instant oldest) {
        /** An empty backlog. */
        public static final Backlog NONE = new Backlog(0, null);
    }
}
