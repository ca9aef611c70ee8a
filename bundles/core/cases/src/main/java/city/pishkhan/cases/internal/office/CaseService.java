package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.cases.internal.access.BreakGlassService;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.access.NumberChangeHold;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.BuildingCheck;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.rules.LimitPolicy;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.views.CaseViewAssembler;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Cases}: operations of offices and districts on cases. */
@Component(service = Cases.class)
public final class CaseService implements Cases {
    private static final String OPEN = "office.case.open";
    private static final String PAPER = "office.paper.add";
    private static final String SUBMIT = "office.case.submit";
    private static final String REVISE = "office.case.revise";
    private static final String WITHDRAW = "office.case.withdraw";
    private static final String OWNER = "office.owner.present";
    private static final String INSPECT = "office.case.inspect";

    private final CaseRepository store;
    private final CaseOpening opening;
    private final CaseEngine caseEngine;
    private final CaseViewAssembler views;
    private final PaperAttachment paperAttachment;
    private final StageDecision stageDecision;
    private final InspectionReport inspectionReport;
    private final InterestDeclaration interestDeclaration;
    private final Journal journal;
    private final CaseAuthorization caseAuthorization;
    private final CaseQueries caseQueries;
    private final DisclosureLog readings;
    private final NumberChangeHold numberChangeHold;
    private final CaseRepresentation representation;

    @Activate
    public CaseService(
            @Reference CaseRepository store,
            @Reference CaseOpening opening,
            @Reference CaseEngine caseEngine,
            @Reference CaseViewAssembler views,
            @Reference Papers papers,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Offices offices,
            @Reference BreakGlassService glass,
            @Reference DisclosureLog readings,
            @Reference CitizenProofs proofs) {
        this.store = store;
        this.opening = opening;
        this.caseEngine = caseEngine;
        this.views = views;
        this.paperAttachment = new PaperAttachment(store, caseEngine, papers, journal);
        this.journal = journal;
        this.caseAuthorization = new CaseAuthorization(access, offices);
        this.stageDecision = new StageDecision(caseEngine, caseAuthorization, journal);
        this.inspectionReport = new InspectionReport(store, caseEngine, caseAuthorization, journal);
        this.interestDeclaration = new InterestDeclaration(store, offices, inspectionReport, journal);
        this.numberChangeHold = new NumberChangeHold(store, proofs);
        this.caseQueries = new CaseQueries(store, views, journal, caseAuthorization, glass, readings, numberChangeHold);
        this.readings = readings;
        this.representation = new CaseRepresentation(store);
    }

    @Override
    public CaseView open(Caller office, OpenCase request) {
        caseAuthorization.check(office, OPEN);
        return store.tx().required(sql -> {
            CaseFile file = opening.open(office, request);
            caseEngine.advance(file, office);
            CaseView view = recordAndView(office, file, OPEN);
            if (!view.archive().kinds().isEmpty()) {
                readings.recordArchiveReading(office, file.id());
            }
            return view;
        });
    }

    @Override
    public CaseView find(Caller caller, UUID id) {
        return caseQueries.find(caller, id, CaseAuthorization.READ);
    }

    @Override
    public CaseView find(Caller caller, UUID id, String operation) {
        return caseQueries.find(caller, id, operation);
    }

    @Override
    public CaseReference reference(Caller caller, UUID id, String operation) {
        return caseQueries.reference(caller, id, operation);
    }

    @Override
    public Paper readPaper(Caller caller, UUID id, String sha256) {
        return caseQueries.paper(caller, id, sha256);
    }

    @Override
    public InquiryView.Sheet readAnswerSheet(Caller caller, UUID id, UUID inquiry, String sha256) {
        return caseQueries.answerSheet(caller, id, inquiry, sha256);
    }

    @Override
    public CaseView findByNumber(Caller caller, String number) {
        return caseQueries.findByNumber(caller, number);
    }

    @Override
    public Page<Summary> list(Caller caller, Filter filter, String cursor, int limit) {
        return caseQueries.list(caller, filter, cursor, limit);
    }

    @Override
    public CaseView addPaper(Caller office, UUID id, long version, String kind, String sha256) {
        return addPapers(office, id, version, List.of(PaperAttachment.stored(kind, sha256)));
    }

    @Override
    public CaseView addPapers(Caller office, UUID id, long version, List<NewPaper> papers) {
        return change(office, PAPER, id, version, file -> {
            caseEngine.refuseCertified(file);
            papers.forEach(paper -> inspectionReport.refuseOthersPapers(office, file, paper.kind()));
            paperAttachment.attach(office, file, papers);
            file.incrementVersion();
            boolean plan = papers.stream().anyMatch(paper -> paper.kind().equals(PaperAttachment.PLAN));
            if (plan && file.isSubmitted() && !file.isMunicipal()) {
                file.clearDecision();
                caseEngine.reevaluate(file, office);
            }
        });
    }

    @Override
    public CaseView submit(Caller office, UUID id, long version) {
        return submit(office, id, version, List.of());
    }

    @Override
    public CaseView submit(Caller office, UUID id, long version, List<NewPaper> papers) {
        if (!papers.isEmpty()) {
            caseAuthorization.check(office, PAPER);
        }
        return change(office, SUBMIT, id, version, file -> {
            Step step = caseEngine.step(file, office);
            InspectionReport.refuseAtInspection(step);
            caseEngine.requireExpert(step);
            if (!papers.isEmpty()) {
                caseEngine.refuseCertified(file);
                paperAttachment.attach(office, file, papers);
            }
            if (step.stage().kind() == StageKind.PAPERS) {
                caseEngine.papers().requireAll(step);
            } else if (file.isSubmitted()) {
                throw Refusal.conflict("case.submitted");
            }
            boolean first = caseEngine.isBeforeFirstSubmission(file);
            if (first) {
                store.inquiries().markEmpty(file);
            }
            file.submit(null);
            journal.record(file.id(), "case.submitted", office, Map.of("round", file.round(), "office", file.office()));
            if (first) {
                // The case is at its first stage and has no bills yet.
                caseEngine.advance(file, office);
            } else {
                // A revision may require other papers or new inquiries.
                caseEngine.reevaluate(file, office);
            }
        });
    }

    @Override
    public CaseView revise(Caller office, UUID id, long version, Request request, String planSha256) {
        return change(office, REVISE, id, version, file -> {
            InspectionReport.refuseMunicipal(file);
            caseEngine.refuseCertified(file);
            BuildingCheck.requireBuilding(caseEngine.procedure(file));
            if (planSha256 != null) {
                paperAttachment.attach(office, file, PaperAttachment.PLAN, planSha256);
            }
            Map<String, Object> facts = CaseFacts.withRequest(file.facts(), request);
            LimitPolicy.require(caseEngine.rules(file), caseEngine.procedure(file), request, facts);
            file.facts(facts);
            file.clearDecision();
            journal.record(file.id(), "facts.changed", office, Map.of("facts", file.factsDigest()));
            file.incrementVersion();
            caseEngine.reevaluate(file, office);
        });
    }

    @Override
    public CaseView verify(Caller district, UUID id, long version, String decision, String toStage, String reason) {
        // StageDecision checks the role that the stage requires, see CaseAuthorization.requireRole.
        return change(district, CaseAuthorization.READ, id, version, file -> {
            stageDecision.decide(district, file, decision, toStage, reason);
        });
    }

    @Override
    public List<DutyLine> duties(Caller caller, UUID id) {
        return caseQueries.duties(caller, id);
    }

    @Override
    public CaseView withdraw(Caller office, UUID id, long version, String nationalId, String reason) {
        String applicantId = nationalId == null ? null : ApplicantCheck.nationalId("nationalId", nationalId);
        return change(office, WITHDRAW, id, version, file -> {
            InspectionReport.refuseMunicipal(file);
            DecisionPolicy.requireReason(reason);
            if (applicantId == null) {
                representation.requireAtCounter(file, Act.WITHDRAW);
            } else {
                requireAuthority(file, applicantId);
            }
            caseEngine.refuseCertified(file);
            numberChangeHold.refuseWaiting(file);
            caseEngine.end(file, State.WITHDRAWN, office, "case.withdrawn", reason);
        });
    }

    private void requireAuthority(CaseFile file, String nationalId) {
        representation.require(file, requireParty(file, nationalId), Act.WITHDRAW);
    }

    private UUID requireParty(CaseFile file, String nationalId) {
        return store.people()
                .find(nationalId)
                .filter(known -> store.parties().findByCase(file.id()).stream()
                        .anyMatch(party -> party.person().equals(known)))
                .orElseThrow(() -> Refusal.invalid("applicant.none", "nationalId"));
    }

    @Override
    public CaseView recordOwnerPresence(Caller office, UUID id, long version, String nationalId) {
        String owner = ApplicantCheck.naturalId("nationalId", nationalId);
        return change(office, OWNER, id, version, file -> {
            representation.recordPresence(file, requireParty(file, owner));
            journal.record(file.id(), "case.owner-present", office, Map.of("office", file.office()));
            file.incrementVersion();
            caseEngine.reviewAuthority(file, office);
        });
    }

    @Override
    public CaseView inspect(Caller expert, UUID id, long version, Map<String, ?> findings, String words) {
        return change(expert, INSPECT, id, version, file -> inspectionReport.inspect(expert, file, findings, words));
    }

    @Override
    public void declareInterest(Caller expert, UUID id, long version, Interest reason) {
        store.tx().run(sql -> {
            CaseFile file = caseAuthorization.requireAccess(expert, INSPECT, store.lockWhole(id));
            CaseAuthorization.requireCurrent(file, version);
            interestDeclaration.declare(sql, expert, file, reason);
        });
    }

    @Override
    public List<Journal.Entry> history(Caller caller, UUID id) {
        return caseQueries.history(caller, id);
    }

    private CaseView change(Caller caller, String operation, UUID id, long version, Consumer<CaseFile> work) {
        return store.tx().required(sql -> {
            CaseFile file = caseAuthorization.requireAccess(caller, operation, store.lockWhole(id));
            CaseAuthorization.requireCurrent(file, version);
            work.accept(file);
            return recordAndView(caller, file, operation);
        });
    }

    /** Returns the case after a change, and records that the caller has seen it. */
    private CaseView recordAndView(Caller caller, CaseFile file, String operation) {
        readings.recordReading(caller, file.id(), operation);
        return views.view(file);
    }
}
