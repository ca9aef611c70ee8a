package city.pishkhan.governance.internal;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.governance.Offices.Notice;
import city.pishkhan.api.governance.Offices.Unregistered;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns offices about qualifications whose experts are not registered. A warning is journaled once for each
 * qualification, before the qualification becomes void.
 */
@Component(service = QualificationNotices.class, immediate = true)
public final class QualificationNotices {
    private static final Messages MESSAGES = Messages.of(QualificationNotices.class);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int MOST = 200;

    private final GovernanceRepository governanceRepository;
    private final Journal journal;
    private final PeriodicTask periodicTask;
    /** qualifications whose warning was journaled by this node or another one */
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    @Activate
    public QualificationNotices(@Reference GovernanceRepository governanceRepository, @Reference Journal journal) {
        this.governanceRepository = governanceRepository;
        this.journal = journal;
        periodicTask = PeriodicTask.of("qualification-notices", this::sweep).startEvery(PAUSE);
    }

    @Deactivate
    public void stop() {
        periodicTask.close();
    }

    /** Journals new warnings; may run on several nodes at the same time. */
    void sweep() {
        List<Unregistered> fresh = governanceRepository.view().unregistered(Instant.now()).stream()
                .filter(q -> !known.contains(q.qualification()))
                .limit(MOST)
                .toList();
        if (!fresh.isEmpty()) {
            governanceRepository
                    .tx()
                    .run(sql -> fresh.forEach(q -> {
                        int notified = sql.createUpdate(
                                        "insert into governance.qualification_notice (qualification) values (:id)"
                                                + " on conflict do nothing")
                                .bind("id", q.qualification())
                                .execute();
                        if (notified == 1) {
                            journal.record(
                                    null,
                                    "office.warned",
                                    Caller.HUB,
                                    Map.of(
                                            "office", q.office(),
                                            "qualification", q.qualification(),
                                            "service", q.service(),
                                            "until", q.until().toString()));
                        }
                    }));
            fresh.forEach(q -> known.add(q.qualification()));
        }
    }

    /** Returns the open warnings of offices, ordered by the day on which the qualification becomes void. */
    List<Notice> list(Collection<String> offices) {
        Map<UUID, Unregistered> open = governanceRepository.view().unregistered(Instant.now()).stream()
                .filter(q -> offices.contains(q.office()))
                .limit(MOST)
                .collect(Collectors.toMap(Unregistered::qualification, Function.identity()));
        if (open.isEmpty()) {
            return List.of();
        }
        return governanceRepository.tx().required(sql -> sql
                .createQuery("select n.qualification, n.notified_at"
                        + " from governance.qualification_notice n where n.qualification = any(:ids)")
                .bindArray("ids", UUID.class, open.keySet().toArray())
                .map((row, context) -> notice(
                        Objects.requireNonNull(open.get(row.getObject(1, UUID.class))),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .stream()
                .sorted(Comparator.comparing(Notice::until).thenComparing(Notice::service))
                .toList());
    }

    private static Notice notice(Unregistered q, Instant notified) {
        return new Notice(
                q.office(),
                q.service(),
                q.expert(),
                q.until(),
                notified,
                RefusalText.of(MESSAGES, "qualification-notices.unregistered", q.service(), q.expert(), q.until()));
    }
}
