package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.PaperNeed;
import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Procedures.Decision;
import city.pishkhan.api.Procedures.StageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The office collects the papers that the rules ask for, and says when they are all there. */
final class PapersStage implements StageHandler {
    private final CaseStore store;

    PapersStage(CaseStore store) {
        this.store = store;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.PAPERS);
    }

    @Override
    public Outcome evaluate(Step step) {
        return step.file().submitted && missing(step).isEmpty() ? Outcome.DONE : new Outcome.Waits(State.OPEN);
    }

    @Override
    public List<String> waitsFor(Step step) {
        List<String> missing = missing(step).stream().map(n -> "paper:" + n.kind()).toList();
        return missing.isEmpty() ? List.of("submission") : missing;
    }

    List<PaperNeed> missing(Step step) {
        return needs(step).stream().filter(n -> !n.present()).toList();
    }

    List<PaperNeed> needs(Step step) {
        Decision decision = step.rules().decide(step.stage().table(), step.file().facts());
        Set<String> have =
                store.papers(step.file().id).stream().map(p -> p.kind()).collect(Collectors.toSet());
        List<PaperNeed> needs = new ArrayList<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            String kind = (String) decision.rows().get(i).get("paper");
            needs.add(new PaperNeed(kind, decision.explanation().get(i), have.contains(kind)));
        }
        return needs;
    }
}
