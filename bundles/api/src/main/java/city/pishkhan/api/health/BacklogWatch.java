package city.pishkhan.api.health;

import city.pishkhan.messages.Text;
import java.time.Duration;
import java.time.Instant;

/**
 * Published as a service by who keeps work until somebody takes it: {@code pishkhan_backlog_waiting} and {@code _oldest_seconds} in the metrics, and a
 * warning once the oldest waits too long.
 */
public interface BacklogWatch {

    /** Whose, short and stable, e.g. {@code outbox}. */
    String backlogName();

    /** A short query; of a long backlog it need not count all. */
    Backlog backlog();

    /** How long the oldest may wait before people should look. */
    Duration patience();

    /** What waits, for operators. */
    Text what();

    /** What does not happen meanwhile. */
    Text effect();

    /** What people can do. */
    Text remedy();

    /** @param oldest since when the oldest waits; {@code null} if nothing does */
    record Backlog(long waiting, Instant oldest) {
        public static final Backlog NONE = new Backlog(0, null);
    }
}
