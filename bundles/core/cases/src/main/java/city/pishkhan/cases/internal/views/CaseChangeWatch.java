package city.pishkhan.cases.internal.views;

import city.pishkhan.api.cases.CaseChanges;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.PeriodicTask;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the versions of cases with one query for all waiting clients, and only while a client waits. Changes by any
 * node are noticed.
 */
@Component(service = CaseChanges.class)
public final class CaseChangeWatch implements CaseChanges {
    private static final Logger LOG = LoggerFactory.getLogger(CaseChangeWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final CaseRepository store;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final PeriodicTask task;

    /** A waiting client. Instances are compared by identity, because several clients may wait for the same case. */
    private static final class Waiting {
        private final KnownVersion known;
        private final long end;
        private final Runnable action;

        private Waiting(KnownVersion known, Duration timeout, Runnable callback) {
            this.known = known;
            this.end = System.nanoTime() + timeout.toNanos();
            this.action = callback;
        }

        private boolean isExpired() {
            return System.nanoTime() - end >= 0;
        }

        private UUID caseId() {
            return known.caseId();
        }
    }

    @Activate
    public CaseChangeWatch(@Reference CaseRepository store) {
        this.store = store;
        task = PeriodicTask.of("case-changes", this::poll).allowInQuarantine().startEvery(PAUSE);
    }

    @Deactivate
    public void stop() {
        task.close();
        end(List.copyOf(waiting));
    }

    @Override
    public void runOnChange(KnownVersion known, Duration timeout, Runnable callback) {
        waiting.add(new Waiting(known, timeout, callback));
    }

    /** Ends expired clients first, so that they end even if the database is unavailable. */
    private void poll() {
        end(waiting.stream().filter(Waiting::isExpired).toList());
        if (waiting.isEmpty()) {
            return;
        }
        Map<UUID, Long> versions =
                versions(waiting.stream().map(Waiting::caseId).collect(Collectors.toSet()));
        end(waiting.stream()
                .filter(w -> !Long.valueOf(w.known.version()).equals(versions.get(w.caseId())))
                .toList());
    }

    private Map<UUID, Long> versions(Set<UUID> cases) {
        return store.tx().required(sql -> sql
                .createQuery("select id, version from cases.case_file where id = any(:cases)")
                .bindArray("cases", UUID.class, cases)
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private void end(Collection<Waiting> clients) {
        clients.stream().filter(waiting::remove).forEach(CaseChangeWatch::notifyClient);
    }

    private static void notifyClient(Waiting one) {
        try {
            one.action.run();
        } catch (RuntimeException e) {
            LOG.warn("A client that waited for case {} was not notified", one.caseId(), e);
        }
    }
}
