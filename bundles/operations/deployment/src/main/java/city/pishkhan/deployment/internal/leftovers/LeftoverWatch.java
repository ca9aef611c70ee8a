package city.pishkhan.deployment.internal.leftovers;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.deployment.internal.leftovers.LeftoverSearch.Found;
import city.pishkhan.deployment.internal.leftovers.LeftoverSearch.Origin;
import city.pishkhan.deployment.internal.leftovers.ReplacedVersions.ReplacedVersion;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Reports replaced bundle versions that still run threads or whose classes are still referenced: in the result of the
 * deployment and at {@code /health/ready}. It only reports, because a thread cannot be ended from outside.
 */
@Component(
        service = {HealthWatch.class, LeftoverWatch.class},
        immediate = true)
public final class LeftoverWatch implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(LeftoverWatch.class);
    /** Time that stopped threads need to end. */
    private static final Duration STOP_WAIT = Duration.ofSeconds(2);

    private static final long LOOK_MILLIS = 100;
    private static final Duration OVER = Duration.ofSeconds(10);
    /**
     * Number of old versions of a bundle that are tolerated, because Camel and the JDK keep references to recently
     * stopped ones. A higher number indicates a leak.
     */
    private static final int TOLERATED_VERSIONS = 4;

    private static final int MOST_NAMED = 5;

    private final BundleContext framework;
    private final ReplacedVersions versions;
    private final Clock clock;

    @Activate
    public LeftoverWatch(BundleContext framework) {
        this(framework, new ReplacedVersions(framework), Clock.systemUTC());
    }

    LeftoverWatch(BundleContext framework, ReplacedVersions versions, Clock clock) {
        this.framework = framework;
        this.versions = versions;
        this.clock = clock;
        framework.addBundleListener(versions);
    }

    @Deactivate
    void stop() {
        framework.removeBundleListener(versions);
    }

    /** Waits briefly, then returns the leftovers of bundles that stopped after the given time, one per line. */
    public List<String> awaitLeftovers(Instant since) {
        long begin = System.nanoTime();
        List<String> lines = lines(since);
        while (!lines.isEmpty() && System.nanoTime() - begin < STOP_WAIT.toNanos()) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return lines;
            }
            lines = lines(since);
        }
        return lines;
    }

    private List<String> lines(Instant since) {
        List<ReplacedVersion> referenced = versions.referenced().stream()
                .filter(one -> !one.stopped().isBefore(since))
                .toList();
        return findLeftovers(referenced).values().stream()
                .flatMap(List::stream)
                .map(Text::english)
                .toList();
    }

    /** Returns the leftovers by version; versions without any have no entry. */
    private static Map<ReplacedVersion, List<Text>> findLeftovers(List<ReplacedVersion> referenced) {
        Map<Origin, ReplacedVersion> origins = new HashMap<>();
        referenced.forEach(one -> {
            ClassLoader loader = one.loader().get();
            if (loader != null) {
                origins.put(new Origin(loader, one.revision().get()), one);
            }
        });
        Map<ReplacedVersion, List<Text>> found = new IdentityHashMap<>();
        for (Found one : LeftoverSearch.find(origins.keySet())) {
            ReplacedVersion version = Objects.requireNonNull(origins.get(one.origin()));
            List<Text> lines = found.computeIfAbsent(version, key -> new ArrayList<>());
            Text line = line(one, version.bundle(), version.version());
            if (!lines.contains(line)) {
                lines.add(line);
            }
        }
        return found;
    }

    private static Text line(Found one, String bundle, String version) {
        return switch (one.kind()) {
            case THREAD -> MESSAGES.text("left-behind.thread", one.name(), bundle, version);
            case VALUE -> MESSAGES.text("left-behind.value", one.name(), bundle, version);
            case HOOK -> MESSAGES.text("left-behind.hook", one.name(), bundle, version);
            case BEAN -> MESSAGES.text("left-behind.bean", one.name(), bundle, version);
        };
    }

    @Override
    public String name() {
        return "left-behind";
    }

    @Override
    public List<HealthWarning> warnings() {
        Instant latestStop = clock.instant().minus(OVER);
        List<ReplacedVersion> referenced = versions.referenced().stream()
                .filter(one -> one.stopped().isBefore(latestStop))
                .toList();
        Map<ReplacedVersion, List<Text>> found = findLeftovers(referenced);
        Map<String, List<ReplacedVersion>> bundles = referenced.stream()
                .collect(Collectors.groupingBy(ReplacedVersion::bundle, TreeMap::new, Collectors.toList()));
        List<HealthWarning> warnings = new ArrayList<>();
        bundles.forEach((bundle, all) -> {
            List<ReplacedVersion> running =
                    all.stream().filter(found::containsKey).toList();
            List<ReplacedVersion> kept =
                    all.stream().filter(ReplacedVersion::hasOutlivedCollection).toList();
            if (!running.isEmpty()) {
                List<Text> lines = running.stream()
                        .flatMap(one -> Objects.requireNonNull(found.get(one)).stream())
                        .toList();
                warnings.add(warning(bundle, join(lines), running.get(0).stopped()));
            } else if (kept.size() > TOLERATED_VERSIONS) {
                warnings.add(warning(
                        bundle,
                        RefusalText.of(MESSAGES, "left-behind.classes", kept.size()),
                        kept.get(0).stopped()));
            }
        });
        return warnings;
    }

    private static Text join(List<Text> lines) {
        List<Text> distinct = lines.stream().distinct().toList();
        Text first = distinct.stream()
                .limit(MOST_NAMED)
                .reduce((one, more) -> MESSAGES.text("left-behind.both", one, more))
                .orElseThrow();
        int others = distinct.size() - MOST_NAMED;
        return others <= 0 ? first : RefusalText.of(MESSAGES, "left-behind.more", first, others);
    }

    private static HealthWarning warning(String bundle, Text what, Instant since) {
        return HealthWarning.of(MESSAGES, "left-behind", bundle, since, bundle, what);
    }
}
