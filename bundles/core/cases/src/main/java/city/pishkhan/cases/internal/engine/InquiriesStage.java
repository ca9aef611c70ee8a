package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends inquiries in parallel to all agencies that the rules require. The stage is complete when every agency has answered without an
 * objection.
 */
final class InquiriesStage implements StageHandler {
    private final CaseRepository store;
    private final InquiryIssuer inquiryIssuer;

    InquiriesStage(CaseRepository store, InquiryIssuer inquiryIssuer) {
        this.store = store;
        this.inquiryIssuer = inquiryIssuer;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.INQUIRIES);
    }

    @Override
    public Outcome evaluate(Step step) {
        Map<String, String> agencies =
                RuleEvaluation.agencies(step.rules(), step.stage(), step.file().facts());
        inquiryIssuer.drop(step, findNotRequired(step, agencies.keySet()));
        List<InquiryEntity> asked = new ArrayList<>();
        agencies.forEach((agency, reason) ->
                asked.add(inquiryIssuer.ask(step, agency, RuleEvaluation.rule(step.stage(), agency), reason)));
        return objection(step, asked)
                .orElseGet(() -> asked.stream().allMatch(InquiryEntity::isSettled)
                        ? Outcome.DONE
                        : new Outcome.Waits(State.WAITING));
    }

    private List<InquiryEntity> findNotRequired(Step step, Set<String> agencies) {
        return store.inquiries().lock(step.file().id()).stream()
                .filter(i -> i.stage().equals(step.stage().id()) && !agencies.contains(i.agency()))
                .toList();
    }

    /**
     * Combines the objections into one outcome. A refusal takes precedence over a return for correction. The reason lists all objections,
     * the deciding one first.
     */
    private static Optional<Outcome> objection(Step step, List<InquiryEntity> asked) {
        List<InquiryEntity> objecting = asked.stream()
                .filter(i -> i.isSettled() && !i.isApproved())
                .sorted(Comparator.comparing(i -> isReturningCase(step, i)))
                .toList();
        return objecting.stream()
                .findFirst()
                .map(first -> isReturningCase(step, first)
                        ? sentBack(step, first, joinStatements(objecting))
                        : new Outcome.Refused(first.end(), "inquiry.rejected", joinStatements(objecting)));
    }

    private static boolean isReturningCase(Step step, InquiryEntity inquiry) {
        return inquiry.isReturningCase(RuleEvaluation.rule(step.stage(), inquiry.agency()));
    }

    private static Text joinStatements(List<InquiryEntity> objecting) {
        return objecting.stream()
                .map(InquiryEntity::statement)
                .reduce((first, more) -> first.followedBy("\n", more))
                .orElseThrow();
    }

    private static Outcome sentBack(Step step, InquiryEntity first, Text statements) {
        String code = first.verdict() == Verdict.REJECT ? "inquiry.rejected" : "inquiry.need-more-information";
        // If the stage names no target, the office corrects and submits at the present stage.
        String stage =
                step.stage().sendBack().stream().findFirst().orElse(step.stage().id());
        return new Outcome.SentBack(stage, code, statements);
    }

    /**
     * An approval changes nothing while another inquiry of the stage is open. Facts determine which agencies are asked,
     * and answers of this stage change no facts.
     */
    @Override
    public boolean isStillWaiting(Stage stage, InquiryEntity answered, List<InquiryEntity> inquiries) {
        return answered.isApproved()
                && inquiries.stream()
                        .anyMatch(i -> i.stage().equals(stage.id()) && i.state().isLive());
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        return seen.inquiries().stream()
                .filter(i -> i.stage().equals(step.stage().id()) && i.state().isLive())
                .map(i -> "agency:" + i.agency())
                .toList();
    }
}
