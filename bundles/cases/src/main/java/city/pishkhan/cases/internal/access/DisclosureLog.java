package city.pishkhan.cases.internal.access;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
 * does. Rows that could not be written are kept until they can.
 */
@Component(
        service = {Readings.class, DisclosureLog.class},
        configurationPid = "city.pishkhan.cases.readings")
@Designate(ocd = DisclosureLog.Config.class)
public final class DisclosureLog implements Readings {
    private static final Logger LOG = LoggerFactory.getLogger(DisclosureLog.class);
    private static final Duration WRITE = Duration.ofSeconds(1);
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

    private record Row(Look look, String operation, Instant at) {}

    private final DisclosureRepository table;
    private final long whileNanos;
    private final Duration digestEvery;
    /** The oldest first. */
    private final Map<Look, Long> lately = new LinkedHashMap<>();

    private final Deque<Row> waiting = new ArrayDeque<>();
    private final Rounds writing = Rounds.of("case-readings", () -> quietly(this::write));
    private final Rounds digests = Rounds.of("case-readings-digest", () -> quietly(() -> digest(Instant.now())));
    private String trouble = "";

    @Activate
    public DisclosureLog(@Reference CaseRepository store, @Reference Journal journal, Config config) {
        this(store, journal, minutes(config.minutes()), minutes(config.digest_minutes()));
        writing.every(WRITE);
        digests.every(DIGEST);
    }

    public DisclosureLog(CaseRepository store, Journal journal, Duration each, Duration digestEvery) {
        this.table = new DisclosureRepository(store.tx(), journal);
        this.whileNanos = each.toNanos();
        this.digestEvery = digestEvery;
    }

    private static Duration minutes(int given) {
        return Duration.ofMinutes(Math.max(1, Math.min(given, 1_440)));
    }

    @Deactivate
    public void stop() {
        writing.close();
        digests.close();
        quietly(this::write);
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
            waiting.add(new Row(look, operation, Instant.now()));
        }
    }

    /** What the archive has was shown with a case that was opened: that is a look into it as any other. */
    public void archiveSeen(Caller caller, UUID caseId) {
        seen(caller, caseId, DisclosureRepository.ARCHIVE);
    }

    /** Writes what waits. */
    public void write() {
        for (List<Row> rows = next(); !rows.isEmpty(); rows = next()) {
            List<Row> batch = rows;
            try {
                table.add(
                        batch.stream().map(r -> r.look.principal).toList(),
                        batch.stream().map(r -> r.look.caseId).toList(),
                        batch.stream().map(Row::operation).toList(),
                        batch.stream().map(r -> r.at.atOffset(ZoneOffset.UTC)).toList(),
                        batch.stream().map(r -> r.look.sheet).toList());
            } catch (RuntimeException e) {
                synchronized (lately) {
                    List<Row> again = new ArrayList<>(batch);
                    again.addAll(waiting);
                    waiting.clear();
                    // without end it would take the hub down with it; who reads needs the database as well
                    waiting.addAll(again.subList(0, Math.min(again.size(), MOST)));
                }
                throw e;
            }
        }
        synchronized (lately) {
            long now = System.nanoTime();
            for (Iterator<Long> at = lately.values().iterator(); at.hasNext() && now - at.next() >= whileNanos; ) {
                at.remove();
            }
        }
    }

    private List<Row> next() {
        List<Row> rows = new ArrayList<>();
        synchronized (lately) {
            while (rows.size() < BATCH && !waiting.isEmpty()) {
                rows.add(waiting.poll());
            }
        }
        return rows;
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
