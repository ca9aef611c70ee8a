package city.pishkhan.platform.imaging.internal;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.FailureReason;
import city.pishkhan.platform.imaging.PictureMaker;
import java.io.IOException;
import java.io.InputStream;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Manages a few picture processes, started on demand and ended when idle. A sheet whose request ended a process is
 * refused for ten minutes without another attempt.
 */
@Component(service = PictureMaker.class, configurationPid = "city.pishkhan.platform.imaging")
@Designate(ocd = PictureMakerComponent.Config.class)
public final class PictureMakerComponent implements PictureMaker {
    private static final int MOST_REFUSED = 1_000;
    private static final Duration REFUSED = Duration.ofMinutes(10);

    /** Configuration with the PID {@code city.pishkhan.platform.imaging}. */
    @ObjectClassDefinition(name = "Pishkhan imaging")
    public @interface Config {

        @AttributeDefinition(description = "number of concurrent processes, 1 to 16")
        int processes() default 1;

        @AttributeDefinition(description = "heap of a process in megabytes, 64 to 4096")
        int heapMb() default 320;

        @AttributeDefinition(description = "maximum processor time of a picture in milliseconds, 100 to 120000")
        int pictureMs() default 10_000;

        @AttributeDefinition(description = "maximum time to wait for a busy process in milliseconds, 0 to 60000")
        int waitMs() default 5_000;

        @AttributeDefinition(description = "maximum number of waiting requests, 1 to 1000")
        int maxWaiting() default 32;

        @AttributeDefinition(
                description = "maximum size in bytes of a sheet of which pictures are made, up to 268435456")
        int maxBytes() default 64 << 20;

        @AttributeDefinition(description = "idle time in seconds after which a process ends, 1 or more")
        int idleSeconds() default 60;
    }

    private final WorkerProgram program;
    private final Config config;
    private final Semaphore free;
    private final Semaphore waiting;
    private final Deque<WorkerProcess> idle = new ArrayDeque<>();
    private final Map<String, Long> refused = new LinkedHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(PictureMakerComponent::timer);
    private long used = System.nanoTime();

    @Activate
    public PictureMakerComponent(BundleContext context, Config config) throws IOException {
        this(
                WorkerProgram.of(
                        WorkerProgram.extract(
                                context.getBundle(), context.getDataFile("").toPath()),
                        config.heapMb()),
                config);
    }

    PictureMakerComponent(WorkerProgram program, Config config) {
        this.program = program;
        this.config = config;
        free = new Semaphore(Math.max(1, config.processes()), true);
        waiting = new Semaphore(Math.max(1, config.maxWaiting()));
        long pause = Math.max(1, config.idleSeconds());
        clock.scheduleWithFixedDelay(this::endIdle, pause, pause, TimeUnit.SECONDS);
    }

    @Override
    public List<Page> pages(Source source) {
        int[] sizes = withProcess(source, process -> process.pages(source));
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < sizes.length; i += 2) {
            pages.add(new Page(sizes[i], sizes[i + 1]));
        }
        return pages;
    }

    @Override
    public byte[] picture(Source source, Part part, List<Area> covered) {
        return withProcess(source, process -> process.picture(source, part, covered));
    }

    @Override
    public byte[] document(List<byte[]> pictures) {
        return withProcess(process -> process.document(pictures));
    }

    @Override
    public List<Outline> outlines(byte[] font, List<String> texts) {
        return withProcess(process -> process.outlines(font, texts));
    }

    @Override
    public Structure structure(Supplier<InputStream> pdf) {
        return withProcess(process -> process.structure(pdf));
    }

    @Override
    public void decode(Source source, int page) {
        withProcess(source, process -> {
            process.decode(source, page);
            return null;
        });
    }

    private <T> T withProcess(Source source, Function<WorkerProcess, T> work) {
        requireNotRefused(source.sha256());
        try {
            return withProcess(work);
        } catch (PictureFailure e) {
            if (e.reason() == FailureReason.TOO_MUCH) {
                recordRefused(source.sha256());
            }
            throw e;
        }
    }

    private <T> T withProcess(Function<WorkerProcess, T> work) {
        acquireSlot();
        WorkerProcess process = null;
        try {
            process = acquireProcess();
            return work.apply(process);
        } finally {
            releaseProcess(process);
            free.release();
        }
    }

    private void requireNotRefused(String sha256) {
        synchronized (refused) {
            refused.values().removeIf(at -> System.nanoTime() - at > REFUSED.toNanos());
            if (refused.containsKey(sha256)) {
                throw new PictureFailure(
                        FailureReason.TOO_MUCH, "the sheet needed too much time or memory a while ago");
            }
        }
    }

    private void recordRefused(String sha256) {
        synchronized (refused) {
            while (refused.size() >= MOST_REFUSED) {
                refused.remove(refused.keySet().iterator().next());
            }
            refused.put(sha256, System.nanoTime());
        }
    }

    private void acquireSlot() {
        if (!waiting.tryAcquire()) {
            throw busy();
        }
        try {
            if (!free.tryAcquire(config.waitMs(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.release();
        }
    }

    private static PictureFailure busy() {
        return new PictureFailure(FailureReason.BUSY, "all processes are busy");
    }

    private WorkerProcess acquireProcess() {
        synchronized (idle) {
            used = System.nanoTime();
            WorkerProcess process = idle.poll();
            if (process != null && process.isAlive()) {
                return process;
            }
        }
        try {
            return new WorkerProcess(
                    program, clock, Duration.ofMillis(config.pictureMs()), Math.min(config.maxBytes(), 256 << 20));
        } catch (IOException e) {
            throw new PictureFailure(FailureReason.BUSY, "no process can be started: " + e.getMessage());
        }
    }

    private void releaseProcess(@Nullable WorkerProcess process) {
        if (process != null && process.isAlive()) {
            synchronized (idle) {
                idle.push(process);
            }
        }
    }

    private void endIdle() {
        synchronized (idle) {
            if (System.nanoTime() - used >= TimeUnit.SECONDS.toNanos(config.idleSeconds())) {
                endAll();
            }
        }
    }

    private void endAll() {
        synchronized (idle) {
            idle.forEach(WorkerProcess::close);
            idle.clear();
        }
    }

    @Deactivate
    public void stop() {
        clock.shutdownNow();
        endAll();
    }

    /** Creates a thread that keeps no reference to the caller's bundle; a plain thread would inherit its access context. */
    @SuppressWarnings("removal")
    private static Thread timer(Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, "pishkhan-imaging", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        });
    }
}
