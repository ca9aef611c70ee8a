package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal.Violation;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.rules.CaseFacts;
import city.pishkhan.cases.internal.rules.LimitPolicy;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requests data from a system and adds them to the facts. Returns the case for correction if a limit of the rules is violated. Only the
 * system itself can refuse the case.
 */
public final class LookupStage implements StageHandler {
    /**
     * Agency rule for a look-up whose procedure defines none: the request shows only the subject, and an unanswered
     * request is escalated to the operator after an hour.
     */
    private static final AgencyRule PLAIN = new AgencyRule(
            0, Duration.ofHours(1), Silence.ESCALATE, List.of("property", "plate"), List.of(), "refuse", 0);

    private final InquiryIssuer inquiryIssuer;

    LookupStage(InquiryIssuer inquiryIssuer) {
        this.inquiryIssuer = inquiryIssuer;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.LOOKUP);
    }

    public static AgencyRule rule(Stage stage, String agency) {
        return stage.agencies().getOrDefault(agency, PLAIN);
    }

    @Override
    public Outcome evaluate(Step step) {
        String agency = step.stage().agency();
        AgencyRule rule = rule(step.stage(), agency);
        String reason = "stage " + step.stage().id();
        InquiryEntity inquiry = inquiryIssuer.ask(step, agency, rule, reason);
        if (!inquiry.isSettled()) {
            return new Outcome.Waits(State.WAITING);
        }
        if (inquiry.isReturningCase(rule)) {
            return sentBack(step, "lookup.refused", inquiry.statement());
        }
        if (inquiry.verdict() != Verdict.DATA) {
            // An expired request has no data, so silence cannot count as consent here.
            return new Outcome.Refused(inquiry.end(), "lookup.refused", inquiry.statement());
        }
        Map<String, Object> facts = CaseFacts.withLookup(
                step.file().facts(),
                answerFacts(step, Objects.requireNonNull(inquiry.answer()).data()));
        if (!facts.equals(step.file().facts())) {
            step.file().facts(facts, step.rules().personal());
        }
        List<Violation> violated =
                RuleEvaluation.violated(step.rules(), step.stage(), step.file().facts());
        if (violated.isEmpty()) {
            return Outcome.DONE;
        }
        if (inquiry.round() < step.file().round()) {
            // The office submitted again, although the earlier data violate a limit. The system's data may have
            // changed, so request them
            // again.
            inquiryIssuer.askAgain(step, agency, rule, reason);
            return new Outcome.Waits(State.WAITING);
        }
        return sentBack(step, LimitPolicy.CODE, LimitPolicy.words(violated));
    }

    private static Outcome sentBack(Step step, String code, Text reason) {
        return new Outcome.SentBack(correctionStage(step), code, reason);
    }

    /**
     * The stage in which the request is corrected: the first one in the look-up's {@code sendBack}, else the first
     * papers stage before the look-up, else the look-up itself.
     */
    private static String correctionStage(Step step) {
        List<Stage> stages =
                step.rules().procedure(step.file().service()).orElseThrow().stages();
        return Stream.concat(
                        step.stage().sendBack().stream(),
                        stages.subList(0, stages.indexOf(step.stage())).stream()
                                .filter(stage -> stage.kind() == StageKind.PAPERS)
                                .map(Stage::id))
                .findFirst()
                .orElse(step.stage().id());
    }

    /**
     * Returns the facts of an answer. If the stage lists findings, the answer must contain exactly these. They are converted to the
     * types of the decision tables.
     *
     * @throws city.pishkhan.api.Refusal INVALID if a finding is missing, not listed, or has an invalid value
     */
    public static Map<String, Object> answerFacts(Step step, Map<String, Object> data) {
        List<String> findings = step.stage().findings();
        return findings.isEmpty() ? data : step.rules().convertStated(findings, data);
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        return List.of("agency:" + step.stage().agency());
    }
}
