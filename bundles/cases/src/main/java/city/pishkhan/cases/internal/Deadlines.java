package city.pishkhan.cases.internal;

import city.pishkhan.api.AgencyRule;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Silence;
import city.pishkhan.api.Stage;
import city.pishkhan.api.StageKind;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agencies' clocks. One starts when an inquiry is delivered; when it runs out the stage's silence rule decides. Time in which the hub
 * itself was down never counts against an agency: the deadlines move by it.
 */
@Component(service = Deadlines.class)
public final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final UUID NIL = new UUID(0, 0);
    private static final int BATCH = 100;
    /** a pause between two looks that is longer means that no hub was up */
    private static final Duration DOWN = Duration.ofSeconds(90);

    private record Overdue(UUID id, Instant due) {}

    private final CaseStore store;
    private final Engine engine;
    private final Procedures procedures;
    private final Journal journal;

    @Activate
    public Deadlines(
            @Reference CaseStore store,
            @Reference Engine engine,
            @Reference Procedures procedures,
            @Reference Journal journal) {
        this.store = store;
        this.engine = engine;
        this.procedures = procedures;
        this.journal = journal;
    }

    AgencyRule rule(CaseFile file, InquiryRow row) {
        Stage stage = engine.procedure(file).stage(row.stage);
        return stage.kind() == StageKind.LOOKUP
                ? LookupStage.rule(stage, row.agency)
                : stage.agencies().get(row.agency);
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
        Overdue last = new Overdue(NIL, Instant.EPOCH);
        List<Overdue> batch;
        do {
            batch = overdue(now, last);
            batch.forEach(inquiry -> expireOrLeave(inquiry.id(), now));
            last = batch.isEmpty() ? last : batch.get(batch.size() - 1);
        } while (batch.size() == BATCH);
    }

    private List<Overdue> overdue(Instant now, Overdue after) {
        return store.tx().required(sql -> sql.createQuery("select id, due from cases.inquiry"
                        + " where state = 'DELIVERED' and escalated is null and due < :now::timestamptz"
                        + " and (due, id) > (:due::timestamptz, :id) order by due, id limit :limit")
                .bind("now", now)
                .bind("due", after.due())
                .bind("id", after.id())
                .bind("limit", BATCH)
                .map((row, context) -> new Overdue(
                        row.getObject("id", UUID.class),
                        row.getObject("due", OffsetDateTime.class).toInstant()))
                .list());
    }

    /** One case that cannot be moved must not keep the others. */
    private void expireOrLeave(UUID id, Instant now) {
        try {
            store.tx().run(sql -> store.lockOf(id)
                    .ifPresent(file -> expire(file, store.inquiries().of(file, id), now)));
        } catch (RuntimeException e) {
            LOG.warn("Overdue inquiry {} is looked at later", id, e);
        }
    }

    private void expire(CaseFile file, InquiryRow row, Instant now) {
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
            row.expired(silence == Silence.CONSENT ? Verdict.APPROVE : Verdict.REJECT, file.round);
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
                    .map((row, context) ->
                            row.getObject(1, OffsetDateTime.class).toInstant())
                    .one();
            if (Duration.between(last, now).compareTo(DOWN) > 0) {
                // locked in the order in which the engine locks the inquiries of a case
                int moved = sql.createUpdate(
                                "update cases.inquiry set due = due + (:now::timestamptz - :last::timestamptz), given_back = given_back + :ms"
                                        + " where id in (select id from cases.inquiry where state = 'DELIVERED'"
                                        + " and due > :last::timestamptz and delivered < :last::timestamptz order by id for update)")
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
