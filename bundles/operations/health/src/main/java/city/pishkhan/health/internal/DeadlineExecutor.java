package city.pishkhan.health.internal;

import city.pishkhan.platform.startup.DetachedThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
 * Runs several tasks in parallel and waits until a common deadline. A task whose previous run has not ended is not started again; the
 * caller joins the previous run. A hanging task therefore occupies only one thread. Thread-safe.
 * @param <K> key that identifies a task
 * @param <T> result of a task
 */
public final class DeadlineExecutor<K, T> implements AutoCloseable {
    private static final int MOST_THREADS = 96;
    private static final long IDLE_SECONDS = 30;

    private final Duration deadline;
    private final ThreadPoolExecutor threads;
    private final Map<K, Running<T>> running = new ConcurrentHashMap<>();

    /**
     * Outcome of a task; exactly one component is present.
     * @param value   the result
     * @param failure the exception
     * @param pending start time of a task that has not ended by the deadline
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

    /** @param name prefix of the thread names */
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

    /** @return outcomes by key, in the order of {@code work}, at the latest when the deadline expires */
    public Map<K, Outcome<T>> runAll(Map<K, Supplier<T>> work) {
        long end = System.nanoTime() + deadline.toNanos();
        Map<K, Running<T>> begun = new LinkedHashMap<>();
        work.forEach((key, one) -> begun.put(
                key,
                running.compute(
                        key, (same, before) -> before == null || before.result().isDone() ? begin(key, one) : before)));
        // the callback is added outside the map's lock, because a completing task may need that lock
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
                    CompletableFuture.failedFuture(
                            new IllegalStateException("all threads are blocked by earlier tasks, such as " + key)),
                    Instant.now());
        }
    }

    private static <T> Outcome<T> outcome(Running<T> one, long end) {
        try {
            return Outcome.done(one.result().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Outcome.late(one.begun());
        } catch (ExecutionException e) {
            return Outcome.failed(Objects.requireNonNull(e.getCause()));
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
