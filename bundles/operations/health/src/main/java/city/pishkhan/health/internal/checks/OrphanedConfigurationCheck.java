package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.configuration.KnownKeys;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of active configurations whose file no longer exists. The file installer misses deletions that happen while it does not run. */
@Component
public final class OrphanedConfigurationCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(OrphanedConfigurationCheck.class);
    private static final String FILE = "felix.fileinstall.filename";
    /** Tolerance: the file installer scans every second, and a file that is being rewritten is briefly missing. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

    private final ConfigurationAdmin configurations;
    private final Clock clock;
    /** Time at which each file was first missing, by PID. */
    private final Map<String, Instant> gone = new ConcurrentHashMap<>();

    @Activate
    public OrphanedConfigurationCheck(@Reference ConfigurationAdmin configurations) {
        this(configurations, Clock.systemUTC());
    }

    OrphanedConfigurationCheck(ConfigurationAdmin configurations, Clock clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "configuration-files";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> ghosts = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Configuration one : ownConfigurations()) {
            Object file =
                    one.getProperties() == null ? null : one.getProperties().get(FILE);
            if (file != null && isMissing(file.toString())) {
                seen.add(one.getPid());
                Instant since = gone.computeIfAbsent(one.getPid(), pid -> clock.instant());
                if (!since.plus(GRACE_PERIOD).isAfter(clock.instant())) {
                    ghosts.add(ghost(one.getPid(), file.toString().replaceFirst(".*/", ""), since));
                }
            }
        }
        gone.keySet().retainAll(seen);
        return ghosts;
    }

    private static HealthWarning ghost(String pid, String file, Instant since) {
        return HealthWarning.of(MESSAGES, "ghost", pid, since, pid, file);
    }

    private Configuration[] ownConfigurations() {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + KnownKeys.HUB_PREFIX + "*)");
            return found == null ? new Configuration[0] : found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // the filter is a valid constant
        }
    }

    private static boolean isMissing(String file) {
        try {
            return file.startsWith("file:") && Files.notExists(Path.of(URI.create(file)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
