package city.pishkhan.archive.internal.sources;

import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.spi.ArchiveSource;
import city.pishkhan.spi.ArchiveSource.Sheet;
import city.pishkhan.spi.PartnerText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks sources for the sheets of properties. Concurrent requests about the same property are merged. Each source has its own threads, so
 * that a slow source does not delay the others.
 */
final class SourceInquirer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceInquirer.class);
    private static final int THREADS = 2;
    private static final int WAITING = 100;
    private static final long IDLE_SECONDS = 30;

    private final Tx tx;
    private final Set<String> kinds;
    private final Clock clock;
    private final Map<String, ThreadPoolExecutor> threads = new ConcurrentHashMap<>();
    private final Map<Question, FutureTask<Void>> asked = new ConcurrentHashMap<>();
    private final Map<String, SourceProblem> troubles = new ConcurrentHashMap<>();

    /** @param kinds kinds of papers that belong to properties */
    SourceInquirer(Tx tx, Set<String> kinds, Clock clock) {
        this.tx = tx;
        this.kinds = kinds;
        this.clock = clock;
    }

    private record Question(String source, String property) {}

    /**
     * A problem of a source: it does not answer, or its sheets are invalid.
     *
     * @param since time of the first failure
     * @param what plain description of the problem
     */
    record SourceProblem(Instant since, String what) {}

    /**
     * Asks a source about a property, or joins a running request.
     *
     * @return the pending request; empty if the queue of the source is full
     */
    Optional<Future<Void>> ask(ArchiveSource source, String property) {
        Question question = new Question(source.name(), property);
        FutureTask<Void> fresh = new FutureTask<>(
                () -> {
                    try {
                        inquire(source, property);
                    } finally {
                        asked.remove(question);
                    }
                },
                null);
        FutureTask<Void> running = asked.putIfAbsent(question, fresh);
        if (running != null) {
            return Optional.of(running);
        }
        try {
            threads.computeIfAbsent(source.name(), SourceInquirer::pool).execute(fresh);
            return Optional.of(fresh);
        } catch (RejectedExecutionException e) {
            asked.remove(question);
            return Optional.empty();
        }
    }

    private static ThreadPoolExecutor pool(String source) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                DetachedThreads.named("pishkhan-archive-source-" + source));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void inquire(ArchiveSource source, String property) {
        try {
            List<Sheet> sheets = source.list(property, kinds).stream()
                    .filter(sheet -> kinds.contains(sheet.kind()))
                    .toList();
            Instant now = clock.instant();
            tx.run(sql -> SourceAnswerRepository.recordAnswer(sql, property, source.name(), sheets, now));
            troubles.remove(source.name());
        } catch (RuntimeException e) {
            recordProblem(source.name(), PartnerText.cause(e));
            tx.run(sql -> SourceAnswerRepository.recordFailure(sql, property, source.name(), clock.instant()));
        }
    }

    /** Records a problem of a source. An earlier problem is kept until the source answers again. */
    void recordProblem(String source, String what) {
        SourceProblem before = troubles.putIfAbsent(source, new SourceProblem(clock.instant(), what));
        if (before == null) {
            LOG.warn("Archive {} does not answer correctly: {}", source, what);
        }
    }

    Map<String, SourceProblem> problems() {
        return Map.copyOf(troubles);
    }

    boolean isAsking(String source, String property) {
        return asked.containsKey(new Question(source, property));
    }

    /** Waits until all requests have ended, or up to the given time. */
    static void await(List<Future<Void>> questions, Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        for (Future<Void> question : questions) {
            try {
                question.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return;
            } catch (ExecutionException e) {
                LOG.warn("The answer of a source could not be stored: {}", PartnerText.cause(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        threads.values().forEach(ThreadPoolExecutor::shutdownNow);
    }
}
