package city.pishkhan.gate.internal.routefiles;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.platform.startup.DetachedThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the journal which route files came into force, changed, or were removed or refused. While the database is
 * unavailable, entries wait in order, so that routes need not wait for the database. Entries lost in a crash are
 * recorded again, because each start puts the files in force again.
 */
final class RouteFileJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFileJournal.class);
    private static final int LONGEST_REASON = 500;
    private static final long PATIENCE_SECONDS = 2;

    private final Supplier<HubJournal> journal;
    private final Duration again;
    private final Map<String, String> inForce = new ConcurrentHashMap<>();
    private final Queue<QueuedEntry> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor writer =
            new ScheduledThreadPoolExecutor(1, DetachedThreads.named("route-file-record"));

    /** {@code true} if the log already contains that the journal rejects entries. Used by the writer's thread only. */
    private boolean refusing;

    private record QueuedEntry(String event, Map<String, Object> details) {}

    /**
     * @param journal supplies {@code null} while the journal is unavailable
     * @param again   delay between attempts
     */
    RouteFileJournal(Supplier<HubJournal> journal, Duration again) {
        this.journal = journal;
        this.again = again;
        writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Records that the file's routes run, or will run once a component is available.
     *
     * @param sha256 digest of the file's bytes in hex
     */
    void recordInForce(String file, String sha256) {
        String before = inForce.put(file, sha256);
        Map<String, Object> details = details(file, sha256);
        if (before != null) {
            details.put("before", before);
        }
        enqueue(before == null ? "route-file.in-force" : "route-file.changed", details);
    }

    /** Returns whether the file is in force with exactly these bytes. */
    boolean isInForce(String file, String sha256) {
        return sha256.equals(inForce.get(file));
    }

    /** @param reason describes the error without quoting values of the file */
    void recordRefused(String file, String sha256, String reason) {
        Map<String, Object> details = details(file, sha256);
        String runsOn = inForce.get(file);
        if (runsOn != null) {
            details.put("inForce", runsOn);
        }
        details.put("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        enqueue("route-file.refused", details);
    }

    /** Records the removal of a file; a file that never was in force is not recorded. */
    void recordRemoved(String file) {
        String before = inForce.remove(file);
        if (before != null) {
            enqueue("route-file.removed", details(file, before));
        }
    }

    private static Map<String, Object> details(String file, String sha256) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("file", file);
        details.put("sha256", sha256);
        // the time of the event, because the entry may be written later
        details.put("at", Instant.now().toString());
        return details;
    }

    private void enqueue(String event, Map<String, Object> details) {
        waiting.add(new QueuedEntry(event, details));
        writer.execute(this::write);
    }

    private void write() {
        HubJournal present = journal.get();
        try {
            for (QueuedEntry next = waiting.peek(); next != null && present != null; next = waiting.peek()) {
                present.record(next.event(), Caller.HUB, next.details());
                waiting.remove();
            }
            refusing = false;
        } catch (RuntimeException e) {
            if (!refusing) {
                LOG.warn("Entries about route files wait until the journal accepts them: {}", e.toString());
            }
            refusing = true;
        }
        if (!waiting.isEmpty() && writer.getQueue().isEmpty() && !writer.isShutdown()) {
            writer.schedule(this::write, again.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS) || !waiting.isEmpty()) {
                LOG.warn("{} entries about route files were not journaled", waiting.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
