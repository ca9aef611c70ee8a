package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.List;
import java.util.Set;

/** An office's expert inspects the site, and reports the findings and the papers that the rules require, such as photos. */
final class InspectionStage implements StageHandler {
    private final CaseRepository store;

    InspectionStage(CaseRepository store) {
        this.store = store;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.INSPECTION);
    }

    @Override
    public Outcome evaluate(Step step) {
        boolean complete = step.file().isSubmitted()
                && step.file().facts().keySet().containsAll(step.stage().findings())
                && PapersStage.missing(
                                step, store.papers().findByCase(step.file().id()))
                        .isEmpty();
        return complete ? Outcome.DONE : new Outcome.Waits(State.OPEN);
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        return List.of("inspection:" + step.stage().role() + ":" + step.file().office());
    }
}
