package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.LookupStage;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.rules.DeadlinePolicy;
import city.pishkhan.cases.internal.store.AgencyNoticeRepository;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.messages.Messages;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines of agencies. A deadline starts with the delivery of an inquiry. The agency is reminded before it ends, and afterwards the
 * stage's silence rule decides. An inquiry that is not delivered has a deadline too, counted from its creation. When that ends, the
 * inquiry is escalated and never counts as silence. Deadlines are extended by the time in which the hub itself was down.
 */
@Component(service = Deadlines.class)
public final class Deadlines {
    private static final Messages MESSAGES = Messages.of(Deadlines.class);
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final UUID NIL = new UUID(0, 0);
    private static final int BATCH = 100;
    /** maximum gap between two sweeps; a longer one means that no node was running */
    private static final Duration MAX_SWEEP_GAP = Duration.ofSeconds(90);

    private static final String PAGE = " and (%1$s, id) > (:at::timestamptz, :id) order by %1$s, id limit :limit";
    private static final String OVERDUE =
            "select id, due as at from cases.inquiry where state in ('QUEUED', 'DISPATCHED', 'DELIVERED')"
                    + " and escalated is null and due < :now::timestamptz" + PAGE.formatted("due");
    private static final String TO_REMIND = "select id, remind_at as at from cases.inquiry where remind_at is not null"
            + " and remind_at <= :now::timestamptz" + PAGE.formatted("remind_at");

    private record DueInquiry(UUID id, Instant at) {}

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Procedures procedures;
    private final Journal journal;
    private final Outbox outbox;
    private final AgencyNoticeRepository notices;

    @Activate
    public Deadlines(
            @Reference CaseRepository store,
            @Reference CaseEngine caseEngine,
            @Reference Procedures procedures,
            @Reference Journal journal,
            @Reference Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
        this.notices = new AgencyNoticeRepository(store.tx());
        this.caseEngine = caseEngine;
        this.procedures = procedures;
        this.journal = journal;
    }

    AgencyRule rule(CaseFile file, InquiryEntity row) {
        Stage stage = caseEngine.procedure(file).stage(row.stage());
        return stage.kind() == StageKind.LOOKUP
                ? LookupStage.rule(stage, row.agency())
                : stage.agencies().get(row.agency());
    }

    /**
     * The calendar in force, because working days are not part of a case's rules. If no rules are in force, the calendar of the case's
     * rule set.
     */
    private WorkingCalendar calendar(CaseFile file) {
        try {
            return procedures.inForce().calendar();
        } catch (Refusal e) {
            LOG.debug("No rules with a calendar are in force", e);
            return procedures.ruleSet(file.ruleSet()).calendar();
        }
    }

    /**
     * Starts the deadline of a new or just delivered inquiry. Uses the calendar of the case's rule set, which is loaded already. {@link CalendarChange} recomputes the deadline if another calendar is in force.
     */
    void start(CaseFile file, InquiryEntity row) {
        DeadlinePolicy.computeDeadline(
                row, rule(file, row), procedures.ruleSet(file.ruleSet()).calendar());
    }

    /** As {@link DeadlinePolicy#latest}, with the calendar in force. */
    Instant latest(CaseFile file, InquiryEntity row, AgencyRule rule) {
        return DeadlinePolicy.latest(row, rule, calendar(file));
    }

    /** Reschedules the reminders after a change of the deadline. */
    void rescheduleReminders(CaseFile file, InquiryEntity row, AgencyRule rule) {
        DeadlinePolicy.scheduleReminder(row, rule, calendar(file), StoredTime.get());
    }

    /**
     * Handles reminders and overdue inquiries once. Several nodes may run it concurrently: each case is locked and its state is checked
     * again.
     */
    public void sweep(Instant now) {
        extendByDowntime(now);
        forEachDue(TO_REMIND, now, (file, row) -> remind(file, row, now));
        forEachDue(OVERDUE, now, (file, row) -> expire(file, row, now));
    }

    /** Applies an action to each inquiry that the query finds, in batches and in the query's order, each under its case's lock. */
    private void forEachDue(String query, Instant now, BiConsumer<CaseFile, InquiryEntity> act) {
        DueInquiry last = new DueInquiry(NIL, Instant.EPOCH);
        List<DueInquiry> batch;
        do {
            batch = findBatch(query, now, last);
            batch.forEach(inquiry -> tryHandle(inquiry.id(), act));
            last = batch.isEmpty() ? last : batch.get(batch.size() - 1);
        } while (batch.size() == BATCH);
    }

    private List<DueInquiry> findBatch(String query, Instant now, DueInquiry after) {
        return store.tx().required(sql -> sql.createQuery(query)
                .bind("now", now)
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("limit", BATCH)
                .map((row, context) -> new DueInquiry(row.getObject("id", UUID.class), Instants.of(row, "at")))
                .list());
    }

    /** Handles one inquiry. A failure is logged and does not stop the sweep. */
    private void tryHandle(UUID id, BiConsumer<CaseFile, InquiryEntity> act) {
        try {
            store.tx().run(sql -> store.lockOf(id)
                    .ifPresent(file -> act.accept(file, store.inquiries().lock(file, id))));
        } catch (RuntimeException e) {
            LOG.warn("The check of inquiry {} is postponed", id, e);
        }
    }

    private void expire(CaseFile file, InquiryEntity row, Instant now) {
        if (!row.state().isLive()
                || row.escalated() != null
                || row.due() == null
                || !row.due().isBefore(now)) {
            return;
        }
        // an agency that was not reached has not been silent
        Silence silence = row.isReached() ? rule(file, row).silence() : Silence.ESCALATE;
        row.escalate(now);
        Map<String, Object> details = new TreeMap<>();
        details.put("inquiry", row.id());
        details.put("agency", row.agency());
        details.put("silence", silence.name());
        details.put("due", row.due().toString());
        if (!row.isReached()) {
            details.put("notReachedSince", row.notReachedSince().toString());
            details.put("attempts", row.attempts());
        }
        journal.record(
                file.id(), silence == Silence.ESCALATE ? "inquiry.escalated" : "inquiry.expired", Caller.HUB, details);
        if (silence != Silence.ESCALATE) {
            row.expire(silence == Silence.CONSENT ? Verdict.APPROVE : Verdict.REJECT, file.round());
            caseEngine.addObjection(file, row, Caller.HUB);
            if (file.stage().equals(row.stage())) {
                caseEngine.advance(file, Caller.HUB);
            }
        }
        file.incrementVersion();
    }

    /** Sends one reminder, even if several have become due since the last sweep. */
    private void remind(CaseFile file, InquiryEntity row, Instant now) {
        if (row.state() != InquiryState.DELIVERED
                || row.remindAt() == null
                || row.remindAt().isAfter(now)) {
            return;
        }
        AgencyRule rule = rule(file, row);
        WorkingCalendar calendar = calendar(file);
        if (row.due().isAfter(now)) {
            row.setReminders(Math.max(row.reminders() + 1, DeadlinePolicy.countDueReminders(row, rule, calendar, now)));
            outbox.send(
                    Queues.notices(row.agency()), notices.add(row, AgencyNotice.Kind.REMINDER, null, words(row, rule)));
            journal.record(
                    file.id(),
                    "inquiry.reminded",
                    Caller.HUB,
                    Map.of(
                            "inquiry", row.id(),
                            "agency", row.agency(),
                            "reminder", row.reminders(),
                            "due", row.due().toString()));
            file.incrementVersion();
        }
        DeadlinePolicy.scheduleReminder(row, rule, calendar, now);
    }

    private static String words(InquiryEntity row, AgencyRule rule) {
        int all = rule.reminders().size();
        return MESSAGES.bilingual(
                "deadlines.reminder",
                row.reminders(),
                all,
                row.due(),
                PersianText.persianDigits(String.valueOf(row.reminders())),
                PersianText.persianDigits(String.valueOf(all)),
                PersianDate.of(row.due()).persian());
    }

    /** Extends the deadlines by the time in which no node was running to accept an answer. */
    private void extendByDowntime(Instant now) {
        store.tx().run(sql -> {
            Instant last = sql.createQuery("select at from cases.heartbeat for update")
                    .map((row, context) ->
                            row.getObject(1, OffsetDateTime.class).toInstant())
                    .one();
            if (Duration.between(last, now).compareTo(MAX_SWEEP_GAP) > 0) {
                // locks in id order, as the engine locks the inquiries of a case
                int moved = sql.createUpdate(
                                "update cases.inquiry set due = due + (:now::timestamptz - :last::timestamptz),"
                                        + " remind_at = remind_at + (:now::timestamptz - :last::timestamptz),"
                                        + " downtime_ms = downtime_ms + case when delivered is null then 0 else :ms end"
                                        + " where id in (select id from cases.inquiry where state in ('QUEUED', 'DISPATCHED', 'DELIVERED')"
                                        + " and escalated is null and due > :last::timestamptz"
                                        + " and coalesce(delivered, asked) < :last::timestamptz order by id for update)")
                        .bind("now", now)
                        .bind("last", last)
                        .bind("ms", Duration.between(last, now).toMillis())
                        .execute();
                journal.record(
                        null,
                        "deadlines.moved",
                        Caller.HUB,
                        Map.of("from", last.toString(), "to", now.toString(), "inquiries", moved));
            }
            sql.createUpdate("update cases.heartbeat set at = :now::timestamptz")
                    .bind("now", now)
                    .execute();
        });
    }
}
