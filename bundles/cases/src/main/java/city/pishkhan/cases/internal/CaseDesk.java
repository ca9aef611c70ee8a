package city.pishkhan.cases.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.CaseEvents;
import city.pishkhan.api.Cases;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Page;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Procedures.Stage;
import city.pishkhan.api.Procedures.StageKind;
import city.pishkhan.api.Refusal;
import city.pishkhan.cases.internal.StageHandler.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Cases}: what offices and districts do with cases. */
@Component(service = {Cases.class, CaseEvents.class})
public final class CaseDesk implements Cases, CaseEvents {
    private static final String PLAN = "plan";

    private final CaseStore store;
    private final CaseOpening opening;
    private final Engine engine;
    private final CaseViews views;
    private final Papers papers;
    private final Journal journal;

    @Activate
    public CaseDesk(
            @Reference CaseStore store,
            @Reference CaseOpening opening,
            @Reference Engine engine,
            @Reference CaseViews views,
            @Reference Papers papers,
            @Reference Journal journal) {
        this.store = store;
        this.opening = opening;
        this.engine = engine;
        this.views = views;
        this.papers = papers;
        this.journal = journal;
    }

    @Override
    public CaseView open(Caller office, OpenCase request) {
        return store.tx().required(sql -> {
            CaseFile file = opening.open(office, request);
            engine.look(file, office);
            return views.view(file);
        });
    }

    @Override
    public CaseView find(Caller caller, UUID id) {
        return store.tx().required(sql ->
                views.view(Sight.see(caller, store.find(id).orElseThrow(CaseStore::unknownCase))));
    }

    @Override
    public CaseView findByNumber(Caller caller, String number) {
        return store.tx().required(sql ->
                views.view(Sight.see(caller, store.findByNumber(number).orElseThrow(CaseStore::unknownCase))));
    }

    @Override
    public Page<Summary> list(Caller caller, Filter filter, String cursor, int limit) {
        return views.list(caller, filter, cursor, limit);
    }

    @Override
    public CaseView addPaper(Caller office, UUID id, long version, String kind, String sha256) {
        return change(office, id, version, file -> {
            Sight.office(office, file);
            attach(office, file, kind, sha256);
            file.touch();
            if (kind.equals(PLAN) && file.submitted) {
                file.decision = null;
                engine.lookFromStart(file, office);
            }
        });
    }

    @Override
    public CaseView submit(Caller office, UUID id, long version) {
        return change(office, id, version, file -> {
            Sight.office(office, file);
            Step step = engine.step(file, office);
            if (step.stage().kind() != StageKind.PAPERS) {
                throw Refusal.conflict(
                        "case.submitted", "The papers of this case are submitted.", "مدارک این پرونده ثبت شده است.");
            }
            List<String> missing =
                    engine.papers().missing(step).stream().map(PaperNeed::kind).toList();
            if (!missing.isEmpty()) {
                throw Refusal.conflict(
                        "papers.missing",
                        "Missing papers: " + String.join(", ", missing) + ".",
                        "مدارک ناقص است: " + String.join("، ", missing) + ".");
            }
            file.submitted = true;
            file.round++;
            file.note = null;
            journal.record(file.id, "case.submitted", office, Map.of("round", file.round));
            engine.look(file, office);
        });
    }

    @Override
    public CaseView revise(Caller office, UUID id, long version, Request request, String planSha256) {
        return change(office, id, version, file -> {
            Sight.office(office, file);
            file.facts(Facts.withRequest(file.facts(), request));
            if (planSha256 != null) {
                attach(office, file, PLAN, planSha256);
            }
            file.decision = null;
            journal.record(file.id, "facts.changed", office, Map.of("facts", Json.digest(file.facts())));
            file.touch();
            engine.lookFromStart(file, office);
        });
    }

    @Override
    public CaseView verify(Caller district, UUID id, long version, String decision, String toStage, String reason) {
        return change(district, id, version, file -> {
            Step step = engine.step(file, district);
            if (!Decisions.decidable(step.stage().kind())) {
                throw Refusal.conflict(
                        "case.not-at-decision",
                        "The case is at stage " + step.stage().id() + ", which nobody decides.",
                        "پرونده در مرحله‌ای نیست که تصمیم لازم داشته باشد.");
            }
            Sight.role(district, file, step.stage().role());
            Decisions.check(step.stage(), decision, toStage, reason);
            journal.record(
                    file.id,
                    "stage.decided",
                    district,
                    Map.of(
                            "stage",
                            file.stage,
                            "decision",
                            decision,
                            "reason",
                            reason == null ? "" : journal.commit(file.salt, reason)));
            decide(file, step, decision, toStage, reason, district);
        });
    }

    private void decide(CaseFile file, Step step, String decision, String toStage, String reason, Caller actor) {
        switch (decision) {
            case Decisions.APPROVE -> {
                file.decision = DecidedStage.approval(step);
                engine.look(file, actor);
            }
            case Decisions.SEND_BACK -> engine.sendBack(
                    file, Decisions.target(step.stage(), toStage), actor, "stage.sent-back", reason);
            default -> engine.end(file, State.REFUSED, actor, "stage.refused", reason);
        }
    }

    @Override
    public CaseView withdraw(Caller office, UUID id, long version, String reason) {
        return change(office, id, version, file -> {
            Sight.office(office, file);
            Decisions.requireReason(reason);
            engine.end(file, State.WITHDRAWN, office, "case.withdrawn", reason);
        });
    }

    @Override
    public List<Journal.Entry> history(Caller caller, UUID id) {
        return store.tx().required(sql -> {
            Sight.see(caller, store.find(id).orElseThrow(CaseStore::unknownCase));
            return journal.entries(id);
        });
    }

    @Override
    public void lock(UUID caseId) {
        store.lock(caseId);
    }

    @Override
    public void paymentChanged(UUID caseId) {
        CaseFile file = store.lock(caseId);
        Stage stage = engine.step(file, Caller.HUB).stage();
        if (stage.kind() == StageKind.PAYMENT) {
            engine.look(file, Caller.HUB);
        }
    }

    private CaseView change(Caller caller, UUID id, long version, Consumer<CaseFile> work) {
        return store.tx().required(sql -> {
            CaseFile file = Sight.see(caller, store.lock(id));
            if (file.version != version) {
                throw new Refusal(
                        Refusal.Kind.STALE,
                        "case.changed",
                        "If-Match",
                        "The case changed meanwhile: it is at version " + file.version + ", you read " + version + ".",
                        "پرونده در این میان تغییر کرده است؛ دوباره بخوانید.");
            }
            if (file.state.ended()) {
                throw Refusal.conflict(
                        "case.ended",
                        "The case is " + file.state.name().toLowerCase(java.util.Locale.ROOT) + ".",
                        "پرونده پایان یافته است.");
            }
            work.accept(file);
            return views.view(file);
        });
    }

    private void attach(Caller office, CaseFile file, String kind, String sha256) {
        List<String> persons =
                store.applicants(file.id).stream().map(Applicant::nationalId).toList();
        Papers.Sheet sheet = papers.usable(office, file.id, file.subject, persons, sha256);
        if (!sheet.kind().equals(kind)) {
            throw Refusal.invalid(
                    "paper.kind",
                    "kind",
                    "This sheet is filed as " + sheet.kind() + ", not as " + kind + ".",
                    "این برگ با عنوان دیگری بایگانی شده است.");
        }
        int revision = 1 + (int) store.papers(file.id).stream()
                .filter(p -> p.kind().equals(kind))
                .count();
        Paper paper = new Paper(
                kind, sha256, revision, "archive", sheet.name(), sheet.mediaType(), sheet.size());
        store.addPaper(file.id, paper);
        if (kind.equals(PLAN)) {
            file.facts(Facts.withPlan(file.facts(), paper));
        }
        journal.record(
                file.id, "paper.added", office, Map.of("kind", kind, "sheet", sha256, "revision", revision, "at", Instant.now().toString()));
    }
}
