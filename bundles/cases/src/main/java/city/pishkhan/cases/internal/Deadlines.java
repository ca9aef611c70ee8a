package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Procedures.AgencyRule;
import city.pishkhan.api.Procedures.Silence;
import city.pishkhan.api.Procedures.Stage;
import city.pishkhan.api.Procedures.StageKind;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The agencies' clocks. One starts when an inquiry is delivered; when it runs out the stage's silence rule decides. Time in which the hub
 * itself was down never counts against an agency: the deadlines move by it.
 */
@Component(service = Deadlines.class)
public final class Deadlines {
    private static final int BATCH = 100;
    /** a pause between two looks that is longer means that no hub was up */
    private static final Duration DOWN = Duration.ofSeconds(90);

    private final CaseStore store;
    private final Engine engine;
    private final Procedures procedures;
    private final Journal journal;

    @Activate
    public Deadlines(
            @Reference CaseStore store, @Reference Engine engine, @Reference Procedures procedures, @Reference Journal journal) {
        this.store = store;
        this.engine = engine;
        this.procedures = procedures;
        this.journal = journal;
    }

    AgencyRule rule(CaseFile file, InquiryRow row) {
        Stage stage = engine.procedure(file).stage(row.stage);
        return stage.kind() == StageKind.LOOKUP ? LookupStage.rule(stage, row.agency) : stage.agencies().get(row.agency);
    }

    /** Starts the clock of an inquiry that has just been delivered. */
    void start(CaseFile file, InquiryRow row) {
        AgencyRule rule = rule(file, row);
        if (rule.clock() != null) {
            row.budget = rule.clock().toString();
            row.due = row.delivered.plus(rule.clock());
        } else {
            WorkingCalendar calendar = procedures.ruleSet(file.ruleSet).calendar();
            WorkingTime budget = WorkingTime.days(rule.workingDays());
            row.budget = budget.toString();
            row.calendar = calendar.version();
            row.due = calendar.due(row.delivered, budget);
        }
    }

    /** Looks once at what is overdue. Several nodes may do so at a time: each case is looked at under its lock, and nothing happens twice. */
    public void sweep(Instant now) {
        giveBack(now);
        List<UUID> overdue = store.tx().required(sql -> sql.createQuery("select id from cases.inquiry"
                        + " where state = 'DELIVERED' and escalated is null and due < :now::timestamptz order by due limit :limit")
                .bind("now", now)
                .bind("limit", BATCH)
                .mapTo(UUID.class)
                .list());
        overdue.forEach(id -> store.tx().run(sql -> store.caseOf(id).ifPresent(caseId -> expire(caseId, id, now))));
    }

    private void expire(UUID caseId, UUID id, Instant now) {
        CaseFile file = store.lock(caseId);
        InquiryRow row = store.inquiries(caseId).stream()
                .filter(i -> i.id.equals(id))
                .findFirst()
                .orElseThrow();
        if (row.state != InquiryState.DELIVERED || row.escalated != null || !row.due.isBefore(now)) {
            return;
        }
        Silence silence = rule(file, row).silence();
        row.escalated = now;
        journal.record(
                file.id,
                silence == Silence.ESCALATE ? "inquiry.escalated" : "inquiry.expired",
                Caller.HUB,
                Map.of("inquiry", row.id, "agency", row.agency, "silence", silence.name(), "due", row.due.toString()));
        if (silence != Silence.ESCALATE) {
            row.move(InquiryState.EXPIRED);
            row.verdict = silence == Silence.CONSENT ? Verdict.APPROVE : Verdict.REJECT;
            if (file.stage.equals(row.stage)) {
                engine.look(file, Caller.HUB);
            }
        }
        file.touch();
    }

    /** Moves the deadlines by the time in which no hub was there to take an answer. */
    private void giveBack(Instant now) {
        store.tx().run(sql -> {
            Instant last = sql.createQuery("select at from cases.heartbeat for update")
                    .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
                    .one();
            if (Duration.between(last, now).compareTo(DOWN) > 0) {
                List<UUID> moved = sql.createQuery("update cases.inquiry set due = due + (:now::timestamptz - :last::timestamptz)"
                                + " where state = 'DELIVERED' and due > :last::timestamptz and delivered < :last::timestamptz returning id")
                        .bind("now", now)
                        .bind("last", last)
                        .mapTo(UUID.class)
                        .list();
                journal.record(
                        null,
                        "deadlines.moved",
                        Caller.HUB,
                        Map.of("from", last.toString(), "to", now.toString(), "inquiries", moved.size()));
            }
            sql.createUpdate("update cases.heartbeat set at = :now::timestamptz").bind("now", now).execute();
        });
    }
}
