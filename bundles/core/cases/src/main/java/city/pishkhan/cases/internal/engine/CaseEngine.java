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
import city.pishkhan.cases.internal.model.Mandate;
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
 * Moves cases through the stages of their procedure, always under the case's lock. The engine does not depend on
 * connectors, routes or doors. A component that receives an event stores the event's data and calls {@link #advance}.
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
    private final OpenBillReview openBills;
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
        this.openBills = new OpenBillReview(payments);
        this.caseClosing =
                new CaseClosing(store, this::procedure, inquiryIssuer, payments, deliveries, completionHold, journal);
        this.papers = new PapersStage(store);
        List.of(
                        papers,
                        new LookupStage(inquiryIssuer),
                        new InquiriesStage(store, inquiryIssuer),
                        new PaymentStage(payments, fees),
                        new InspectionStage(store),
                        new DecisionStage(),
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
        return prerequisites.hindrance(rules(file), procedure(file), file.subject(), file.opened());
    }

    /** Returns {@code true} if the case is held and the same reason still applies. */
    public boolean isStillHeld(CaseFile file) {
        if (StageExperts.CODE.equals(file.holdCode())) {
            return missingExpert(file.office(), file.service(), file.ruleSet(), file.stage())
                    .filter(why -> why.english().equals(file.heldEn()))
                    .isPresent();
        }
        return file.holdCode() != null
                && completionHold
                        .reason(file)
                        .filter(why -> why.code().equals(file.holdCode()))
                        .isPresent();
    }

    /** The reason why an office lacks the expert that a stage needs, or empty if it has one. Needs no database access. */
    public Optional<Refusal> missingExpert(String office, String service, String ruleSet, String stage) {
        RuleSet rules = procedures.ruleSet(ruleSet);
        return rules.procedure(service).flatMap(p -> stageExperts.missing(office, service, rules, p.stage(stage)));
    }

    /** @throws Refusal CONFLICT {@code case.no-expert} if the office lacks the expert that the step needs */
    public void requireExpert(Step step) {
        stageExperts.missing(step.file(), step.rules(), step.stage()).ifPresent(why -> {
            throw why;
        });
    }

    /** The hold to show in views if the office lacks the expert that the step needs, or empty. */
    public Optional<Hold> missingExpert(Step step) {
        return stageExperts.hold(step.file(), step.rules(), step.stage());
    }

    /** Re-evaluates a case after a change of authorities: it is held at its present stage or continues. */
    public void reviewAuthority(CaseFile file, Caller actor) {
        String before = file.holdCode();
        if (file.state().hasEnded() || isCertified(file)) {
            return;
        }
        boolean wasOurs = before != null && before.startsWith(Mandate.CODES);
        if (!wasOurs && completionHold.isRepresented(file)) {
            return;
        }
        if (!completionHold.checkRepresentation(file, actor) && wasOurs) {
            advance(file, actor);
        }
        if (!Objects.equals(before, file.holdCode())) {
            file.incrementVersion();
        }
    }

    /**
     * Returns {@code true} if the office has never submitted the case and still collects its first papers. In this
     * state, no agency has been asked yet.
     */
    public boolean isBeforeFirstSubmission(CaseFile file) {
        return !file.isSubmitted()
                && file.round() == 0
                && procedure(file).stages().get(0).kind() == StageKind.PAPERS;
    }

    public PapersStage papers() {
        return papers;
    }

    public StageHandler handler(Stage stage) {
        return handlers.get(stage.kind());
    }

    /** Returns {@code true} if the case has passed a certificate stage. */
    public boolean isCertified(CaseFile file) {
        return isCertifiedBefore(procedure(file), file.stage());
    }

    /** @throws Refusal CONFLICT {@code case.certified} if the certificate is issued, because nothing that led to it may change any more */
    public void refuseCertified(CaseFile file) {
        if (isCertified(file)) {
            throw Refusal.conflict("case.certified");
        }
    }

    /**
     * Returns {@code true} if an answer in the stage has no effect any more: a later decision approved the case, or the certificate is
     * issued.
     */
    public boolean isClosed(CaseFile file, Stage stage) {
        Procedure procedure = procedure(file);
        return DecisionStage.isApprovedFrom(file, procedure, stage)
                || isCertified(file) && !isCertifiedBefore(procedure, stage.id());
    }

    private static boolean isCertifiedBefore(Procedure procedure, String stage) {
        return procedure.stages().stream()
                .takeWhile(s -> !s.id().equals(stage))
                .anyMatch(s -> s.kind() == StageKind.CERTIFICATE);
    }

    /** Re-evaluates the case from its present stage. */
    public void advance(CaseFile file, Caller actor) {
        run(file, file.stage(), actor);
    }

    /**
     * Re-evaluates the case from its first stage, after its facts changed. Stages that the change does not affect stay as they are. If the
     * case then stops before a payment stage, that stage's open bills are cancelled unless they are still correct. Stages that led to an
     * issued certificate are not re-evaluated.
     */
    public void reevaluate(CaseFile file, Caller actor) {
        if (isCertified(file)) {
            advance(file, actor);
            return;
        }
        run(file, procedure(file).stages().get(0).id(), actor);
        if (!file.state().hasEnded()) {
            openBills.cancelOutdated(step(file, actor), procedure(file));
        }
    }

    private void run(CaseFile file, String from, Caller actor) {
        Procedure procedure = procedure(file);
        Stage present = procedure.stage(file.stage());
        if (file.state().hasEnded() || isAwaitingCorrection(file, present)) {
            return;
        }
        RuleSet rules = rules(file);
        List<Stage> stages = procedure.stages();
        int first = stages.indexOf(procedure.stage(from));
        // holds apply only before the certificate; the stages after it deliver the certificate
        boolean free = isCertifiedBefore(procedure, from);
        for (Stage stage : stages.subList(first, stages.size())) {
            // Stages that the case has already passed are evaluated without entering them.
            if (stages.indexOf(stage) > stages.indexOf(present)) {
                stageTransitions.enter(file, stage, actor);
            }
            if (stage.kind() == StageKind.CERTIFICATE) {
                if (completionHold.holdOrRelease(file, actor)) {
                    stageTransitions.enter(file, stage, actor);
                    stageTransitions.awaitAction(file, State.WAITING);
                    return;
                }
                free = true;
            }
            boolean ahead = stages.indexOf(stage) >= stages.indexOf(present);
            if (ahead && StageExperts.isAutomatic(stage) && holdIfExpertMissing(file, rules, stage, actor)) {
                return;
            }
            Outcome outcome = handlers.get(stage.kind()).evaluate(new Step(file, rules, stage, actor));
            if (!(outcome instanceof Outcome.Done)) {
                stageTransitions.enter(file, stage, actor);
                stop(file, rules, stage, outcome, actor);
                return;
            }
            if (ahead) {
                inquiryIssuer.notifyStagePassed(file, procedure, stage);
            }
        }
        if (!free && completionHold.holdOrRelease(file, actor)) {
            stageTransitions.awaitAction(file, State.WAITING);
            return;
        }
        end(file, State.APPROVED, actor, "procedure.completed", null);
    }

    /** Holds the case at the stage and returns {@code true} if the office lacks the expert that the stage needs. */
    private boolean holdIfExpertMissing(CaseFile file, RuleSet rules, Stage stage, Caller actor) {
        Optional<Refusal> missing = stageExperts.missing(file, rules, stage);
        missing.ifPresent(why -> {
            stageTransitions.enter(file, stage, actor);
            completionHold.hold(file, actor, why);
            stageTransitions.awaitAction(file, State.WAITING);
        });
        return missing.isPresent();
    }

    /** A case that waits for a correction does not move until the office submits it again. */
    private static boolean isAwaitingCorrection(CaseFile file, Stage present) {
        return !file.isSubmitted() && present.kind() != StageKind.PAPERS;
    }

    /** Adds an objection to the case's note if it arrives while the office corrects the case. The office has to resolve both objections. */
    public void addObjection(CaseFile file, InquiryEntity inquiry, Caller actor) {
        if (file.isSubmitted()
                || file.state().hasEnded()
                || !inquiry.isSettled()
                || inquiry.isApproved()
                || inquiry.hasData()) {
            return;
        }
        file.addNote("\n", inquiry.statement());
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
                        journal.commitment(file.salt(), inquiry.statement().toString())));
    }

    private void stop(CaseFile file, RuleSet rules, Stage stage, Outcome outcome, Caller actor) {
        if (outcome instanceof Outcome.Waits waits) {
            Optional<Refusal> why = isCertified(file)
                    ? Optional.empty()
                    : completionHold.checkRepresentation(file).or(() -> stageExperts.missing(file, rules, stage));
            why.ifPresentOrElse(
                    hold -> completionHold.hold(file, actor, hold), () -> completionHold.release(file, actor));
            stageTransitions.awaitAction(file, waits.state());
        } else if (isCertified(file)) {
            returnCertified(file, stage, outcome, actor);
        } else if (outcome instanceof Outcome.Refused refused) {
            caseClosing.end(file, State.REFUSED, refused.end(), actor, refused.code(), refused.reason());
        } else if (outcome instanceof Outcome.SentBack back) {
            sendBack(file, back.stage(), actor, back.code(), back.reason());
        }
    }

    /**
     * Returns a case with an issued certificate to its office at the present stage. The certificate and its payments stay valid until the
     * certificate is revoked. The office resolves the objection and submits the case again.
     */
    private void returnCertified(CaseFile file, Stage stage, Outcome outcome, Caller actor) {
        if (outcome instanceof Outcome.Refused refused) {
            stageTransitions.returnCertified(file, stage, actor, refused.code(), refused.reason());
        } else if (outcome instanceof Outcome.SentBack back) {
            stageTransitions.returnCertified(file, stage, actor, back.code(), back.reason());
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
        caseClosing.end(file, state, end, actor, code, reason == null ? null : Text.untranslated(reason));
    }

    /** Handles the revocation of the case's certificate, see {@link CaseClosing#handleRevocation}. */
    void handleRevocation(CaseFile file, Caller actor) {
        caseClosing.handleRevocation(file, actor);
    }

    /** Returns the case to the office at an earlier stage, see {@link StageTransitions}. */
    public void sendBack(CaseFile file, String stage, Caller actor, String code, Text reason) {
        stageTransitions.sendBack(file, procedure(file).stage(stage), actor, code, reason);
        // the open bills are void, because the amounts due are unknown until the case is corrected
        openBills.cancelFrom(file, procedure(file), stage);
    }
}
