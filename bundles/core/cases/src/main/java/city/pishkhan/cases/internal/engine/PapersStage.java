package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.PaperNeed;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.rules.RuleEvaluation;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The office collects the papers that the rules require and submits the case when they are complete. */
public final class PapersStage implements StageHandler {
    /** Source of a paper that was recalled because it was a wrong sheet. It does not count as present. */
    public static final String RECALLED = "recalled";

    private static final Set<StageKind> COLLECTING = Set.of(StageKind.PAPERS, StageKind.INSPECTION);

    private final CaseRepository store;

    PapersStage(CaseRepository store) {
        this.store = store;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.PAPERS);
    }

    @Override
    public Outcome evaluate(Step step) {
        boolean complete = step.file().isSubmitted()
                && missing(step, store.papers().findByCase(step.file().id())).isEmpty();
        return complete ? Outcome.DONE : new Outcome.Waits(State.OPEN);
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        List<String> missing = missing(step, seen.papers());
        return missing.isEmpty()
                ? List.of("submission")
                : missing.stream().map(kind -> "paper:" + kind).toList();
    }

    /** Returns {@code true} if the office adds papers in this stage. */
    public static boolean isCollecting(Step step) {
        return COLLECTING.contains(step.stage().kind());
    }

    /** @throws Refusal CONFLICT {@code papers.missing} with the missing kinds of papers */
    public void requireAll(Step step) {
        requireAll(step, store.papers().findByCase(step.file().id()));
    }

    /** @throws Refusal CONFLICT {@code papers.missing} with the missing kinds of papers */
    public static void requireAll(Step step, List<Paper> papers) {
        List<String> missing = missing(step, papers);
        if (!missing.isEmpty()) {
            throw Refusal.conflict("papers.missing", missing);
        }
    }

    /** Kinds of papers that the stage requires and the case does not have. */
    static List<String> missing(Step step, List<Paper> papers) {
        return needs(step, papers).stream()
                .filter(n -> !n.present())
                .map(PaperNeed::kind)
                .toList();
    }

    public static List<PaperNeed> needs(Step step, List<Paper> papers) {
        Set<String> have = papers.stream()
                .filter(paper -> !paper.source().equals(RECALLED))
                .map(Paper::kind)
                .collect(Collectors.toSet());
        return RuleEvaluation.papers(step.rules(), step.stage(), step.file().facts()).stream()
                .map(p -> new PaperNeed(p.kind(), p.why(), have.contains(p.kind())))
                .toList();
    }
}
