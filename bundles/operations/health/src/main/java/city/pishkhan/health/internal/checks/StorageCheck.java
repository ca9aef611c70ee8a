package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.Causes;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.runtime.HealthCheck;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Checks that the hub's folders are writable by forcing a small file to disk, up to once every few seconds. Warns if a
 * volume is almost full, or if it would be full within days at its present rate.
 */
@Component(
        service = {HealthCheck.class, StorageCheck.class},
        immediate = true,
        configurationPid = "city.pishkhan.runtime.storage")
@Designate(ocd = StorageCheck.Config.class)
public final class StorageCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(StorageCheck.class);

    /** PID {@code city.pishkhan.runtime.storage}. */
    @ObjectClassDefinition(name = "Pishkhan storage check")
    public @interface Config {

        @AttributeDefinition(description = "folders to check besides the data folder, if data is stored elsewhere")
        String[] folders() default {};

        @AttributeDefinition(
                description =
                        "percent of a volume in use from which the hub warns; the broker accepts nothing beyond 95")
        int warn_percent() default 85;

        @AttributeDefinition(description = "free MiB of a volume below which the hub warns")
        long warn_free() default 1_024;

        @AttributeDefinition(
                description =
                        "the hub warns if a volume would be full within this many days at the pace of the last hours")
        int warn_days() default 7;
    }

    private static final String PROBE = ".pishkhan-storage-check";
    private static final byte[] PROBE_CONTENT = new byte[4_096];
    private static final long FRESH_NANOS = 3_000_000_000L;
    /**
     * Time limit in milliseconds for the disk; shorter than the limit of the whole check, which can then still report
     * the reason.
     */
    private static final long ANSWER_MILLIS = HealthCheck.ANSWER_MILLIS - 150;

    private static final long SAMPLE_MINUTES = 5;
    private static final int PERCENT = 100;

    private final List<Path> folders;
    private final int warnPercent;
    private final long warnFree;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(DetachedThreads.named("pishkhan-storage"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DetachedThreads.named("pishkhan-storage-forecast"));
    private final Map<Path, StorageForecast> forecasts = new LinkedHashMap<>();
    private final int warnDays;
    private final MetricsRegistry metricsRegistry;
    private final MultiGauge free;
    private final MultiGauge full;
    private final MultiGauge filling;
    private @Nullable CompletableFuture<Optional<String>> last;
    private long lastBegin;

    @Activate
    public StorageCheck(BundleContext bundles, @Reference MetricsRegistry metricsRegistry, Config config) {
        this(
                Stream.concat(Stream.of(bundles.getProperty("karaf.data")), Stream.of(config.folders()))
                        .filter(folder -> folder != null && !folder.isBlank())
                        .map(Path::of)
                        .toList(),
                config.warn_percent(),
                config.warn_free(),
                config.warn_days(),
                metricsRegistry);
    }

    StorageCheck(
            List<Path> folders,
            int warnPercent,
            long warnFreeMebibytes,
            int warnDays,
            MetricsRegistry metricsRegistry) {
        this.folders = folders;
        this.warnPercent = warnPercent;
        this.warnFree = warnFreeMebibytes << 20;
        this.warnDays = warnDays;
        this.metricsRegistry = metricsRegistry;
        folders.forEach(folder -> forecasts.put(folder, new StorageForecast()));
        free = MultiGauge.builder("pishkhan.storage.free.bytes")
                .description("free space on the volume of a folder that the hub writes to")
                .register(metricsRegistry.registry());
        full = MultiGauge.builder("pishkhan.storage.full.seconds")
                .description(
                        "time until the volume is full at the pace of the last hours; -1 if it does not fill or the pace is unknown")
                .register(metricsRegistry.registry());
        filling = MultiGauge.builder("pishkhan.storage.filling.bytes")
                .description("growth per day at the pace of the last hours; 0 if unknown")
                .register(metricsRegistry.registry());
        metricsRegistry.beforeScrape(this, this::measure);
        timer.scheduleWithFixedDelay(this::sample, SAMPLE_MINUTES, SAMPLE_MINUTES, TimeUnit.MINUTES);
    }

    /** Returns the forecast of a folder's free space, for tests. */
    @Nullable
    StorageForecast forecastOf(Path folder) {
        return Objects.requireNonNull(forecasts.get(folder));
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Optional<String> problem() {
        try {
            return startProbe().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of(
                    "the disk takes longer than " + ANSWER_MILLIS + " ms for " + PROBE_CONTENT.length + " bytes");
        } catch (ExecutionException e) {
            return Optional.of(Causes.plain(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Runs one probe at a time; a hanging disk is not probed again until the probe has ended. */
    private synchronized CompletableFuture<Optional<String>> startProbe() {
        if (last == null || last.isDone() && System.nanoTime() - lastBegin > FRESH_NANOS) {
            lastBegin = System.nanoTime();
            last = CompletableFuture.supplyAsync(this::probe, disk);
        }
        return last;
    }

    private Optional<String> probe() {
        for (Path folder : folders) {
            Path file = folder.resolve(PROBE);
            try {
                write(file);
            } catch (IOException e) {
                return Optional.of("cannot write to " + folder + ": " + Causes.plain(e));
            }
        }
        return Optional.empty();
    }

    private static void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(PROBE_CONTENT);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> warnings = new ArrayList<>();
        for (Path folder : folders) {
            try {
                FileStore store = Files.getFileStore(folder);
                filling(store.getTotalSpace(), store.getUsableSpace())
                        .map(full -> HealthWarning.of(
                                MESSAGES, "filling", folder.toString(), null, folder, full.percent(), full.free()))
                        .or(() -> forecast(folder).flatMap(full -> fullSoonWarning(folder, full)))
                        .ifPresent(warnings::add);
            } catch (IOException e) {
                warnings.add(HealthWarning.of(MESSAGES, "unknown", folder.toString(), null, folder, Causes.plain(e)));
            }
        }
        return warnings;
    }

    private Optional<HealthWarning> fullSoonWarning(Path folder, Duration full) {
        boolean days = full.toDays() > 0;
        return full.toDays() >= warnDays
                ? Optional.empty()
                : Optional.of(HealthWarning.of(
                        MESSAGES,
                        days ? "full-soon" : "full-soon/hours",
                        folder.toString(),
                        null,
                        folder,
                        days ? full.toDays() : full.toHours(),
                        Objects.requireNonNull(forecasts.get(folder)).hours()));
    }

    private Optional<Duration> forecast(Path folder) {
        return Objects.requireNonNull(forecasts.get(folder)).timeUntilFull();
    }

    /** Records the free space for the forecast and the metrics. */
    private void sample() {
        forecasts.forEach((folder, forecast) -> {
            try {
                forecast.add(Instant.now(), Files.getFileStore(folder).getUsableSpace());
            } catch (IOException e) {
                // the health check reports this error
            }
        });
    }

    private void measure() {
        List<MultiGauge.Row<?>> bytes = new ArrayList<>();
        List<MultiGauge.Row<?>> seconds = new ArrayList<>();
        List<MultiGauge.Row<?>> daily = new ArrayList<>();
        for (Path folder : folders) {
            Tags tags = Tags.of("folder", String.valueOf(folder.getFileName()));
            try {
                bytes.add(MultiGauge.Row.of(tags, Files.getFileStore(folder).getUsableSpace()));
                seconds.add(MultiGauge.Row.of(
                        tags, forecast(folder).map(Duration::toSeconds).orElse(-1L)));
                daily.add(MultiGauge.Row.of(
                        tags,
                        Objects.requireNonNull(forecasts.get(folder))
                                .bytesPerDay()
                                .orElse(0L)));
            } catch (IOException e) {
                // the health check reports this error
            }
        }
        free.register(bytes, true);
        full.register(seconds, true);
        filling.register(daily, true);
    }

    /**
     * @param percent used share of the volume in percent
     * @param free free space in MiB
     */
    record VolumeUsage(long percent, long free) {}

    /**
     * Returns the filling of a volume if it exceeds a limit for warnings; otherwise empty.
     *
     * @param total size of the volume in bytes, or 0 if unknown @param free usable space in bytes
     */
    Optional<VolumeUsage> filling(long total, long free) {
        if (total <= 0 || free >= warnFree && (total - free) * PERCENT < warnPercent * total) {
            return Optional.empty();
        }
        return Optional.of(new VolumeUsage((total - free) * PERCENT / total, free >> 20));
    }

    @Deactivate
    void stop() {
        disk.shutdownNow();
        timer.shutdownNow();
        metricsRegistry.removeMeasurements(this);
        free.register(List.of(), true);
        full.register(List.of(), true);
        filling.register(List.of(), true);
    }
}
