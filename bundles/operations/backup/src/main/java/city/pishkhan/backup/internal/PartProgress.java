package city.pishkhan.backup.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress of restoring files, shown in the log every minute and at {@code /health/ready}. */
final class PartProgress {
    private static final Messages MESSAGES = Messages.of(PartProgress.class);
    private static final Logger LOG = LoggerFactory.getLogger(PartProgress.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final String folder;
    private final long files;
    private final Instant begun;
    private Instant lastLogged;
    private volatile long done;

    PartProgress(Clock clock, String folder, long files) {
        this.clock = clock;
        this.folder = folder;
        this.files = files;
        begun = clock.instant();
        lastLogged = begun;
    }

    void increment() {
        done++;
        if (!clock.instant().isBefore(lastLogged.plus(PAUSE))) {
            lastLogged = clock.instant();
            LOG.warn("Restoring: {}", line());
        }
    }

    private String line() {
        long now = done;
        long seconds = Duration.between(begun, clock.instant()).toSeconds();
        String left = now == 0 || seconds == 0
                ? ""
                : ", some " + (Math.max(0, files - now) * seconds / now + 59) / 60 + " minutes left";
        return now + " of " + files + " " + folder + left;
    }

    List<HealthWarning> warnings() {
        return List.of(HealthWarning.of(MESSAGES, "restoring", folder, begun, line()));
    }
}
