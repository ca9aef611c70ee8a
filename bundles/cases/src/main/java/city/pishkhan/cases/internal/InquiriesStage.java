package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Stage;
import city.pishkhan.api.StageKind;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks, in parallel, every agency that the rules name, and goes on when all of them have no objection. */
final class InquiriesStage implements StageHandler {
    private final CaseStore store;
    private final Asking asking;

    InquiriesStage(CaseStore store, Asking asking) {
        this.store = store;
        this.asking = asking;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.INQUIRIES);
    }

    @Override
    public Outcome evaluate(Step step) {
        Map<String, String> agencies =
                Rulings.agencies(step.rules(), step.stage(), step.file().facts());
        asking.drop(step, others(step, agencies.keySet()));
        List<InquiryRow> asked = new ArrayList<>();
        agencies.forEach(
                (agency, reason) -> asked.add(asking.ask(step, agency, Rulings.rule(step.stage(), agency), reason)));
        return objection(step, asked)
                .orElseGet(() ->
                        asked.stream().allMatch(InquiryRow::settled) ? Outcome.DONE : new Outcome.Waits(State.WAITING));
    }

    private List<InquiryRow> others(Step step, Set<String> agencies) {
        return store.inquiries().of(step.file().id).stream()
                .filter(i -> i.stage.equals(step.stage().id()) && !agencies.contains(i.agency))
                .toList();
    }

    /** One word that refuses weighs more than any that sends back. */
    private static Optional<Outcome> objection(Step step, List<InquiryRow> asked) {
        List<InquiryRow> objecting =
                asked.stream().filter(i -> i.settled() && !i.approved()).toList();
        Optional<Outcome> refused = objecting.stream()
                .filter(i -> !i.sendsBack(Rulings.rule(step.stage(), i.agency)))
                .findFirst()
                .map(i -> new Outcome.Refused(i.end(), "inquiry.rejected", i.said()));
        return refused.or(() -> objecting.stream().findFirst().map(i -> sentBack(step, i)));
    }

    private static Outcome sentBack(Step step, InquiryRow inquiry) {
        String code = inquiry.verdict == Verdict.REJECT ? "inquiry.rejected" : "inquiry.need-more-information";
        // where the stage names none, the office corrects and submits where the case stands
        String stage =
                step.stage().sendBack().stream().findFirst().orElse(step.stage().id());
        return new Outcome.SentBack(stage, code, inquiry.said());
    }

    /** An approval while others are awaited: whom to ask follows from facts, which no answer of this stage changes. */
    @Override
    public boolean waitsOn(Stage stage, InquiryRow answered, List<InquiryRow> inquiries) {
        return answered.approved() && inquiries.stream().anyMatch(i -> i.stage.equals(stage.id()) && i.state.live());
    }

    @Override
    public List<String> waitsFor(Step step, Seen seen) {
        return seen.inquiries().stream()
                .filter(i -> i.stage.equals(step.stage().id()) && i.state.live())
                .map(i -> "agency:" + i.agency)
                .toList();
    }
}
