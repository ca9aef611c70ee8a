package city.pishkhan.cases.internal.access;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.DiskSpool;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.platform.startup.DetachedThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link Readings}, the log of accesses to the personal data of cases. Readings are written to the database
 * once a second, so that no request waits for them. If the hub crashes, the readings of the last second are lost. While
 * the database fails or does not answer, readings are spooled to this node's disk. They are moved into the table when
 * the database is available again.
 */
@Component(
        service = {Readings.class, DisclosureLog.class},
        configurationPid = "city.pishkhan.cases.readings")
@Designate(ocd = DisclosureLog.Config.class)
public final class DisclosureLog implements Readings {
    private static final Logger LOG = LoggerFactory.getLogger(DisclosureLog.class);
    private static final Duration WRITE = Duration.ofSeconds(1);
    /** maximum wait for the database, in milliseconds; after that the readings are spooled to disk */
    private static final long SLOW_MILLIS = 1_000;

    private static final int STOP_SECONDS = 5;
    private static final Duration DIGEST = Duration.ofSeconds(60);
    private static final int BATCH = 5_000;
    private static final int MOST = 200_000;

    /** Configuration of the log of readings, PID {@code city.pishkhan.cases.readings}. */
    @ObjectClassDefinition(name = "Pishkhan readings")
    public @interface Config {
        @AttributeDefinition(
                description =
                        "Minutes within which repeated viewing of a case or sheet by one login counts as one reading, 1 to 1440")
        int minutes() default 10;

        @AttributeDefinition(description = "Interval of digests of the readings in the journal, in minutes, 1 to 1440")
        int digest_minutes() default 60;
    }

    /**
     * The fields by which repeated readings are recognised: equal keys within the configured interval count as one
     * reading.
     *
     * @param archive {@code true} if the archive's sheets were requested; such readings are counted separately
     * @param sheet   SHA-256 of the sheet that was shown, or {@code null} if the case itself was shown
     */
    private record ReadingKey(String principal, UUID caseId, boolean archive, String sheet) {}

    /**
     * A row of the database table of readings.
     *
     * @param sheet SHA-256 of the sheet that was shown, or {@code null} if the case itself was shown
     */
    public record Row(String principal, UUID caseId, String operation, Instant at, String sheet) {}

    /**
     * A batch of readings that is spooled to disk.
     *
     * @param id time-ordered id, so that older batches are read first
     */
    public record Batch(UUID id, List<Row> rows) {}

    private final DisclosureRepository table;
    private final long intervalNanos;
    private final Duration digestEvery;
    /** Recent readings with the {@link System#nanoTime()} of each, oldest first. Also the lock of the fields below. */
    private final Map<ReadingKey, Long> recent = new LinkedHashMap<>();

    private final Deque<Row> waiting = new ArrayDeque<>();
    private final DiskSpool<Batch> spool;
    /**
     * The only thread that writes to the database. Otherwise a delayed write could run at the same time as the write of
     * the same rows from disk.
     */
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(DetachedThreads.named("case-readings-carrier"));

    private Future<?> pendingWrite = CompletableFuture.completedFuture(null);
    /** Rows that are being written into the table and are in no other list; guarded by {@link #recent}. */
    private List<Row> beingWritten = List.of();

    /**
     * Number of failed attempts to spool to disk. After a failed attempt, rows that are still in {@link #waiting} may
     * be on disk or in the table as well, so they are inserted only if missing. Guarded by {@link #recent}.
     */
    private int failedSpools;

    private int resolvedSpoolFailures;

    private final PeriodicTask writeTask =
            PeriodicTask.of("case-readings", () -> runLogged(this::write)).allowInQuarantine();
    private final PeriodicTask digestTask = PeriodicTask.of(
                    "case-readings-digest", () -> runLogged(() -> digest(Instant.now())))
            .allowInQuarantine();
    private String lastError = "";

    @Activate
    public DisclosureLog(
            BundleContext context, @Reference CaseRepository store, @Reference Journal journal, Config config) {
        this(store, journal, minutes(config.minutes()), minutes(config.digest_minutes()), folder(context));
        writeTask.startEvery(WRITE);
        digestTask.startEvery(DIGEST);
    }

    /**
     * @param repeatInterval interval in which repeated readings of the same case or sheet by the same login are
     *     recorded once
     * @param digestEvery    interval between digests in the journal
     * @param spool          folder for the readings that are not in the database yet
     */
    public DisclosureLog(
            CaseRepository store, Journal journal, Duration repeatInterval, Duration digestEvery, Path spool) {
        this(
                store,
                journal,
                repeatInterval,
                digestEvery,
                new DiskSpool<>(
                        spool,
                        Batch.class,
                        Batch::id,
                        file -> file + " in the spool of readings is damaged and was set aside"));
    }

    /** @param spool disk store of the readings that are not in the database yet */
    public DisclosureLog(
            CaseRepository store,
            Journal journal,
            Duration repeatInterval,
            Duration digestEvery,
            DiskSpool<Batch> spool) {
        this.table = new DisclosureRepository(store.tx(), journal);
        this.spool = spool;
        this.intervalNanos = repeatInterval.toNanos();
        this.digestEvery = digestEvery;
    }

    private static Path folder(BundleContext context) {
        String data = context.getProperty("karaf.data");
        return Path.of(data == null ? "data" : data, "readings");
    }

    private static Duration minutes(int given) {
        return Duration.ofMinutes(Math.max(1, Math.min(given, 1_440)));
    }

    @Deactivate
    public void stop() {
        writeTask.close();
        digestTask.close();
        runLogged(this::write);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The database does not answer; readings wait on disk");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records that the caller was shown a case's personal data. */
    public void recordReading(Caller caller, UUID caseId, String operation) {
        recordReading(
                caller,
                operation,
                new ReadingKey(caller.principal(), caseId, operation.equals(DisclosureRepository.ARCHIVE), null));
    }

    /** Records that the caller was shown a sheet of a case, or a part of it. */
    public void recordSheetReading(Caller caller, UUID caseId, String operation, String sha256) {
        recordReading(caller, operation, new ReadingKey(caller.principal(), caseId, false, sha256));
    }

    private void recordReading(Caller caller, String operation, ReadingKey key) {
        if (caller.isHub()) {
            return;
        }
        long now = System.nanoTime();
        synchronized (recent) {
            Long before = recent.get(key);
            if (before != null && now - before < intervalNanos) {
                return;
            }
            recent.remove(key);
            recent.put(key, now);
            waiting.add(new Row(
                    key.principal, key.caseId, operation, Instant.now().truncatedTo(ChronoUnit.MICROS), key.sheet));
        }
    }

    /** Records that a newly opened case showed the caller which sheets the archive has; this counts as a reading of the archive. */
    public void recordArchiveReading(Caller caller, UUID caseId) {
        recordReading(caller, caseId, DisclosureRepository.ARCHIVE);
    }

    /**
     * Writes waiting readings into the table, or to disk if the database fails or does not answer within a second.
     *
     * @throws IllegalStateException if the readings could only be written to disk
     */
    public synchronized void write() {
        if (pendingWrite.isDone()) {
            pendingWrite = writer.submit(this::writePending);
        }
        try {
            pendingWrite.get(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            spoolPending();
        } catch (TimeoutException e) {
            spoolPending();
            throw new IllegalStateException("the database does not answer; they wait on disk", e);
        } catch (ExecutionException e) {
            spoolPending();
            throw new IllegalStateException("they wait on disk: " + e.getCause(), e);
        }
        synchronized (recent) {
            long now = System.nanoTime();
            for (Iterator<Long> at = recent.values().iterator(); at.hasNext() && now - at.next() >= intervalNanos; ) {
                at.remove();
            }
        }
    }

    /** Writes the spooled rows first, then the rows in memory. */
    private void writePending() {
        for (List<Batch> batches = spool.waiting(1); !batches.isEmpty(); batches = spool.waiting(1)) {
            table.addMissing(batches.get(0).rows());
            spool.remove(batches.get(0));
        }
        for (List<Row> rows = next(); !rows.isEmpty(); rows = next()) {
            int failed;
            boolean uncertain;
            synchronized (recent) {
                failed = failedSpools;
                uncertain = failedSpools != resolvedSpoolFailures;
            }
            if (uncertain) {
                table.addMissing(rows);
            } else {
                table.add(rows);
            }
            synchronized (recent) {
                beingWritten = List.of();
                resolvedSpoolFailures = Math.max(resolvedSpoolFailures, failed);
            }
        }
    }

    private List<Row> next() {
        synchronized (recent) {
            List<Row> rows = new ArrayList<>(beingWritten);
            while (rows.size() < BATCH && !waiting.isEmpty()) {
                rows.add(waiting.poll());
            }
            beingWritten = List.copyOf(rows);
            return beingWritten;
        }
    }

    /**
     * Spools all readings in memory to disk, including those of a database write whose result is unknown. If the disk
     * fails, up to {@link #MOST} readings that are not on disk stay in memory.
     */
    private void spoolPending() {
        List<Row> rows;
        synchronized (recent) {
            rows = new ArrayList<>(beingWritten);
            rows.addAll(waiting);
            waiting.clear();
            beingWritten = List.of();
        }
        int spooled = 0;
        try {
            while (spooled < rows.size()) {
                int end = Math.min(rows.size(), spooled + BATCH);
                spool.add(new Batch(Ids.next(), rows.subList(spooled, end)));
                spooled = end;
            }
        } catch (RuntimeException e) {
            synchronized (recent) {
                // Limit the rows in memory, so that the hub does not run out of memory.
                List<Row> all = new ArrayList<>(rows.subList(spooled, rows.size()));
                all.addAll(waiting);
                waiting.clear();
                waiting.addAll(all.subList(0, Math.min(all.size(), MOST)));
                // Although the attempt failed, these rows may already be on disk or in the table.
                failedSpools++;
            }
            throw e;
        }
        synchronized (recent) {
            resolvedSpoolFailures = failedSpools;
        }
    }

    public void digest(Instant now) {
        table.digest(now, digestEvery);
    }

    private void runLogged(Runnable work) {
        try {
            work.run();
            lastError = "";
        } catch (RuntimeException e) {
            // The same error repeats every second; log it once.
            if (!e.toString().equals(lastError)) {
                LOG.error("READINGS OF PERSONAL DATA ARE NOT WRITTEN: {}", e.toString());
            }
            lastError = e.toString();
        }
    }

    @Override
    public List<ArchiveQueryCount> archiveQueries(LocalDate since) {
        return table.countArchiveQueries(since);
    }

    @Override
    public List<Reading> ofCase(UUID caseId) {
        return table.ofCase(caseId);
    }

    @Override
    public List<String> check() {
        return table.check();
    }
}
