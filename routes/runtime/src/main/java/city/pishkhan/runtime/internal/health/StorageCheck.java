package city.pishkhan.runtime.internal.health;

import city.pishkhan.platform.startup.Causes;
import city.pishkhan.runtime.HealthCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What the hub keeps can be written: into each folder something small is written and forced to the disk, at most once in a few seconds,
 * however often somebody asks. Before a volume is full there is a warning.
 */
@Component(configurationPid = "city.pishkhan.runtime.storage")
@Designate(ocd = StorageCheck.Config.class)
public final class StorageCheck implements HealthCheck {

    /** PID {@code city.pishkhan.runtime.storage}. */
    @ObjectClassDefinition(name = "Pishkhan storage check")
    public @interface Config {

        @AttributeDefinition(description = "folders to try besides the data folder, where data lies elsewhere")
        String[] folders() default {};

        @AttributeDefinition(
                description =
                        "percent of a volume in use from which on the hub warns; the broker takes nothing beyond 95")
        int warn_percent() default 85;

        @AttributeDefinition(description = "MiB free on a volume below which the hub warns")
        long warn_free() default 1_024;
    }

    private static final String PROBE = ".pishkhan-storage-check";
    private static final byte[] SOMETHING = new byte[4_096];
    private static final long FRESH_NANOS = 3_000_000_000L;
    private static final long ANSWER_MILLIS = 900;
    private static final int PERCENT = 100;

    private final List<Path> folders;
    private final int warnPercent;
    private final long warnFree;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "pishkhan-storage");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<Optional<String>> last;
    private long lastBegin;

    @Activate
    public StorageCheck(BundleContext bundles, Config config) {
        this(
                Stream.concat(Stream.of(bundles.getProperty("karaf.data")), Stream.of(config.folders()))
                        .filter(folder -> folder != null && !folder.isBlank())
                        .map(Path::of)
                        .toList(),
                config.warn_percent(),
                config.warn_free());
    }

    StorageCheck(List<Path> folders, int warnPercent, long warnFreeMebibytes) {
        this.folders = folders;
        this.warnPercent = warnPercent;
        this.warnFree = warnFreeMebibytes << 20;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Optional<String> problem() {
        try {
            return tried().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of(
                    "the disk takes longer than " + ANSWER_MILLIS + " ms for " + SOMETHING.length + " bytes");
        } catch (ExecutionException e) {
            return Optional.of(Causes.plain(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** One try at a time; a disk that hangs is not asked again before it has answered. */
    private synchronized CompletableFuture<Optional<String>> tried() {
        boolean old = last == null || last.isDone() && System.nanoTime() - lastBegin > FRESH_NANOS;
        if (old) {
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
                return Optional.of("nothing can be written in " + folder + ": " + Causes.plain(e));
            }
        }
        return Optional.empty();
    }

    private static void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(SOMETHING);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Optional<String> warning() {
        List<String> warnings = new ArrayList<>();
        for (Path folder : folders) {
            try {
                FileStore volume = Files.getFileStore(folder);
                filling(volume.getTotalSpace(), volume.getUsableSpace())
                        .ifPresent(filling -> warnings.add("the volume of " + folder + " " + filling));
            } catch (IOException e) {
                warnings.add("the volume of " + folder + " cannot be looked at: " + Causes.plain(e));
            }
        }
        return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", warnings));
    }

    /** @param total bytes, 0 if nobody knows */
    Optional<String> filling(long total, long free) {
        if (total <= 0 || free >= warnFree && (total - free) * PERCENT < warnPercent * total) {
            return Optional.empty();
        }
        return Optional.of("is " + (total - free) * PERCENT / total + "% full, " + (free >> 20) + " MiB are free");
    }

    @Deactivate
    void stop() {
        disk.shutdownNow();
    }
}
