package city.pishkhan.cases.internal.access;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.DiskSpool;
import city.pishkhan.persistence.Rounds;
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
 * {@link Readings}, written once a second, so that no look waits for them: a crash of the hub loses the last second's, nothing else
 * does. While the database fails or does not answer, they go to this node's disk each second and from there into the table when it is back.
 */
@Component(
        service = {Readings.class, DisclosureLog.class},
        configurationPid = "city.pishkhan.cases.readings")
@Designate(ocd = DisclosureLog.Config.class)
public final class DisclosureLog implements Readings {
    private static final Logger LOG = LoggerFactory.getLogger(DisclosureLog.class);
    private static final Duration WRITE = Duration.ofSeconds(1);
    /** a database that takes longer is not waited for */
    private static final long SLOW_MILLIS = 1_000;

    private static final int STOP_SECONDS = 5;
    private static final Duration DIGEST = Duration.ofSeconds(60);
    private static final int BATCH = 5_000;
    private static final int MOST = 200_000;

    /** PID {@code city.pishkhan.cases.readings}. */
    @ObjectClassDefinition(name = "Pishkhan readings")
    public @interface Config {
        @AttributeDefinition(
                description =
                        "Minutes in which a login's further looks at the same case or sheet are no readings of their own, 1 to 1440")
        int minutes() default 10;

        @AttributeDefinition(
                description = "Minutes from one digest of the readings in the journal to the next, 1 to 1440")
        int digest_minutes() default 60;
    }

    /**
     * @param archive whether it was what the archive has that was asked for: that is counted by itself
     * @param sheet   which sheet was shown, or {@code null}
     */
    private record Look(String principal, UUID caseId, boolean archive, String sheet) {}

    /** A row of the table. @param sheet as in {@link Look} */
    record Row(String principal, UUID caseId, String operation, Instant at, String sheet) {}

    /** Rows that wait on disk. @param id grows with time */
    record Batch(UUID id, List<Row> rows) {}

    private final DisclosureRepository table;
    private final long whileNanos;
    private final Duration digestEvery;
    /** The oldest first. */
    private final Map<Look, Long> lately = new LinkedHashMap<>();

    private final Deque<Row> waiting = new ArrayDeque<>();
    private final DiskSpool<Batch> spool;
    /** alone speaks with the database: a late success and the same rows from the disk never meet */
    private final ExecutorService carrier =
            Executors.newSingleThreadExecutor(DetachedThreads.named("case-readings-carrier"));

    private Future<?> carrying = CompletableFuture.completedFuture(null);
    /** on their way into the table, and nowhere else; guarded by {@link #lately} */
    private List<Row> inHand = List.of();

    private final Rounds writing =
            Rounds.of("case-readings", () -> quietly(this::write)).local();
    private final Rounds digests = Rounds.of("case-readings-digest", () -> quietly(() -> digest(Instant.now())))
            .local();
    private String trouble = "";

    @Activate
    public DisclosureLog(
            BundleContext context, @Reference CaseRepository store, @Reference Journal journal, Config config) {
        this(store, journal, minutes(config.minutes()), minutes(config.digest_minutes()), folder(context));
        writing.every(WRITE);
        digests.every(DIGEST);
    }

    /** @param spool folder of what the database has not taken yet */
    public DisclosureLog(CaseRepository store, Journal journal, Duration each, Duration digestEvery, Path spool) {
        this.table = new DisclosureRepository(store.tx(), journal);
        this.spool = new DiskSpool<>(
                spool, Batch.class, Batch::id, file -> file + " in the readings that wait is damaged and set aside");
        this.whileNanos = each.toNanos();
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
        writing.close();
        digests.close();
        quietly(this::write);
        carrier.shutdown();
        try {
            if (!carrier.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The database does not answer; readings wait on disk");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody was shown a case's personal data. */
    public void seen(Caller caller, UUID caseId, String operation) {
        seen(
                caller,
                operation,
                new Look(caller.principal(), caseId, operation.equals(DisclosureRepository.ARCHIVE), null));
    }

    /** Somebody was shown a sheet of a case, or some of its bytes. */
    public void sheetSeen(Caller caller, UUID caseId, String operation, String sha256) {
        seen(caller, operation, new Look(caller.principal(), caseId, false, sha256));
    }

    private void seen(Caller caller, String operation, Look look) {
        if (caller.hub()) {
            return;
        }
        long now = System.nanoTime();
        synchronized (lately) {
            Long before = lately.get(look);
            if (before != null && now - before < whileNanos) {
                return;
            }
            lately.remove(look);
            lately.put(look, now);
            waiting.add(new Row(
                    look.principal, look.caseId, operation, Instant.now().truncatedTo(ChronoUnit.MICROS), look.sheet));
        }
    }

    /** What the archive has was shown with a case that was opened: that is a look into it as any other. */
    public void archiveSeen(Caller caller, UUID caseId) {
        seen(caller, caseId, DisclosureRepository.ARCHIVE);
    }

    /** Writes what waits into the table; onto the disk if the database fails or does not answer within a second. */
    public synchronized void write() {
        if (carrying.isDone()) {
            carrying = carrier.submit(this::carry);
        }
        try {
            carrying.get(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lay();
        } catch (TimeoutException e) {
            lay();
            throw new IllegalStateException("the database does not answer; they wait on disk", e);
        } catch (ExecutionException e) {
            lay();
            throw new IllegalStateException("they wait on disk: " + e.getCause(), e);
        }
        synchronized (lately) {
            long now = System.nanoTime();
            for (Iterator<Long> at = lately.values().iterator(); at.hasNext() && now - at.next() >= whileNanos; ) {
                at.remove();
            }
        }
    }

    /** First what waits on disk, then what waits in memory. */
    private void carry() {
        for (List<Batch> batches = spool.waiting(1); !batches.isEmpty(); batches = spool.waiting(1)) {
            table.addMissing(batches.get(0).rows());
            spool.remove(batches.get(0));
        }
        for (List<Row> rows = next(); !rows.isEmpty(); rows = next()) {
            table.add(rows);
            synchronized (lately) {
                inHand = List.of();
            }
        }
    }

    private List<Row> next() {
        synchronized (lately) {
            List<Row> rows = new ArrayList<>(inHand);
            while (rows.size() < BATCH && !waiting.isEmpty()) {
                rows.add(waiting.poll());
            }
            inHand = List.copyOf(rows);
            return inHand;
        }
    }

    /** Onto the disk, in files of their own, with what the database may have or not; what the disk does not take stays in memory. */
    private void lay() {
        List<Row> rows;
        synchronized (lately) {
            rows = new ArrayList<>(inHand);
            rows.addAll(waiting);
            waiting.clear();
            inHand = List.of();
        }
        try {
            for (int from = 0; from < rows.size(); from += BATCH) {
                spool.add(new Batch(Ids.next(), rows.subList(from, Math.min(rows.size(), from + BATCH))));
            }
        } catch (RuntimeException e) {
            synchronized (lately) {
                // without end it would take the hub down with it; who reads needs the database as well
                List<Row> all = new ArrayList<>(rows);
                all.addAll(waiting);
                waiting.clear();
                waiting.addAll(all.subList(0, Math.min(all.size(), MOST)));
            }
            throw e;
        }
    }

    public void digest(Instant now) {
        table.digest(now, digestEvery);
    }

    private void quietly(Runnable work) {
        try {
            work.run();
            trouble = "";
        } catch (RuntimeException e) {
            // every second the same is told once
            if (!e.toString().equals(trouble)) {
                LOG.error("READINGS OF PERSONAL DATA ARE NOT WRITTEN: {}", e.toString());
            }
            trouble = e.toString();
        }
    }

    @Override
    public List<ArchiveLooks> archiveLooks(LocalDate since) {
        return table.archiveLooks(since);
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
