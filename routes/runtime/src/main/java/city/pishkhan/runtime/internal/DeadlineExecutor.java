package city.pishkhan.runtime.internal;

import city.pishkhan.platform.startup.DetachedThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Has several pieces of work done at once and waits for none of them beyond a deadline for all together. What hangs holds one thread, however often it
 * is asked for: nobody begins a piece of work that is still being done, whoever asks meanwhile waits for the same one.
 *
 * @param <K> what tells pieces of work apart
 * @param <T> what comes of them
 */
public final class DeadlineExecutor<K, T> implements AutoCloseable {
    private static final int MOST_THREADS = 96;
    private static final long IDLE_SECONDS = 30;

    private final Duration deadline;
    private final ThreadPoolExecutor threads;
    private final Map<K, Running<T>> running = new ConcurrentHashMap<>();

    /**
     * What came of a piece of work, one of three.
     *
     * @param value   what it gave
     * @param failure why it failed
     * @param pending since when it is being done, beyond the deadline
     */
    public record Outcome<T>(Optional<T> value, Optional<Throwable> failure, Optional<Instant> pending) {
        static <T> Outcome<T> done(T value) {
            return new Outcome<>(Optional.of(value), Optional.empty(), Optional.empty());
        }

        static <T> Outcome<T> failed(Throwable cause) {
            return new Outcome<>(Optional.empty(), Optional.of(cause), Optional.empty());
        }

        static <T> Outcome<T> late(Instant since) {
            return new Outcome<>(Optional.empty(), Optional.empty(), Optional.of(since));
        }
    }

    private record Running<T>(CompletableFuture<T> result, Instant begun) {}

    /** @param name of the threads */
    public DeadlineExecutor(String name, Duration deadline) {
        this.deadline = deadline;
        threads = new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                DetachedThreads.numbered(name));
    }

    /** @return by key, after the deadline at the latest, in the order of {@code work} */
    public Map<K, Outcome<T>> all(Map<K, Supplier<T>> work) {
        long end = System.nanoTime() + deadline.toNanos();
        Map<K, Running<T>> begun = new LinkedHashMap<>();
        work.forEach((key, one) -> begun.put(
                key,
                running.compute(
                        key, (same, before) -> before == null || before.result().isDone() ? begin(key, one) : before)));
        // not within the map's own lock, which the work's end may want
        begun.forEach((key, one) -> one.result().whenComplete((value, failure) -> running.remove(key, one)));
        Map<K, Outcome<T>> outcomes = new LinkedHashMap<>();
        begun.forEach((key, one) -> outcomes.put(key, outcome(one, end)));
        return outcomes;
    }

    private Running<T> begin(K key, Supplier<T> work) {
        try {
            return new Running<>(CompletableFuture.supplyAsync(work, threads), Instant.now());
        } catch (RejectedExecutionException e) {
            return new Running<>(
                    CompletableFuture.failedFuture(new IllegalStateException("too much hangs already, such as " + key)),
                    Instant.now());
        }
    }

    private static <T> Outcome<T> outcome(Running<T> one, long end) {
        try {
            return Outcome.done(one.result().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Outcome.late(one.begun());
        } catch (ExecutionException e) {
            return Outcome.failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.late(one.begun());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
