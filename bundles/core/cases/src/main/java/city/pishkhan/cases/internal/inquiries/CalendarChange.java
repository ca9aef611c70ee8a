package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.rules.DeadlinePolicy;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.BeyondCalendar;
import city.pishkhan.identifiers.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recomputes the deadlines of open inquiries when the holidays in force change. A case keeps its rules and its response times, but working
 * days are not part of a case's rules. A deadline that the agency itself requested is not changed.
 */
@Component(service = CalendarChange.class)
public final class CalendarChange {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarChange.class);
    private static final UUID NIL = new UUID(0, 0);
    private static final int BATCH = 100;

    private final CaseRepository store;
    private final Deadlines deadlines;
    private final Procedures procedures;
    private final Journal journal;

    @Activate
    public CalendarChange(
            @Reference CaseRepository store,
            @Reference Deadlines deadlines,
            @Reference Procedures procedures,
            @Reference Journal journal) {
        this.store = store;
        this.deadlines = deadlines;
        this.procedures = procedures;
        this.journal = journal;
    }

    /**
     * Recomputes all deadlines that were computed with another calendar. Several nodes may run it concurrently: each
     * case is locked, and an inquiry that was already recomputed is skipped.
     */
    public void sweep(Instant now) {
        WorkingCalendar calendar = inForce();
        UUID last = NIL;
        List<UUID> batch = calendar == null ? List.of() : findOutdated(calendar, last);
        while (!batch.isEmpty()) {
            batch.forEach(id -> tryRecompute(id, calendar, now));
            last = batch.get(batch.size() - 1);
            batch = findOutdated(calendar, last);
        }
    }

    private WorkingCalendar inForce() {
        try {
            return procedures.inForce().calendar();
        } catch (Refusal e) {
            LOG.debug("No rules with a calendar are in force", e);
            return null;
        }
    }

    /** Open inquiries whose deadline was computed with another calendar. */
    private List<UUID> findOutdated(WorkingCalendar calendar, UUID after) {
        return store.tx().required(sql -> sql.createQuery(
                        "select id from cases.inquiry where state in ('QUEUED', 'DISPATCHED', 'DELIVERED')"
                                + " and escalated is null and extensions = 0 and calendar <> :identity and id > :after order by id limit :limit")
                .bind("identity", calendar.identity())
                .bind("after", after)
                .bind("limit", BATCH)
                .mapTo(UUID.class)
                .list());
    }

    /** Recomputes the deadline of one inquiry. A failure is logged and does not stop the sweep. */
    private void tryRecompute(UUID id, WorkingCalendar calendar, Instant now) {
        try {
            store.tx().run(sql -> store.lockOf(id)
                    .ifPresent(file -> recompute(file, store.inquiries().lock(file, id), calendar, now)));
        } catch (RuntimeException e) {
            LOG.warn("The deadline of inquiry {} is computed later", id, e);
        }
    }

    private void recompute(CaseFile file, InquiryEntity row, WorkingCalendar calendar, Instant now) {
        if (!row.state().isLive()
                || row.escalated() != null
                || row.extensions() > 0
                || calendar.identity().equals(row.calendar())) {
            return;
        }
        Instant before = row.due();
        row.setCalendar(calendar.identity());
        AgencyRule rule = deadlines.rule(file, row);
        if (row.delivered() == null && !rule.undelivered()) {
            return;
        }
        try {
            Instant counted = DeadlinePolicy.endOfPeriod(calendar, DeadlinePolicy.countedFrom(row), row.budget())
                    .plusMillis(row.downtimeMs());
            // A deadline that was in the future must not move into the past: the agency could not have met it. It is
            // set to now.
            row.due(counted.isBefore(now) && (before == null || before.isAfter(now)) ? now : counted);
        } catch (BeyondCalendar e) {
            LOG.warn("The deadline of inquiry {} remains unchanged: {}", row.id(), e.getMessage());
        }
        if (!Objects.equals(row.due(), before)) {
            DeadlinePolicy.scheduleReminder(row, rule, calendar, now);
            file.incrementVersion();
            journal.record(
                    file.id(),
                    "inquiry.deadline-moved",
                    Caller.HUB,
                    Map.of(
                            "inquiry", row.id(),
                            "agency", row.agency(),
                            "calendar", calendar.version(),
                            "from", String.valueOf(before),
                            "to", row.due().toString()));
        }
    }
}
