package city.pishkhan.cases.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.CaseView;
import city.pishkhan.api.Cases;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Offices;
import city.pishkhan.api.Page;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.StageKind;
import city.pishkhan.cases.internal.StageHandler.Step;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Cases}: what offices and districts do with cases. */
@Component(service = Cases.class)
public final class CaseDesk implements Cases {
    private static final String OPEN = "office.case.open";
    private static final String PAPER = "office.paper.add";
    private static final String SUBMIT = "office.case.submit";
    private static final String REVISE = "office.case.revise";
    private static final String WITHDRAW = "office.case.withdraw";
    private static final String INSPECT = "office.case.inspect";

    private final CaseStore store;
    private final CaseOpening opening;
    private final Engine engine;
    private final CaseViews views;
    private final Attaching attaching;
    private final Deciding deciding;
    private final Inspecting inspecting;
    private final Journal journal;
    private final Sight sight;
    private final Looking looking;
    private final ReadingDesk readings;

    @Activate
    public CaseDesk(
            @Reference CaseStore store,
            @Reference CaseOpening opening,
            @Reference Engine engine,
            @Reference CaseViews views,
            @Reference Papers papers,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Offices offices,
            @Reference GlassDesk glass,
            @Reference ReadingDesk readings) {
        this.store = store;
        this.opening = opening;
        this.engine = engine;
        this.views = views;
        this.attaching = new Attaching(store, papers, journal);
        this.journal = journal;
        this.sight = new Sight(access, offices);
        this.deciding = new Deciding(engine, sight, journal);
        this.inspecting = new Inspecting(store, engine, sight, journal);
        this.looking = new Looking(store, views, journal, sight, glass, readings);
        this.readings = readings;
    }

    @Override
    public CaseView open(Caller office, OpenCase request) {
        sight.check(office, OPEN);
        return store.tx().required(sql -> {
            CaseFile file = opening.open(office, request);
            engine.look(file, office);
            return shown(office, file, OPEN);
        });
    }

    @Override
    public CaseView find(Caller caller, UUID id) {
        return looking.find(caller, id, Sight.READ);
    }

    @Override
    public CaseView find(Caller caller, UUID id, String operation) {
        return looking.find(caller, id, operation);
    }

    @Override
    public CaseView findByNumber(Caller caller, String number) {
        return looking.findByNumber(caller, number);
    }

    @Override
    public Page<Summary> list(Caller caller, Filter filter, String cursor, int limit) {
        return looking.list(caller, filter, cursor, limit);
    }

    @Override
    public CaseView addPaper(Caller office, UUID id, long version, String kind, String sha256) {
        return change(office, PAPER, id, version, file -> {
            engine.refuseCertified(file);
            inspecting.refuseOthersPapers(office, file, kind);
            attaching.attach(office, file, kind, sha256);
            file.touch();
            if (kind.equals(Attaching.PLAN) && file.submitted && !file.municipal()) {
                file.decision = null;
                engine.lookFromStart(file, office);
            }
        });
    }

    @Override
    public CaseView submit(Caller office, UUID id, long version) {
        return change(office, SUBMIT, id, version, file -> {
            Step step = engine.step(file, office);
            Inspecting.refuseAtInspection(step);
            if (step.stage().kind() == StageKind.PAPERS) {
                engine.papers().requireAll(step);
            } else if (file.submitted) {
                throw Refusal.conflict(
                        "case.submitted", "The papers of this case are submitted.", "مدارک این پرونده ثبت شده است.");
            }
            file.submitted = true;
            file.round++;
            file.note(null);
            journal.record(file.id, "case.submitted", office, Map.of("round", file.round, "office", file.office));
            // what was revised meanwhile may need other papers, or ask others anew
            engine.lookFromStart(file, office);
        });
    }

    @Override
    public CaseView revise(Caller office, UUID id, long version, Request request, String planSha256) {
        return change(office, REVISE, id, version, file -> {
            Inspecting.refuseMunicipal(file);
            engine.refuseCertified(file);
            BuildingCheck.requireBuilding(engine.procedure(file));
            if (planSha256 != null) {
                attaching.attach(office, file, Attaching.PLAN, planSha256);
            }
            Map<String, Object> facts = Facts.withRequest(file.facts(), request);
            LimitPolicy.require(engine.rules(file), engine.procedure(file), request, facts);
            file.facts(facts);
            file.decision = null;
            journal.record(file.id, "facts.changed", office, Map.of("facts", Json.digest(file.facts())));
            file.touch();
            engine.lookFromStart(file, office);
        });
    }

    @Override
    public CaseView verify(Caller district, UUID id, long version, String decision, String toStage, String reason) {
        // whoever the procedure names for the stage decides it: see Sight.role
        return change(district, Sight.READ, id, version, file -> {
            deciding.decide(district, file, decision, toStage, reason);
        });
    }

    @Override
    public List<DutyLine> duties(Caller caller, UUID id) {
        return looking.duties(caller, id);
    }

    @Override
    public CaseView withdraw(Caller office, UUID id, long version, String reason) {
        return change(office, WITHDRAW, id, version, file -> {
            Inspecting.refuseMunicipal(file);
            Decisions.requireReason(reason);
            engine.refuseCertified(file);
            engine.end(file, State.WITHDRAWN, office, "case.withdrawn", reason);
        });
    }

    @Override
    public CaseView inspect(Caller expert, UUID id, long version, Map<String, ?> findings, String words) {
        return change(expert, INSPECT, id, version, file -> inspecting.inspect(expert, file, findings, words));
    }

    @Override
    public List<Journal.Entry> history(Caller caller, UUID id) {
        return looking.history(caller, id);
    }

    private CaseView change(Caller caller, String operation, UUID id, long version, Consumer<CaseFile> work) {
        return store.tx().required(sql -> {
            CaseFile file = sight.reach(caller, operation, store.lock(id));
            Sight.current(file, version);
            work.accept(file);
            return shown(caller, file, operation);
        });
    }

    /** Whoever changes a case is shown it as it is then. */
    private CaseView shown(Caller caller, CaseFile file, String operation) {
        readings.seen(caller, file.id, operation);
        return views.view(file);
    }
}
