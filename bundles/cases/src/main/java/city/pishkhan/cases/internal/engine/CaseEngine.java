package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.authority.CaseRepresentation;
import city.pishkhan.cases.internal.engine.StageHandler.Outcome;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.messages.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Moves cases through the stages of their procedure, always under the case's lock. It knows no connector, no route and no door; whoever
 * learns something records it and lets the engine look.
 */
@Component(service = CaseEngine.class)
public final class CaseEngine {
    private final Procedures procedures;
    private final Journal journal;
    private final Prerequisites prerequisites;
    private final CaseClosing caseClosing;
    private final InquiryIssuer inquiryIssuer;
    private final CompletionHold completionHold;
    private final StageExperts stageExperts;
    private final StageTransitions stageTransitions;
    private final OpenBills openBills;
    private final PapersStage papers;
    private final Map<StageKind, StageHandler> handlers = new EnumMap<>(StageKind.class);

    @Activate
    public CaseEngine(
            @Reference CaseRepository store,
            @Reference Procedures procedures,
            @Reference Payments payments,
            @Reference Fees fees,
            @Reference Certificates certificates,
            @Reference Deliveries deliveries,
            @Reference Offices offices,
            @Reference Journal journal,
            @Reference Outbox outbox) {
        this.procedures = procedures;
        this.journal = journal;
        this.prerequisites = new Prerequisites(store.openings(), certificates);
        this.inquiryIssuer = new InquiryIssuer(store, outbox, journal);
        this.completionHold = new CompletionHold(offices, new CaseRepresentation(store), this::hindrance, journal);
        this.stageExperts = new StageExperts(offices);
        this.stageTransitions = new StageTransitions(completionHold, journal);
        this.openBills = new OpenBills(payments);
        this.caseClosing =
                new CaseClosing(store, this::procedure, inquiryIssuer, payments, deliveries, completionHold, journal);
        this.papers = new PapersStage(store);
        List.of(
                        papers,
                        new LookupStage(inquiryIssuer),
                        new InquiriesStage(store, inquiryIssuer),
                        new PaymentStage(payments, fees),
                        new InspectionStage(store),
                        new DecidedStage(),
                        new CertificateStage(store, certificates, payments, journal),
                        new DeliveryStage(deliveries))
                .forEach(handler -> handler.kinds().forEach(kind -> handlers.put(kind, handler)));
    }

    public Procedure procedure(CaseFile file) {
        return procedures
                .ruleSet(file.ruleSet())
                .procedure(file.service())
                .orElseThrow(() -> new IllegalStateException("Rule set " + file.ruleSet() + " lost " + file.service()));
    }

    public RuleSet rules(CaseFile file) {
        return procedures.ruleSet(file.ruleSet());
    }

    public Step step(CaseFile file, Caller actor) {
        return new Step(file, rules(file), procedure(file).stage(file.stage()), actor);
    }

    public Step step(CaseFile file, Stage stage, Caller actor) {
        return new Step(file, rules(file), stage, actor);
    }

    private Optional<Refusal> hindrance(CaseFile file) {
        return prerequisites.hindrance(rules(file), procedure(file), file.subject());
    }

    /** Whether a case that is held is held for the very same reason still. */
    public boolean heldStill(CaseFile file) {
        if (StageExperts.CODE.equals(file.held())) {
            return withoutExpert(file.office(), file.service(), file.ruleSet(), file.stage())
                    .filter(why -> why.english().equals(file.heldEn()))
                    .isPresent();
        }
        return file.held() != null
                && completionHold
                        .reason(file)
                        .filter(why -> why.code().equals(file.held()))
                        .isPresent();
    }

    /** Why an office cannot do a stage now for want of an expert; empty if it can. Answered from memory. */
    public Optional<Refusal> withoutExpert(String office, String service, String ruleSet, String stage) {
        RuleSet rules = procedures.ruleSet(ruleSet);
        return rules.procedure(service).flatMap(p -> stageExperts.missing(office, service, rules, p.stage(stage)));
    }

    /** @throws Refusal CONFLICT {@code case.no-expert} while the office has nobody whom the step needs */
    public void requireExpert(Step step) {
        stageExperts.missing(step.file(), step.rules(), step.stage()).ifPresent(why -> {
            throw why;
        });
    }

    /** That the step has nobody whom it needs, for those who look at the case. */
    public Optional<Hold> withoutExpert(Step step) {
        return stageExperts.hold(step.file(), step.rules(), step.stage());
    }

    /** Something changed about who may act in it: it is held at once where it is, or goes on. */
    public void reviewAuthority(CaseFile file, Caller actor) {
        String before = file.held();
        if (file.state().ended() || certified(file)) {
            return;
        }
        boolean wasOurs = before != null && before.startsWith(CaseRepresentation.CODES);
        if (!wasOurs && completionHold.represented(file)) {
            return;
        }
        if (!completionHold.unrepresented(file, actor) && wasOurs) {
            look(file, actor);
        }
        if (!Objects.equals(before, file.held())) {
            file.touch();
        }
    }

    /** As long as an office brings the first papers nobody has been asked. */
    public boolean neverSubmitted(CaseFile file) {
        return !file.submitted()
                && file.round() == 0
                && procedure(file).stages().get(0).kind() == StageKind.PAPERS;
    }

    public PapersStage papers() {
        return papers;
    }

    public StageHandler handler(Stage stage) {
        return handlers.get(stage.kind());
    }

    /** Whether a certificate's stage is behind it. */
    public boolean certified(CaseFile file) {
        return certifiedBefore(procedure(file), file.stage());
    }

    /** What the case was opened for is issued: nothing that led to it may change any more. */
    public void refuseCertified(CaseFile file) {
        if (certified(file)) {
            throw Refusal.conflict("case.certified");
        }
    }

    /** Whether an answer in a stage can change nothing any more: the case was decided since, or what it was opened for is issued. */
    public boolean closed(CaseFile file, Stage stage) {
        Procedure procedure = procedure(file);
        return DecidedStage.approvedSince(file, procedure, stage)
                || certified(file) && !certifiedBefore(procedure, stage.id());
    }

    private static boolean certifiedBefore(Procedure procedure, String stage) {
        return procedure.stages().stream()
                .takeWhile(s -> !s.id().equals(stage))
                .anyMatch(s -> s.kind() == StageKind.CERTIFICATE);
    }

    /** Looks at the case from its present stage on. */
    public void look(CaseFile file, Caller actor) {
        run(file, file.stage(), actor);
    }

    /**
     * Looks at the case from its first stage on: for when facts changed. Stages that nothing touches say so and cost nothing but the look.
     * Where it stops before a payment, what lies open there of before is not to be paid any more unless it is still right. What led to a
     * certificate is not looked at again.
     */
    public void lookFromStart(CaseFile file, Caller actor) {
        if (certified(file)) {
            look(file, actor);
            return;
        }
        run(file, procedure(file).stages().get(0).id(), actor);
        if (!file.state().ended()) {
            openBills.changed(step(file, actor), procedure(file));
        }
    }

    private void run(CaseFile file, String from, Caller actor) {
        Procedure procedure = procedure(file);
        Stage present = procedure.stage(file.stage());
        if (file.state().ended() || handedBack(file, present)) {
            return;
        }
        RuleSet rules = rules(file);
        List<Stage> stages = procedure.stages();
        int first = stages.indexOf(procedure.stage(from));
        // whatever holds a case back comes before its certificate; what follows only brings that to people
        boolean free = certifiedBefore(procedure, from);
        for (Stage stage : stages.subList(first, stages.size())) {
            // stages that were behind the case already are only looked at
            if (stages.indexOf(stage) > stages.indexOf(present)) {
                stageTransitions.enter(file, stage, actor);
            }
            if (stage.kind() == StageKind.CERTIFICATE) {
                if (completionHold.holds(file, actor)) {
                    stageTransitions.enter(file, stage, actor);
                    stageTransitions.waits(file, State.WAITING);
                    return;
                }
                free = true;
            }
            boolean ahead = stages.indexOf(stage) >= stages.indexOf(present);
            if (ahead && StageExperts.acts(stage) && lacks(file, rules, stage, actor)) {
                return;
            }
            Outcome outcome = handlers.get(stage.kind()).evaluate(new Step(file, rules, stage, actor));
            if (!(outcome instanceof Outcome.Done)) {
                stageTransitions.enter(file, stage, actor);
                stop(file, rules, stage, outcome, actor);
                return;
            }
            if (ahead) {
                inquiryIssuer.passed(file, procedure, stage);
            }
        }
        if (!free && completionHold.holds(file, actor)) {
            stageTransitions.waits(file, State.WAITING);
            return;
        }
        end(file, State.APPROVED, actor, "procedure.completed", null);
    }

    /** Whether nothing can be asked or issued in a stage now, because it needs somebody; says so in the case. */
    private boolean lacks(CaseFile file, RuleSet rules, Stage stage, Caller actor) {
        Optional<Refusal> missing = stageExperts.missing(file, rules, stage);
        missing.ifPresent(why -> {
            stageTransitions.enter(file, stage, actor);
            completionHold.hold(file, actor, why);
            stageTransitions.waits(file, State.WAITING);
        });
        return missing.isPresent();
    }

    /** A case that the office has to correct moves no further before it is submitted again. */
    private static boolean handedBack(CaseFile file, Stage present) {
        return !file.submitted() && present.kind() != StageKind.PAPERS;
    }

    /** An objection that comes while the office corrects is put beside the one for which the case was sent back: both are to be mended. */
    public void object(CaseFile file, InquiryEntity inquiry, Caller actor) {
        if (file.submitted() || file.state().ended() || !inquiry.settled() || inquiry.approved() || inquiry.found()) {
            return;
        }
        file.addNote("\n", inquiry.said());
        journal.record(
                file.id(),
                "case.objection-added",
                actor,
                Map.of(
                        "inquiry",
                        inquiry.id(),
                        "agency",
                        inquiry.agency(),
                        "reason",
                        journal.commit(file.salt(), inquiry.said().toString())));
    }

    private void stop(CaseFile file, RuleSet rules, Stage stage, Outcome outcome, Caller actor) {
        if (outcome instanceof Outcome.Waits waits) {
            Optional<Refusal> why = certified(file)
                    ? Optional.empty()
                    : completionHold.unrepresented(file).or(() -> stageExperts.missing(file, rules, stage));
            why.ifPresentOrElse(hold -> completionHold.hold(file, actor, hold), () -> completionHold.free(file, actor));
            stageTransitions.waits(file, waits.state());
        } else if (certified(file)) {
            objected(file, stage, outcome, actor);
        } else if (outcome instanceof Outcome.Refused refused) {
            caseClosing.end(file, State.REFUSED, refused.end(), actor, refused.code(), refused.reason());
        } else if (outcome instanceof Outcome.SentBack back) {
            sendBack(file, back.stage(), actor, back.code(), back.reason());
        }
    }

    /**
     * What is issued stays good, and what was paid for it stays paid, until people revoke it: nobody's word ends the case any more. Its
     * office has the objection cleared up, and submits it again where it stands.
     */
    private void objected(CaseFile file, Stage stage, Outcome outcome, Caller actor) {
        if (outcome instanceof Outcome.Refused refused) {
            stageTransitions.objected(file, stage, actor, refused.code(), refused.reason());
        } else if (outcome instanceof Outcome.SentBack back) {
            stageTransitions.objected(file, stage, actor, back.code(), back.reason());
        }
    }

    /** Ends a case, see {@link CaseClosing}. */
    public void end(CaseFile file, State state, Caller actor, String code, String reason) {
        CaseEnd end =
                switch (state) {
                    case REFUSED -> CaseEnd.REFUSED;
                    case WITHDRAWN -> CaseEnd.WITHDRAWN;
                    default -> null;
                };
        caseClosing.end(file, state, end, actor, code, reason == null ? null : Text.own(reason));
    }

    /** What the case was opened for is made worthless; the case ends if it has not ended yet. */
    void revoked(CaseFile file, Caller actor) {
        caseClosing.revoked(file, actor);
    }

    /** Hands the case back to the office at an earlier stage, see {@link StageTransitions}. */
    public void sendBack(CaseFile file, String stage, Caller actor, String code, Text reason) {
        stageTransitions.sendBack(file, procedure(file).stage(stage), actor, code, reason);
        // what is owed is open again until the correction is there
        openBills.unknown(file, procedure(file), stage);
    }
}
